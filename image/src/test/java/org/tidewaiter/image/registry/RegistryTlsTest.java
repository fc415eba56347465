package org.tidewaiter.image.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.tidewaiter.testkit.image.ImageBuilder.image;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.FakeRegistry;
import org.tidewaiter.testkit.image.FakeRegistry.Fault;
import org.tidewaiter.testkit.image.ServerCertificate;

/// A registry whose authority nobody knows, and that speaks to one client only.
class RegistryTlsTest {
    private static final BuiltImage IMAGE = image().layer(tar().file("a", "x")).build();
    private static final String MANIFEST = FakeRegistry.manifestPath("team/app", "1");

    @TempDir private static Path made;
    private static ServerCertificate server;
    private static ServerCertificate client;

    @TempDir Path home;
    private FakeRegistry registry;
    private RegistryOptions options;

    @BeforeAll
    static void makeCertificates() throws Exception {
        server = ServerCertificate.make(Files.createDirectory(made.resolve("server")));
        client = ServerCertificate.make(Files.createDirectory(made.resolve("client")));
        Files.writeString(made.resolve("key.pem"), client.keyPem());
    }

    @BeforeEach
    void start() throws IOException {
        registry = FakeRegistry.startTls(server, client).image("team/app", "1", IMAGE);
        options =
                RegistryOptions.standard(Map.of("HOME", home.toString()))
                        .withTimeout(Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".docker/certs.d",
                ".config/containers/certs.d",
                ".config/docker/certs.d",
            })
    void theFilesOfDockerAndPodmanAreUsed(String folder) throws Exception {
        authority(folder, registry);
        identity(folder, registry);
        assertThat(pull()).isEqualTo(IMAGE.manifest());
    }

    @Test
    void theFilesThatAreGivenAreUsed() throws Exception {
        options =
                options.withCaCertificates(List.of(server.pem()))
                        .withClientCertificate(registry.host(), given());
        assertThat(pull()).isEqualTo(IMAGE.manifest());
    }

    @Test
    void aClientCertificateForAnotherRegistryIsNotShown() {
        options =
                options.withCaCertificates(List.of(server.pem()))
                        .withClientCertificate("registry.example", given());
        assertThat(problem().code()).isEqualTo("registry-wants-certificate");
    }

    @Test
    void aRegistryThatWantsToKnowWhoWeAreSaysWhereToPutTheFiles() throws Exception {
        authority(".docker/certs.d", registry);
        assertThat(problem().code()).isEqualTo("registry-wants-certificate");
        assertThat(problem().mend())
                .contains("~/.config/containers/certs.d/" + registry.host())
                .contains("--registry-client-cert");
    }

    @Test
    void aRegistryThatAsksWhoWeAreAndEndsTheConnectionWantsToKnow() throws Exception {
        registry.close();
        registry = FakeRegistry.startTlsAsking(server, client).image("team/app", "1", IMAGE);
        authority(".docker/certs.d", registry);
        registry.fault(MANIFEST, new Fault.HangUp());
        assertThat(problem().code()).isEqualTo("registry-wants-certificate");
        assertThat(problem().what()).contains(registry.host() + " asked for one");
    }

    @Test
    void aRegistryThatAsksWhoWeAreButDoesNotInsistIsBrokenWhereItEndsTheConnection()
            throws Exception {
        registry.close();
        registry = FakeRegistry.startTlsAsking(server, client).image("team/app", "1", IMAGE);
        authority(".docker/certs.d", registry);
        var other = FakeRegistry.manifestPath("team/app", IMAGE.digest().toString());
        registry.fault(other, new Fault.HangUp());
        try (var connected = new RegistryClient(options, Duration.ZERO)) {
            connected.manifest(reference(":1"));
            var thrown =
                    catchThrowableOfType(
                            ProblemException.class,
                            () -> connected.manifest(reference("@" + IMAGE.digest())));
            assertThat(thrown.problem().code()).isEqualTo("registry-broken");
        }
    }

    @Test
    void aRegistryThatEndsTheConnectionAlthoughItWasShownWhoWeAreIsBroken() throws Exception {
        authority(".docker/certs.d", registry);
        identity(".docker/certs.d", registry);
        registry.fault(MANIFEST, new Fault.HangUp());
        assertThat(problem().code()).isEqualTo("registry-broken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"No required SSL certificate was sent", "The SSL certificate error"})
    void aRegistryBehindNginxSaysSoOnAPage(String sentence) throws Exception {
        authority(".docker/certs.d", registry);
        identity(".docker/certs.d", registry);
        registry.answers(MANIFEST, 400, "<html><center>" + sentence + "</center></html>");
        assertThat(problem().code()).isEqualTo("registry-wants-certificate");
        assertThat(problem().what()).endsWith("400: " + sentence);
        registry.answers(MANIFEST, 400, "<html>another page</html>");
        assertThat(problem().code()).isEqualTo("registry-broken");
    }

    @Test
    void aLoginShowsTheClientCertificateToo() throws Exception {
        authority(".docker/certs.d", registry);
        identity(".docker/certs.d", registry);
        try (var connection = new RegistryConnection(options, Duration.ZERO)) {
            var response = connection.greet(registry.host(), new Credentials.Anonymous());
            assertThat(response.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void anAuthorityIsBelievedForItsRegistryOnly() throws Exception {
        try (var other = FakeRegistry.startTls(server, client)) {
            authority(".docker/certs.d", other);
            assertThat(problem().code()).isEqualTo("registry-untrusted");
        }
    }

    @Test
    void aRedirectToAnotherHostIsNotShownWhoWeAre() throws Exception {
        try (var open = FakeRegistry.startTls(server).image("team/app", "1", IMAGE);
                var curious = FakeRegistry.startTls(server, client).image("team/app", "1", IMAGE)) {
            for (var each : List.of(registry, open, curious)) {
                authority(".docker/certs.d", each);
                identity(".docker/certs.d", each);
            }
            registry.fault(MANIFEST, new Fault.Redirect("https://" + open.host() + MANIFEST));
            assertThat(pull()).isEqualTo(IMAGE.manifest());

            registry.fault(MANIFEST, new Fault.Redirect("https://" + curious.host() + MANIFEST));
            assertThat(problem().code()).isEqualTo("registry-wants-certificate");
            assertThat(curious.requests()).isEmpty();
        }
    }

    @Test
    void anAuthorityIsNotBelievedForWhereItsRegistryRedirectsTo() throws Exception {
        authority(".docker/certs.d", registry);
        identity(".docker/certs.d", registry);
        try (var other = FakeRegistry.startTls(server).image("team/app", "1", IMAGE)) {
            registry.fault(MANIFEST, new Fault.Redirect("https://" + other.host() + MANIFEST));
            assertThat(problem().code()).isEqualTo("registry-untrusted");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"client.key", "client.cert"})
    void halfOfAPairIsAProblem(String missing) throws Exception {
        identity(".docker/certs.d", registry);
        Files.delete(home.resolve(".docker/certs.d").resolve(registry.host()).resolve(missing));
        assertThat(problem().code()).isEqualTo("client-certificate-broken");
        assertThat(problem().what()).contains("but no " + missing);
    }

    @Test
    void aKeyThatIsNoneIsAProblem() throws Exception {
        identity(".docker/certs.d", registry);
        Files.writeString(
                home.resolve(".docker/certs.d").resolve(registry.host()).resolve("client.key"),
                "no key");
        assertThat(problem().code()).isEqualTo("client-certificate-broken");
        assertThat(problem().what()).contains("client.key has no private key");
    }

    @Test
    void theUsersOwnFolderIsLookedIntoFirst() throws Exception {
        var folders = CertificateFolders.of(Map.of("HOME", "/h", "XDG_CONFIG_HOME", "/x"));
        assertThat(folders.folders())
                .extracting(Path::toString)
                .containsExactly(
                        "/x/containers/certs.d",
                        "/x/docker/certs.d",
                        "/h/.docker/certs.d",
                        "/etc/containers/certs.d",
                        "/etc/docker/certs.d");
    }

    @Test
    void aHostThatIsNoNameOfAFolderHasNoCertificates() throws Exception {
        var folders = new CertificateFolders(List.of(home.resolve("certs.d")));
        Files.createDirectories(home.resolve("certs.d"));
        Files.copy(server.pem(), home.resolve("outside.crt"));
        for (var host : List.of("..", "", ".", "../x", "a/../..", "a@b")) {
            assertThat(folders.of(host).authorities()).as(host).isEmpty();
        }
    }

    @Test
    void dockerHubHasTheFolderOfItsName() throws Exception {
        var folder = Files.createDirectories(home.resolve("certs.d/docker.io"));
        Files.copy(server.pem(), folder.resolve("ca.crt"));
        var folders = new CertificateFolders(List.of(home.resolve("certs.d")));
        assertThat(folders.of("registry-1.docker.io").authorities())
                .containsExactly(folder.resolve("ca.crt"));
    }

    private void authority(String folder, FakeRegistry of) throws IOException {
        Files.copy(server.pem(), folder(folder, of).resolve("ca.crt"));
    }

    private void identity(String folder, FakeRegistry of) throws IOException {
        Files.copy(client.pem(), folder(folder, of).resolve("client.cert"));
        Files.copy(given().key(), folder(folder, of).resolve("client.key"));
    }

    private Path folder(String folder, FakeRegistry of) throws IOException {
        return Files.createDirectories(home.resolve(folder).resolve(of.host()));
    }

    private static ClientCertificate given() {
        return new ClientCertificate(client.pem(), made.resolve("key.pem"));
    }

    private byte[] pull() throws ProblemException {
        try (var connected = new RegistryClient(options, Duration.ZERO)) {
            return connected.manifest(reference(":1")).bytes();
        }
    }

    private ImageReference reference(String selector) {
        return ImageReference.parse(registry.host() + "/team/app" + selector).orElseThrow();
    }

    private Problem problem() {
        return catchThrowableOfType(ProblemException.class, this::pull).problem();
    }
}
