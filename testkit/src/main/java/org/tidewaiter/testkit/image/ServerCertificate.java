package org.tidewaiter.testkit.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A certificate for `localhost` that nobody but a test trusts, made by the JDK's `keytool`.
///
/// @param pem the file that a client would be given to trust
public record ServerCertificate(Path keyStore, Path pem) {
    private static final String PASSWORD = "changeit";

    /// @param folder where the files are written
    public static ServerCertificate make(Path folder) throws IOException, InterruptedException {
        var made = new ServerCertificate(folder.resolve("key.p12"), folder.resolve("ca.pem"));
        made.keytool(
                "-genkeypair -keyalg EC -dname CN=localhost -ext san=dns:localhost -validity 10000");
        made.keytool("-exportcert -rfc -file " + made.pem);
        return made;
    }

    private void keytool(String arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments.split(" ", -1)));
        command.addAll(
                List.of("-alias", "key", "-storepass", PASSWORD, "-keystore", keyStore.toString()));
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed: " + arguments);
        }
    }

    SSLContext serverSide() throws IOException {
        try (var in = Files.newInputStream(keyStore)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
