package org.tidewaiter.image.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/// A file with certificates, or with a private key.
///
/// @see "RFC 7468, Textual Encodings of PKIX, PKCS, and CMS Structures"
public record PemFile(Path file) {
    /// At least one; its own before those that signed it, where the file keeps the order of TLS.
    public List<X509Certificate> certificates() throws GeneralSecurityException, IOException {
        try (var in = Files.newInputStream(file)) {
            var all = CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (all.isEmpty()) {
                throw new IOException(file + " has no certificate");
            }
            return all.stream().map(X509Certificate.class::cast).toList();
        }
    }

    /// The first private key, which must not be encrypted: in PKCS #8 form, or in the older forms
    /// of RSA (PKCS #1) and elliptic curves (SEC 1).
    public PrivateKey key() throws GeneralSecurityException, IOException {
        var text = Files.readString(file, StandardCharsets.ISO_8859_1);
        try {
            return PemKey.parse(text);
        } catch (IOException e) {
            throw new IOException("%s %s".formatted(file, e.getMessage()), e);
        }
    }

    /// A key store in memory with nothing in it.
    public static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load((InputStream) null, null);
        return store;
    }
}
