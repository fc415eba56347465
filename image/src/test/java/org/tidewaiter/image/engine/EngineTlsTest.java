package org.tidewaiter.image.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.tidewaiter.testkit.image.ImageBuilder.image;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.FakeEngine;
import org.tidewaiter.testkit.image.SavedImages;
import org.tidewaiter.testkit.image.ServerCertificate;

/// An engine on TCP that speaks to nobody whose certificate it does not know.
class EngineTlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final BuiltImage IMAGE = image().layer(tar().file("a", "x")).build();

    @TempDir private static Path made;
    private static ServerCertificate certificate;

    @TempDir Path folder;
    private SSLServerSocket server;

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = ServerCertificate.make(made);
    }

    @BeforeEach
    void start() throws Exception {
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(certificate.keyStore())) {
            keys.load(in, PASSWORD);
        }
        writeOurs();
        server =
                (SSLServerSocket)
                        tls(keys)
                                .getServerSocketFactory()
                                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(true);
        Thread.ofVirtual().start(this::serve);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    /// The one certificate is that of both sides.
    private void writeOurs() throws IOException {
        Files.copy(certificate.pem(), folder.resolve("ca.pem"));
        Files.copy(certificate.pem(), folder.resolve("cert.pem"));
        Files.writeString(folder.resolve("key.pem"), certificate.keyPem());
    }

    private static SSLContext tls(KeyStore keys) throws GeneralSecurityException, IOException {
        var ours = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        ours.init(keys, PASSWORD);
        var known = KeyStore.getInstance("PKCS12");
        known.load(null, PASSWORD);
        known.setCertificateEntry("client", keys.getCertificate("key"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(known);
        var context = SSLContext.getInstance("TLS");
        context.init(ours.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private void serve() {
        while (!server.isClosed()) {
            try (var connection = server.accept()) {
                connection.getInputStream().read(new byte[4096]);
                var answer = FakeEngine.answer(200, SavedImages.DOCKER_20.inspection(IMAGE));
                connection.getOutputStream().write(answer);
            } catch (IOException _) {
                // refused
            }
        }
    }

    @Test
    void bothSidesShowTheirCertificates() throws Exception {
        assertThat(inspect().id()).isEqualTo(IMAGE.configDigest());
    }

    @Test
    void anEngineWhoseCertificateIsNotKnownIsRefused() throws Exception {
        Files.delete(folder.resolve("ca.pem"));
        assertThat(problem()).startsWith("engine-failed").contains("certification path");
    }

    @Test
    void anEngineThatDoesNotKnowUsSaysSo() throws Exception {
        Files.delete(folder.resolve("cert.pem"));
        assertThat(problem()).startsWith("engine-failed");
    }

    @Test
    void anEncryptedKeyIsAProblemThatSaysHowToMendIt() throws Exception {
        Files.writeString(
                folder.resolve("key.pem"),
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----");
        assertThat(problem()).startsWith("engine-certificates-broken").contains("openssl pkey");
    }

    private InspectedImage inspect() throws ProblemException {
        var environment =
                Map.of(
                        "DOCKER_HOST",
                        "tcp://localhost:" + server.getLocalPort(),
                        "DOCKER_TLS_VERIFY",
                        "1",
                        "DOCKER_CERT_PATH",
                        folder.toString());
        var options = new EngineOptions(environment, List.of(), List.of());
        var address = Engines.find(EngineKind.DOCKER, options).getFirst();
        return new Engine(EngineKind.DOCKER, address, Duration.ofSeconds(5), options)
                .inspect("app:1")
                .orElseThrow();
    }

    private String problem() {
        var problem = catchThrowableOfType(ProblemException.class, this::inspect).problem();
        return problem.code() + ": " + problem.what();
    }
}
