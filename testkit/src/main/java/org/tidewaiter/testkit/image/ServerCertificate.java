package org.tidewaiter.testkit.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

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

    /// The private key as a PEM file has it, in PKCS #8 form.
    public String keyPem() throws IOException {
        try {
            var key = store().getKey("key", PASSWORD.toCharArray()).getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                    .formatted(Base64.getMimeEncoder().encodeToString(key));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private KeyStore store() throws GeneralSecurityException, IOException {
        try (var in = Files.newInputStream(keyStore)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            return store;
        }
    }

    /// @param client whose certificate is believed; a server may ask for it
    SSLContext serverSide(ServerCertificate client) throws IOException {
        try {
            var store = store();
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            var known = KeyStore.getInstance("PKCS12");
            known.load(null, null);
            known.setCertificateEntry("client", client.store().getCertificate("key"));
            trust.init(known);
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
