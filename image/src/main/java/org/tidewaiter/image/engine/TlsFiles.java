package org.tidewaiter.image.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
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

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");

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
        var store = empty();
        for (var one : certificates(authority)) {
            store.setCertificateEntry("ca-" + store.size(), one);
        }
        return store;
    }

    private KeyStore ours() throws GeneralSecurityException, IOException {
        var store = empty();
        if (certificate.isPresent() && key.isPresent()) {
            var chain = certificates(certificate.get()).toArray(new Certificate[0]);
            store.setKeyEntry("ours", key(key.get()), new char[0], chain);
        }
        return store;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load((InputStream) null, null);
        return store;
    }

    private static List<Certificate> certificates(Path file)
            throws GeneralSecurityException, IOException {
        try (var in = Files.newInputStream(file)) {
            var all = CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (all.isEmpty()) {
                throw new IOException(file + " has no certificate");
            }
            return List.copyOf(all);
        }
    }

    private static PrivateKey key(Path file) throws GeneralSecurityException, IOException {
        var pem = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!pem.find()) {
            throw new IOException(
                    file
                            + " has no key in PKCS #8 form (make it with 'openssl pkcs8 -topk8"
                            + " -nocrypt')");
        }
        var der = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
        for (var algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(der);
            } catch (InvalidKeySpecException _) {
                // of another algorithm
            }
        }
        throw new IOException(file + " has a key of an algorithm that Java does not know");
    }
}
