package org.tidewaiter.image.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.tidewaiter.testkit.image.ImageBuilder.image;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.registry.Credentials.Password;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.testkit.image.FakeRegistry;
import org.tidewaiter.testkit.image.FakeRegistry.Auth;

class DockerLoginTest {
    private static final Password ANN = new Password("ann", "pass:wörd");
    private static final Auth BASIC = new Auth.Basic("ann", "pass:wörd");

    @TempDir Path home;
    private final Map<String, String> environment = new HashMap<>();
    private FakeRegistry registry;
    private Path config;

    @BeforeEach
    void start() throws IOException {
        registry =
                FakeRegistry.start()
                        .image("app", "1", image().layer(tar().file("a", "x")).build())
                        .requires(BASIC);
        environment.put("DOCKER_CONFIG", home.resolve("docker").toString());
        config = home.resolve("docker/config.json");
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void aPullFindsWhatALoginStored() throws Exception {
        assertThat(login(ANN)).hasValue(config);
        pull();
    }

    @Test
    void aRegistryThatGivesTokensIsAskedForOneWithoutAScope() throws Exception {
        registry.requires(new Auth.Bearer(BASIC, "token"));
        login(ANN);
        assertThat(registry.requests())
                .filteredOn(request -> request.path().equals("/token"))
                .singleElement()
                .satisfies(request -> assertThat(request.query()).doesNotContain("scope"));
        pull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWrongPasswordIsRefusedAndStoresNothing(boolean token) {
        registry.requires(token ? new Auth.Bearer(BASIC, "token") : BASIC);
        assertThat(problem(() -> login(new Password("ann", "wrong")))).isEqualTo("registry-denied");
        assertThat(config).doesNotExist();
    }

    @Test
    void aServerThatIsNoRegistryStoresNothing() {
        registry.requires(new Auth.None()).answers("/v2/", 404, "nothing here");
        assertThat(problem(() -> login(ANN))).isEqualTo("registry-broken");
        assertThat(config).doesNotExist();
    }

    @Test
    void onlyTheOwnerMayReadWhatIsStored() throws Exception {
        login(ANN);
        assertThat(mode(config)).isEqualTo("rw-------");
        assertThat(mode(home.resolve("docker"))).isEqualTo("rwx------");
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r--r--"));
        login(ANN);
        assertThat(mode(config)).isEqualTo("rw-------");
        try (var files = Files.list(config.getParent())) {
            assertThat(files).containsExactly(config);
        }
    }

    @Test
    void allOtherMembersAreKept() throws Exception {
        write(
                """
                {"proxies":{"default":{"httpProxy":"p"}},"n":1.50,"auths":{"other":{"auth":"YTpi"},
                "http://HOST/v1/":{"auth":"b2xkOm9sZA=="}},"psFormat":null}\
                """);
        login(ANN);
        var auth = Base64.getEncoder().encodeToString("ann:pass:wörd".getBytes(UTF_8));
        assertThat(Files.readString(config))
                .isEqualTo(
                        """
                        {
                          "proxies": {
                            "default": {
                              "httpProxy": "p"
                            }
                          },
                          "n": 1.50,
                          "auths": {
                            "other": {
                              "auth": "YTpi"
                            },
                            "HOST": {
                              "auth": "AUTH"
                            }
                          },
                          "psFormat": null
                        }
                        """
                                .replace("HOST", registry.host())
                                .replace("AUTH", auth));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{", ""})
    void aBrokenFileIsLeftAsItIs(String text) throws Exception {
        write(text);
        assertThat(problem(() -> login(ANN))).isEqualTo("docker-config-broken");
        assertThat(config).hasContent(text);
    }

    @Test
    void aLinkToTheFileStaysALink() throws Exception {
        var target = Files.writeString(home.resolve("elsewhere.json"), "{}");
        Files.createDirectories(config.getParent());
        Files.createSymbolicLink(config, target);
        login(ANN);
        assertThat(config).isSymbolicLink();
        assertThat(target).content().contains(registry.host());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"credsStore\":\"fake\"}", "{\"credHelpers\":{\"HOST\":\"fake\"}}"})
    void aProgramKeepsThePasswordWhereTheFileNamesOne(String json) throws Exception {
        write(json);
        program(
                """
                case $1 in
                  get) read server; /bin/cat "$KEPT" ;;
                  *) /bin/cat > "$KEPT.$1"; [ $1 != store ] || /bin/cp "$KEPT.$1" "$KEPT" ;;
                esac
                """);
        assertThat(login(ANN)).isEmpty();
        var kept = read(home.resolve("kept.store"));
        assertThat(kept.text("ServerURL")).isEqualTo(registry.host());
        assertThat(kept.text("Username")).isEqualTo("ann");
        assertThat(kept.text("Secret")).isEqualTo("pass:wörd");
        assertThat(read(config).get("auths").get(registry.host()).members()).isEmpty();
        pull();
        assertThat(logout()).isTrue();
        assertThat(home.resolve("kept.erase")).hasContent(registry.host());
    }

    @Test
    void aPasswordInTheFileGoesWhenAProgramTakesOver() throws Exception {
        write("{\"credsStore\":\"fake\",\"auths\":{\"HOST\":{\"auth\":\"b2xkOm9sZA==\"}}}");
        program("/bin/cat > $KEPT\n");
        login(ANN);
        assertThat(read(config).get("auths").get(registry.host()).members()).isEmpty();
    }

    @Test
    void aProgramThatFailsToStoreIsAProblem() throws Exception {
        write("{\"credsStore\":\"fake\"}");
        program("echo 'the keychain is locked'; exit 1\n");
        assertThatThrownBy(() -> login(ANN))
                .hasMessageEndingWith(
                        "docker-credential-fake did not store the credentials: the keychain is locked");
        assertThat(config).hasContent("{\"credsStore\":\"fake\"}");
    }

    @Test
    void logoutRemovesTheRegistryUnderEveryNameAndNothingElse() throws Exception {
        write("{\"auths\":{\"https://HOST/v1/\":{\"auth\":\"YTpi\"},\"HOST\":{},\"other\":{}}}");
        assertThat(logout()).isTrue();
        assertThat(read(config).get("auths").members()).containsOnlyKeys("other");
        assertThat(logout()).isFalse();
    }

    @Test
    void logoutWithoutALoginMakesNoFile() throws Exception {
        assertThat(logout()).isFalse();
        assertThat(config).doesNotExist();
    }

    @Test
    void logoutIsDoneWhereTheProgramKnowsNothing() throws Exception {
        write("{\"credsStore\":\"fake\"}");
        program("echo 'credentials not found in native keychain'; exit 1\n");
        assertThat(logout()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "docker.io, https://index.docker.io/v1/",
        "registry.example, registry.example",
        "localhost:5000, localhost:5000",
    })
    void credentialsAreStoredUnderDockersName(String name, String key) {
        assertThat(DockerConfig.key(name)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "docker.io, docker.io",
        "index.docker.io, docker.io",
        "registry-1.docker.io, docker.io",
        "https://index.docker.io/v1/, docker.io",
        "https://registry.example/v2/, registry.example",
        "http://localhost:5000, localhost:5000",
        "'[::1]:5000', '[::1]:5000'",
    })
    void aRegistryMayBeNamedByItsAddress(String text, String name) throws Exception {
        assertThat(DockerLogin.registry(text)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://", "a registry", "ann@registry.example", "library"})
    void whatNoImageCanBeNamedAfterIsNoRegistry(String text) {
        assertThat(problem(() -> DockerLogin.registry(text))).isEqualTo("registry-name-invalid");
    }

    private Optional<Path> login(Password password) throws ProblemException {
        return new DockerLogin(RegistryOptions.standard(environment))
                .login(registry.host(), password);
    }

    private boolean logout() throws ProblemException {
        return new DockerLogin(RegistryOptions.standard(environment)).logout(registry.host());
    }

    private void pull() throws ProblemException {
        try (var client = new RegistryClient(RegistryOptions.standard(environment))) {
            client.manifest(ImageReference.parse(registry.host() + "/app:1").orElseThrow());
        }
    }

    private static String problem(ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call).problem().code();
    }

    private void write(String json) throws IOException {
        Files.createDirectories(config.getParent());
        Files.writeString(config, json.replace("HOST", registry.host()));
    }

    private static Json read(Path file) throws Exception {
        return JsonReader.read(Files.readAllBytes(file));
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private void program(String script) throws IOException {
        var file = home.resolve("docker-credential-fake");
        Files.writeString(file, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        environment.put("PATH", home.toString());
        environment.put("KEPT", home.resolve("kept").toString());
    }
}
