package org.tidewaiter.image.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.tidewaiter.image.tls.PemFile;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;

/// The PEM files with which Docker's client shows who it is and knows the engine.
///
/// @param authority whose certificates are believed; nothing leaves that to Java
/// @param certificate ours
/// @param key to our certificate, unencrypted
/// @see "Docker manual, Protect the Docker daemon socket"
record TlsFiles(Optional<Path> authority, Optional<Path> certificate, Optional<Path> key) {
    static final TlsFiles NONE = new TlsFiles(Optional.empty(), Optional.empty(), Optional.empty());

    /// @param folder may have `ca.pem`, `cert.pem` and `key.pem`
    static TlsFiles in(Path folder) {
        return new TlsFiles(
                existing(folder.resolve("ca.pem")),
                existing(folder.resolve("cert.pem")),
                existing(folder.resolve("key.pem")));
    }

    private static Optional<Path> existing(Path file) {
        return Optional.of(file).filter(Files::exists);
    }

    SSLContext context() throws ProblemException {
        try {
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authority.isPresent() ? trusted(authority.get()) : null);
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(ours(), new char[0]);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new ProblemException(
                    new Problem(
                            "engine-certificates-broken",
                            "the certificates for the engine cannot be used: " + e.getMessage(),
                            "see ca.pem, cert.pem and key.pem in the folder that DOCKER_CERT_PATH"
                                    + " names"),
                    e);
        }
    }

    private static KeyStore trusted(Path authority) throws GeneralSecurityException, IOException {
        var store = PemFile.emptyStore();
        for (var one : new PemFile(authority).certificates()) {
            store.setCertificateEntry("ca-" + store.size(), one);
        }
        return store;
    }

    private KeyStore ours() throws GeneralSecurityException, IOException {
        var store = PemFile.emptyStore();
        if (certificate.isPresent() && key.isPresent()) {
            var chain = new PemFile(certificate.get()).certificates().toArray(new Certificate[0]);
            store.setKeyEntry("ours", new PemFile(key.get()).key(), new char[0], chain);
        }
        return store;
    }
}
