package org.tidewaiter.image.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.tidewaiter.testkit.image.ImageBuilder.image;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.lazy.WholeLayerException;
import org.tidewaiter.image.manifest.Descriptor;
import org.tidewaiter.image.registry.Credentials.Password;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.FakeRegistry;
import org.tidewaiter.testkit.image.FakeRegistry.Auth;
import org.tidewaiter.testkit.image.FakeRegistry.Fault;
import org.tidewaiter.testkit.image.FakeRegistry.Request;
import org.tidewaiter.testkit.image.ServerCertificate;

class RegistryClientTest {
    private static final BuiltImage IMAGE =
            image().layer(tar().file("a", "x".repeat(100_000))).build();
    private static final String MANIFEST = FakeRegistry.manifestPath("team/app", "1");
    private static final String BLOB =
            FakeRegistry.blobPath("team/app", IMAGE.layers().getFirst().digest());

    @TempDir Path home;
    private final Map<String, String> environment = new HashMap<>();
    private Duration timeout = Duration.ofSeconds(20);
    private List<Path> caCertificates = List.of();
    private List<Mirror> mirrors = List.of();
    private FakeRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = FakeRegistry.start().image("team/app", "1", IMAGE);
        environment.put("DOCKER_CONFIG", home.toString());
        environment.put("CONTAINERS_REGISTRIES_CONF", "/dev/null");
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void anOpenRegistryIsReadWithoutCredentials() throws Exception {
        Files.writeString(home.resolve("config.json"), "broken, but not needed");
        assertThat(pull()).isEqualTo(IMAGE.layers().getFirst().stored());
        assertThat(registry.requests()).extracting(Request::authorization).containsOnly("");
    }

    @Test
    void aManifestIsFetchedByTagAndByDigest() throws Exception {
        try (var client = client()) {
            var byTag = client.manifest(reference(":1"));
            var byDigest = client.manifest(reference("@" + IMAGE.digest()));
            assertThat(byTag.descriptor()).isEqualTo(byDigest.descriptor());
            assertThat(byTag.descriptor().digest()).isEqualTo(IMAGE.digest());
            assertThat(byTag.descriptor().mediaType()).isEqualTo(IMAGE.mediaType());
            assertThat(byTag.bytes()).isEqualTo(IMAGE.manifest());
        }
    }

    @Test
    void basicCredentialsAreSentWhereTheyAreAskedFor() throws Exception {
        registry.requires(new Auth.Basic("ann", "pass:word"));
        login("ann:pass:word");
        assertThat(pull()).isEqualTo(IMAGE.layers().getFirst().stored());
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "access_token"})
    void anAnonymousTokenIsFetched(String member) throws Exception {
        registry.requires(new Auth.Bearer(new Auth.None(), member));
        assertThat(pull()).isEqualTo(IMAGE.layers().getFirst().stored());
    }

    @Test
    void aTokenIsFetchedOnceWithScopeServiceAndCredentials() throws Exception {
        registry.requires(new Auth.Bearer(new Auth.Basic("ann", "secret"), "token"));
        login("ann:secret");
        assertThat(pull()).isEqualTo(IMAGE.layers().getFirst().stored());
        assertThat(registry.requests())
                .filteredOn(request -> request.path().equals("/token"))
                .singleElement()
                .satisfies(request ->
                        assertThat(request.query())
                                .isEqualTo(
                                        "scope=repository%3Ateam%2Fapp%3Apull&service=fake%2C+registry"));
    }

    @Test
    void anIdentityTokenIsExchanged() throws Exception {
        registry.requires(new Auth.Refresh("ref-resh"));
        config("{\"auths\":{\"%s\":{\"identitytoken\":\"ref-resh\"}}}".formatted(registry.host()));
        assertThat(pull()).isEqualTo(IMAGE.layers().getFirst().stored());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"credHelpers\":{\"HOST\":\"fake\"}}", "{\"credsStore\":\"fake\"}"})
    void aCredentialProgramIsAsked(String config) throws Exception {
        registry.requires(new Auth.Basic("ann", "secret"));
        config(config.replace("HOST", registry.host()));
        program(
                "fake",
                """
                read server
                test "$1" = get && test "$server" = %s &&
                echo '{"ServerURL":"x","Username":"ann","Secret":"secret"}'
                """
                        .formatted(registry.host()));
        assertThat(pull()).isEqualTo(IMAGE.layers().getFirst().stored());
    }

    @Test
    void whatACredentialProgramDoesNotKeepIsLookedForInTheFile() throws Exception {
        registry.requires(new Auth.Basic("ann", "secret"));
        program("fake", "echo 'credentials not found in native keychain'; exit 1\n");
        config(
                "{\"credsStore\":\"fake\",\"auths\":{\"https://%s/v1/\":{\"auth\":\"%s\"}}}"
                        .formatted(registry.host(), base64("ann:secret")));
        assertThat(pull()).isEqualTo(IMAGE.layers().getFirst().stored());
    }

    @Test
    void aCredentialProgramThatFailsIsAProblem() throws Exception {
        registry.requires(new Auth.Basic("ann", "secret"));
        config("{\"credsStore\":\"fake\"}");
        assertThat(problem().what()).contains("'docker-credential-fake', which is not on the PATH");
        program("fake", "echo 'the keychain is locked'; exit 1\n");
        assertThat(problem().code()).isEqualTo("credentials-unavailable");
        assertThat(problem().what()).endsWith("gave no credentials: the keychain is locked");
    }

    @Test
    void refusalSaysWhetherCredentialsWereAtHand() throws Exception {
        registry.requires(new Auth.Bearer(new Auth.Basic("ann", "secret"), "token"));
        assertThat(problem().what()).contains("no credentials for " + registry.host());
        login("ann:wrong");
        assertThat(problem())
                .isEqualTo(
                        new Problem(
                                "registry-denied",
                                "pulling %s/team/app:1 was refused (401, and the credentials at hand are not accepted)"
                                        .formatted(registry.host()),
                                "check the name, log in with 'tidewaiter login %s', or ask its owner for pull rights"
                                        .formatted(registry.host())));
    }

    @ParameterizedTest
    @CsvSource({
        "401, registry-denied",
        "403, registry-denied",
        "404, image-not-found",
        "429, registry-busy",
        "500, registry-broken",
        "503, registry-broken",
    })
    void everyStatusHasItsProblem(int status, String code) throws Exception {
        registry.answers(
                MANIFEST, status, "{\"errors\":[{\"code\":\"WHY\",\"message\":\"said\\nso\"}]}");
        assertThat(problem().code()).isEqualTo(code);
        if (status != 401) {
            assertThat(problem().what()).contains(status + ": WHY said so");
        }
    }

    @Test
    void aBusyRegistryIsAskedAgain() throws Exception {
        registry.fault(MANIFEST, new Fault.Status(429, Map.of("Retry-After", "0"), "", 2));
        assertThat(pull()).isEqualTo(IMAGE.layers().getFirst().stored());
    }

    @Test
    void aRegistryThatWantsALongPauseIsNotWaitedFor() throws Exception {
        registry.fault(MANIFEST, new Fault.Status(429, Map.of("Retry-After", "3600"), "", 100));
        assertThat(problem().what()).contains("to be asked again in 3600 seconds");
    }

    @Test
    void aBusyRegistryIsAskedAgainAtTheDateItSays() throws Exception {
        var headers = Map.of("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT");
        registry.fault(MANIFEST, new Fault.Status(429, headers, "", 2));
        assertThat(pull()).isEqualTo(IMAGE.layers().getFirst().stored());
    }

    @Test
    void whoeverGivesTokensIsAskedAgainToo() throws Exception {
        registry.requires(new Auth.Bearer(new Auth.None(), "token"));
        var headers = Map.of("Retry-After", "0");
        registry.fault("/token", new Fault.Status(429, headers, "", 2));
        assertThat(pull()).isEqualTo(IMAGE.layers().getFirst().stored());
        registry.fault("/token", new Fault.Status(429, headers, "", 100));
        assertThat(problem().code()).isEqualTo("registry-busy");
        assertThat(problem().what()).contains("takes no more requests for a token (429)");
    }

    @Test
    void aPartOfABlobIsFetched() throws Exception {
        assertThat(part(7, 90)).contains(stored(7, 97));
        assertThat(registry.requests()).last().extracting(Request::range).isEqualTo("bytes=7-96");
    }

    @Test
    void aPartThatBreaksOffIsResumed() throws Exception {
        registry.fault(BLOB, new Fault.Cut(10, 2));
        assertThat(part(7, 90)).contains(stored(7, 97));
        assertThat(registry.requests()).last().extracting(Request::range).isEqualTo("bytes=27-96");
    }

    @Test
    void aRegistryThatGivesBlobsOnlyWholeGivesNoPart() throws Exception {
        registry.withoutRanges();
        assertThat(part(7, 90)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes 8-96/200", "bytes */200", "7-96/200", ""})
    void anAnswerThatBeginsElsewhereIsNoPart(String range) throws Exception {
        registry.fault(BLOB, new Fault.Status(206, Map.of("Content-Range", range), "xx", 9));
        assertThat(part(7, 90)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 400, 403, 404, 416, 501})
    void whoAnswersOtherwiseGivesNoPart(int status) throws Exception {
        registry.fault(BLOB, new Fault.Status(status, Map.of(), "", 9));
        assertThat(part(7, 90)).isEmpty();
    }

    @Test
    void aRegistryThatGivesMoreThanThePartIsNotReadOn() throws Exception {
        var headers = Map.of("Content-Range", "bytes 0-9/20");
        registry.fault(BLOB, new Fault.Status(206, headers, "0123456789abc", 9));
        assertThat(part(0, 4)).contains("0123".getBytes(UTF_8));
    }

    @Test
    void aPartThatIsRefusedIsAProblem() {
        registry.answers(BLOB, 401, "no");
        assertThat(catchThrowableOfType(ProblemException.class, () -> part(7, 90)).problem().code())
                .isEqualTo("registry-denied");
    }

    @Test
    void ofAPartOfWhichFewerBytesAreGivenTheRestIsAskedFor() throws Exception {
        registry.fault(BLOB, new Fault.Sequence(List.of(fewer(7, 16))));
        assertThat(part(7, 90)).contains(concat(new byte[16], stored(23, 97)));
        assertThat(registry.requests()).last().extracting(Request::range).isEqualTo("bytes=23-96");
    }

    @Test
    void whoGivesFewerBytesAgainAndAgainIsToBeAskedForTheWhole() {
        var faults = IntStream.range(0, 10).<Fault>mapToObj(i -> fewer(7 + i, 1)).toList();
        registry.fault(BLOB, new Fault.Sequence(faults));
        assertThatThrownBy(() -> part(7, 90)).isInstanceOf(WholeLayerException.class);
    }

    @Test
    void whoGivesTheWholeWhereThePartBrokeOffIsToBeAskedForTheWhole() {
        registry.fault(
                BLOB,
                new Fault.Sequence(
                        List.of(
                                new Fault.Cut(10, 1),
                                new Fault.Status(200, Map.of(), "whole", 2))));
        assertThatThrownBy(() -> part(7, 90)).isInstanceOf(WholeLayerException.class);
    }

    private static Fault fewer(int from, int bytes) {
        var range = "bytes %d-%d/200".formatted(from, from + bytes - 1);
        return new Fault.Status(206, Map.of("Content-Range", range), "\0".repeat(bytes), 9);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private Optional<byte[]> part(long offset, long bytes) throws Exception {
        try (var client = client()) {
            var part = client.openPart(reference(":1"), firstLayer(), offset, bytes);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            try (var in = part.get()) {
                return Optional.of(in.readAllBytes());
            }
        }
    }

    private static byte[] stored(int from, int to) {
        return Arrays.copyOfRange(IMAGE.layers().getFirst().stored(), from, to);
    }

    @Test
    void aRedirectIsFollowedWithoutTellingTheOtherServerWhoWeAre() throws Exception {
        registry.requires(new Auth.Basic("ann", "secret"));
        login("ann:secret");
        try (var other = FakeRegistry.start().image("team/app", "1", IMAGE)) {
            registry.fault(BLOB, new Fault.Redirect("http://" + other.host() + BLOB));
            assertThat(pull()).isEqualTo(IMAGE.layers().getFirst().stored());
            assertThat(other.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request.authorization()).isEmpty());
        }
    }

    @Test
    void aRedirectOnTheSameServerKeepsTheAuthorization() throws Exception {
        registry.requires(new Auth.Basic("ann", "secret")).image("moved", "1", IMAGE);
        login("ann:secret");
        registry.fault(BLOB, new Fault.Redirect(BLOB.replace("team/app", "moved")));
        assertThat(pull()).isEqualTo(IMAGE.layers().getFirst().stored());
    }

    @Test
    void redirectsThatNeverEndAreRefused() {
        registry.fault(MANIFEST, new Fault.Redirect(MANIFEST));
        assertThat(problem().what()).contains("redirects more than 8 times");
    }

    @Test
    void aRegistryIsReachedThroughAProxy() throws Exception {
        var port = Integer.parseInt(registry.host().replaceFirst(".*:", ""));
        var options =
                RegistryOptions.standard(environment)
                        .withPlainHttp(Set.of("registry.example"))
                        .withProxies(
                                ProxySelector.of(new InetSocketAddress("localhost", port)),
                                _ -> Optional.of(new Password("ann", "secret")));
        try (var client = new RegistryClient(options)) {
            var image = ImageReference.parse("registry.example/team/app:1").orElseThrow();
            assertThat(client.manifest(image).bytes()).isEqualTo(IMAGE.manifest());
        }
        assertThat(registry.requests())
                .extracting(Request::proxyAuthorization)
                .containsOnly("Basic " + base64("ann:secret"));
    }

    @Test
    void whereThereIsNoProxyNobodyIsToldThePasswordForIt() throws Exception {
        var options =
                RegistryOptions.standard(environment)
                        .withProxies(
                                ProxySelector.of(null),
                                _ -> Optional.of(new Password("ann", "secret")));
        try (var client = new RegistryClient(options)) {
            client.manifest(reference(":1"));
        }
        assertThat(registry.requests()).extracting(Request::proxyAuthorization).containsOnly("");
    }

    @Test
    void aMirrorIsAskedFirstAndIsNotToldWhoWeAreToTheRegistry() throws Exception {
        registry.requires(new Auth.Basic("ann", "secret"));
        login("ann:secret");
        try (var other = FakeRegistry.start().image("hub/team/app", "1", IMAGE)) {
            mirrors = List.of(Mirror.parse(registry.host() + "=" + other.host() + "/hub"));
            assertThat(pull()).isEqualTo(IMAGE.layers().getFirst().stored());
            assertThat(registry.requests()).isEmpty();
            assertThat(other.requests()).extracting(Request::authorization).containsOnly("");
        }
    }

    @Test
    void whatAMirrorDoesNotHaveOrRefusesComesFromTheRegistry() throws Exception {
        try (var empty = FakeRegistry.start();
                var closed = FakeRegistry.start().requires(new Auth.Basic("x", "y"))) {
            mirrors =
                    List.of(
                            Mirror.parse(registry.host() + "=" + empty.host()),
                            Mirror.parse(registry.host() + "=" + closed.host()),
                            Mirror.parse("other.example=" + empty.host()));
            assertThat(pull()).isEqualTo(IMAGE.layers().getFirst().stored());
            assertThat(empty.requests()).isNotEmpty();
        }
    }

    @Test
    void aMirrorThatIsNotThereIsNoHarm() throws Exception {
        var gone = FakeRegistry.start();
        gone.close();
        mirrors = List.of(Mirror.parse(registry.host() + "=" + gone.host()));
        assertThat(pull()).isEqualTo(IMAGE.layers().getFirst().stored());
    }

    @Test
    void aMirrorThatGivesAnotherManifestUnderADigestIsRefused() throws Exception {
        try (var liar = FakeRegistry.start().image("team/app", "1", IMAGE)) {
            var path = FakeRegistry.manifestPath("team/app", IMAGE.digest().toString());
            liar.fault(path, new Fault.Lie("{}".getBytes(UTF_8)));
            mirrors = List.of(Mirror.parse(registry.host() + "=" + liar.host()));
            var thrown =
                    catchThrowableOfType(
                            ProblemException.class,
                            () -> {
                                try (var client = client()) {
                                    client.manifest(reference("@" + IMAGE.digest()));
                                }
                            });
            assertThat(thrown.problem().code()).isEqualTo("digest-mismatch");
        }
    }

    @Test
    void theMirrorsOfTheConfigurationAreAskedAfterThoseThatAreNamedToUs() throws Exception {
        try (var named = FakeRegistry.start();
                var configured = FakeRegistry.start().image("hub/team/app", "1", IMAGE)) {
            mirrors = List.of(Mirror.parse(registry.host() + "=" + named.host()));
            conf(
                    "[[registry]]\nlocation=\"%s\"\n[[registry.mirror]]\nlocation=\"%s/hub\""
                            .formatted(registry.host(), configured.host()));
            try (var client = client()) {
                assertThat(client.manifest(reference(":1")).name())
                        .hasToString(configured.host() + "/hub/team/app:1");
            }
            assertThat(pull()).isEqualTo(IMAGE.layers().getFirst().stored());
            assertThat(named.requests()).isNotEmpty();
            assertThat(registry.requests()).isEmpty();
        }
    }

    @Test
    void whatTheConfigurationBlocksIsNotAskedFor() throws Exception {
        conf("[[registry]]\nlocation=\"%s/team\"\nblocked=true".formatted(registry.host()));
        assertThat(problem().code()).isEqualTo("registry-blocked");
        assertThat(registry.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "registry.example, true, HTTP/1.1 400 Bad Request, true",
        "registry.example/team, true, HTTP/1.1 400 Bad Request, true",
        "registry.example/other, true, HTTP/1.1 400 Bad Request, false",
        "registry.example, false, HTTP/1.1 400 Bad Request, false",
        "registry.example, true, '', false",
    })
    void plainHttpIsSpokenOnlyForInsecureNamesAndWhereAnAnswerIsNoTls(
            String location, boolean insecure, String answer, boolean plain) throws Exception {
        conf("[[registry]]\nlocation=\"%s\"\ninsecure=%s".formatted(location, insecure));
        var image = ImageReference.parse("registry.example/team/app:1").orElseThrow();
        try (var proxy = new TunnelingProxy(answer);
                var client =
                        new RegistryClient(
                                RegistryOptions.standard(environment)
                                        .withProxies(
                                                ProxySelector.of(proxy.address()), ProxyLogin.NONE),
                                Duration.ZERO)) {
            assertThat(catchThrowable(() -> client.manifest(image))).isNotNull();
            assertThat(!proxy.plainRequests().isEmpty()).isEqualTo(plain);
        }
    }

    @Test
    void aMirrorThatBreaksOffIsNotAskedAgain() throws Exception {
        try (var broken = FakeRegistry.start().image("team/app", "1", IMAGE)) {
            broken.fault(MANIFEST, new Fault.HangUp());
            mirrors = List.of(Mirror.parse(registry.host() + "=" + broken.host()));
            assertThat(pull()).isEqualTo(IMAGE.layers().getFirst().stored());
            assertThat(broken.requests()).isNotEmpty();
            assertThat(broken.requests()).extracting(Request::path).doesNotContain(BLOB);
        }
    }

    @Test
    void credentialsForAMirrorThatCannotBeUsedAreAProblem() throws Exception {
        config("broken");
        try (var closed = FakeRegistry.start().requires(new Auth.Basic("x", "y"))) {
            mirrors = List.of(Mirror.parse(registry.host() + "=" + closed.host()));
            assertThat(problem().code()).isEqualTo("docker-config-broken");
        }
    }

    @Test
    void aProblemNamesTheRegistryThatWasAskedInTruth() throws Exception {
        conf(
                "[[registry]]\nprefix=\"registry.example\"\nlocation=\"%s\""
                        .formatted(registry.host()));
        var image = ImageReference.parse("registry.example/team/app:1").orElseThrow();
        registry.requires(new Auth.Basic("x", "y"));
        try (var client = client()) {
            var denied = catchThrowableOfType(ProblemException.class, () -> client.manifest(image));
            assertThat(denied.problem().mend()).contains("login " + registry.host());
        }
        registry.close();
        try (var client = client()) {
            var gone = catchThrowableOfType(ProblemException.class, () -> client.manifest(image));
            assertThat(gone.problem().what())
                    .startsWith(registry.host() + " cannot be reached for " + image);
        }
    }

    private void conf(String toml) throws IOException {
        var file = Files.writeString(home.resolve("registries.conf"), toml);
        environment.put("CONTAINERS_REGISTRIES_CONF", file.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "docker.io",
                "=mirror.example",
                "docker.io=",
                "docker.io=mirror",
                "a b=c.example"
            })
    void whatNamesNoMirrorIsAProblem(String text) {
        assertThat(catchThrowableOfType(ProblemException.class, () -> Mirror.parse(text)))
                .isNotNull();
    }

    @Test
    void aRegistryThatStallsIsGivenUp() throws Exception {
        timeout = Duration.ofSeconds(1);
        registry.fault(MANIFEST, new Fault.Stall(10));
        assertThat(problem().code()).isEqualTo("registry-unreachable");
        assertThat(problem().what()).contains("nothing has arrived for 1 seconds");
    }

    @Test
    void aLayerThatStallsFailsWhileItIsRead() throws Exception {
        timeout = Duration.ofSeconds(1);
        registry.fault(BLOB, new Fault.Stall(100));
        assertThatThrownBy(this::pull).isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void aLayerThatIsCutOffIsGoneOnWithWhereItBrokeOff() throws Exception {
        registry.fault(BLOB, new Fault.Cut(30, 3));
        assertThat(pull()).isEqualTo(IMAGE.layers().getFirst().stored());
        assertThat(registry.requests())
                .filteredOn(request -> request.path().equals(BLOB))
                .hasSize(4);
    }

    @Test
    void aRegistryThatFailsForAMomentIsAskedAgainForTheRest() throws Exception {
        var fails = new Fault.Status(500, Map.of(), "", Integer.MAX_VALUE);
        var cut = new Fault.Cut(30, Integer.MAX_VALUE);
        registry.fault(BLOB, new Fault.Sequence(List.of(cut, fails, fails, cut, fails)));
        assertThat(pull()).isEqualTo(IMAGE.layers().getFirst().stored());
    }

    @Test
    void aRegistryThatDoesNotKnowRangesGivesTheLayerAgain() throws Exception {
        registry.withoutRanges().fault(BLOB, new Fault.Cut(30, 1));
        assertThat(pull()).isEqualTo(IMAGE.layers().getFirst().stored());
    }

    @Test
    void aLayerThatIsCutOffAgainAndAgainFailsWhileItIsRead() throws Exception {
        registry.fault(BLOB, new Fault.Cut(10, Integer.MAX_VALUE));
        assertThatThrownBy(this::pull)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("broke off");
    }

    @Test
    void aManifestThatIsNotWhatItsDigestSaysIsRefused() {
        registry.fault(MANIFEST, new Fault.Lie("{}".getBytes(UTF_8)));
        assertThat(problem().code()).isEqualTo("digest-mismatch");
    }

    @Test
    void aManifestThatIsTooLargeIsRefused() {
        registry.fault(MANIFEST, new Fault.Lie(new byte[(4 << 20) + 1]));
        assertThat(problem().what()).contains("more than 4194304 bytes");
    }

    @Test
    void aRegistryThatIsNotThereIsToldSo() throws Exception {
        registry.close();
        assertThat(problem().code()).isEqualTo("registry-unreachable");
    }

    @Test
    void aHostThatNobodyKnowsIsToldSo() {
        var unknown = new ConnectException();
        unknown.initCause(new UnresolvedAddressException());
        var problem = RegistryProblems.of(reference(":1"), "it", unknown).problem();
        assertThat(problem.code()).isEqualTo("registry-unreachable");
        assertThat(problem.what()).endsWith("there is no host of this name");
    }

    @Test
    void aBrokenDockerConfigurationIsAProblemWhereItIsNeeded() throws Exception {
        registry.requires(new Auth.Basic("ann", "secret"));
        config("{\"auths\":{},\"auths\":{}}");
        assertThat(problem().code()).isEqualTo("docker-config-broken");
        config("{\"auths\":{\"%s\":{\"auth\":\"?\"}}}".formatted(registry.host()));
        assertThat(problem().code()).isEqualTo("docker-config-broken");
    }

    @Test
    void aCertificateOfOnesOwnIsTrustedWhereItIsGiven() throws Exception {
        registry.close();
        var certificate = ServerCertificate.make(home);
        registry = FakeRegistry.startTls(certificate).image("team/app", "1", IMAGE);

        assertThat(problem().code()).isEqualTo("registry-untrusted");
        caCertificates = List.of(certificate.pem());
        assertThat(pull()).isEqualTo(IMAGE.layers().getFirst().stored());
    }

    @Test
    void aFileThatHasNoCertificateIsAProblem() throws Exception {
        caCertificates = List.of(Files.writeString(home.resolve("ca.pem"), "no certificate"));
        assertThat(problem().code()).isEqualTo("ca-certificate-broken");
    }

    private static Descriptor firstLayer() {
        var layer = IMAGE.layers().getFirst();
        return new Descriptor(
                layer.mediaType(),
                layer.digest(),
                layer.stored().length,
                Optional.empty(),
                Map.of());
    }

    private byte[] pull() throws ProblemException, IOException {
        try (var client = client()) {
            client.manifest(reference(":1"));
            try (var in = client.open(reference(":1"), firstLayer())) {
                return in.readAllBytes();
            }
        }
    }

    private Problem problem() {
        return catchThrowableOfType(
                        ProblemException.class,
                        () -> {
                            try (var client = client()) {
                                client.manifest(reference(":1"));
                            }
                        })
                .problem();
    }

    private RegistryClient client() throws ProblemException {
        var options =
                RegistryOptions.standard(environment)
                        .withTimeout(timeout)
                        .withMirrors(mirrors)
                        .withCaCertificates(caCertificates);
        return new RegistryClient(options, Duration.ZERO);
    }

    private ImageReference reference(String selector) {
        return ImageReference.parse(registry.host() + "/team/app" + selector).orElseThrow();
    }

    private void login(String userAndPassword) throws IOException {
        config(
                "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}"
                        .formatted(registry.host(), base64(userAndPassword)));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private void config(String json) throws IOException {
        Files.writeString(home.resolve("config.json"), json);
    }

    private void program(String name, String script) throws IOException {
        var file = home.resolve("docker-credential-" + name);
        Files.writeString(file, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        environment.put("PATH", home.toString());
    }
}
