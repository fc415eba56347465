package org.tidewaiter.image.registry;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.tls.PemFile;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;

/// Whose certificates are believed, and which are shown.
final class Trust {
    private static final char[] NO_PASSWORD = {};

    private Trust() {}

    /// Believes the authorities that Java knows, and those given.
    ///
    /// @param requests learns who asks for a certificate in vain
    static SSLContext with(HostCertificates certificates, CertificateRequests requests)
            throws ProblemException {
        try {
            var context = SSLContext.getInstance("TLS");
            var keys = requests.noting(keys(certificates.clients()));
            context.init(new KeyManager[] {keys}, believed(certificates.authorities()), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new ProblemException(
                    "ca-certificate-broken",
                    "the certificates to trust cannot be used: " + e.getMessage(),
                    "check the Java installation");
        }
    }

    private static TrustManager[] believed(List<Path> authorities)
            throws ProblemException, GeneralSecurityException, IOException {
        if (authorities.isEmpty()) {
            return managers(null);
        }
        var all = PemFile.emptyStore();
        for (var known : knownToJava()) {
            add(all, known);
        }
        for (var file : authorities) {
            addAll(all, file);
        }
        return managers(all);
    }

    private static X509ExtendedKeyManager keys(List<ClientCertificate> clients)
            throws ProblemException, GeneralSecurityException, IOException {
        var store = PemFile.emptyStore();
        for (var client : clients) {
            add(store, client);
        }
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        for (var manager : factory.getKeyManagers()) {
            if (manager instanceof X509ExtendedKeyManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("Java manages no keys of X.509");
    }

    private static void add(KeyStore store, ClientCertificate client) throws ProblemException {
        try {
            var chain = new PemFile(client.certificate()).certificates();
            store.setKeyEntry(
                    "client-" + store.size(),
                    new PemFile(client.key()).key(),
                    NO_PASSWORD,
                    chain.toArray(new Certificate[0]));
        } catch (GeneralSecurityException | IOException e) {
            throw new ProblemException(
                    new Problem(
                            "client-certificate-broken",
                            "the client certificate %s with the key %s cannot be used: %s"
                                    .formatted(client.certificate(), client.key(), why(e)),
                            "give both in PEM form, the key without a password, and see that you may"
                                    + " read them"),
                    e);
        }
    }

    private static String why(Exception e) {
        return e instanceof FileSystemException ? e.toString() : String.valueOf(e.getMessage());
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
        try {
            for (var certificate : new PemFile(file).certificates()) {
                add(store, certificate);
            }
        } catch (GeneralSecurityException | IOException e) {
            throw new ProblemException(
                    "ca-certificate-broken",
                    "%s is no file of CA certificates: %s".formatted(file, why(e)),
                    "name a file in PEM form");
        }
    }

    private static void add(KeyStore store, X509Certificate certificate)
            throws GeneralSecurityException {
        store.setCertificateEntry("ca-" + store.size(), certificate);
    }
}
