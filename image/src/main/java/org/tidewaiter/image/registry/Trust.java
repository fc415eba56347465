package org.tidewaiter.image.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.ProblemException;

/// Whose certificates are believed.
final class Trust {
    private Trust() {}

    /// Those of the authorities that Java knows, and of those in the files.
    ///
    /// @param caCertificates PEM
    static SSLContext with(List<Path> caCertificates) throws ProblemException {
        try {
            var context = SSLContext.getInstance("TLS");
            if (caCertificates.isEmpty()) {
                context.init(null, null, null);
                return context;
            }
            var all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            for (var known : knownToJava()) {
                add(all, known);
            }
            for (var file : caCertificates) {
                addAll(all, file);
            }
            context.init(null, managers(all), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new ProblemException(
                    "ca-certificate-broken",
                    "the certificates to trust cannot be used: " + e.getMessage(),
                    "check the Java installation");
        }
    }

    private static X509Certificate[] knownToJava() throws GeneralSecurityException {
        for (var manager : managers(null)) {
            if (manager instanceof X509TrustManager x509) {
                return x509.getAcceptedIssuers();
            }
        }
        return new X509Certificate[0];
    }

    private static TrustManager[] managers(@Nullable KeyStore store)
            throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static void addAll(KeyStore store, Path file) throws ProblemException {
        try (var in = Files.newInputStream(file)) {
            var certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new IOException("there is no certificate in it");
            }
            for (var certificate : certificates) {
                add(store, (X509Certificate) certificate);
            }
        } catch (GeneralSecurityException | IOException e) {
            throw new ProblemException(
                    "ca-certificate-broken",
                    "%s is no file of CA certificates: %s".formatted(file, e.getMessage()),
                    "name a file in PEM form");
        }
    }

    private static void add(KeyStore store, X509Certificate certificate)
            throws GeneralSecurityException {
        store.setCertificateEntry("ca-" + store.size(), certificate);
    }
}
