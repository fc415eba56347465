package org.tidewaiter.image.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.model.ProblemException;

class EnginesTest {
    /// SHA-256 of `desk` and of `other`.
    private static final String DESK =
            "49be417ad74080a0031b636b44cfc26fdd0065492d6cd3b033960c4414955cf7";

    private static final String OTHER =
            "d9298a10d1b0735837dc4bd85dac641b0f3cef27a47e5d53a54f2f3f5b2fcffa";

    @TempDir Path folder;
    private Path existing;

    @BeforeEach
    void makeASocket() throws IOException {
        existing = Files.createFile(folder.resolve("docker.sock"));
    }

    @Test
    void whereNothingIsSetTheSocketsThatExistAreAsked() throws Exception {
        assertThat(find(EngineKind.DOCKER, Map.of())).containsExactly("unix://" + existing);
        assertThat(find(EngineKind.PODMAN, Map.of())).isEmpty();
    }

    @Test
    void theEnvironmentGoesBeforeTheSockets() throws Exception {
        var environment =
                Map.of("DOCKER_HOST", "tcp://host:2375", "CONTAINER_HOST", "unix:///run/p.sock");
        assertThat(find(EngineKind.DOCKER, environment)).containsExactly("tcp://host:2375");
        assertThat(find(EngineKind.PODMAN, environment)).containsExactly("unix:///run/p.sock");
    }

    @Test
    void theCurrentContextOfDockersClientIsFollowed() throws Exception {
        writeContext(DESK, "unix:///run/desk.sock");
        Files.writeString(folder.resolve("config.json"), "{\"currentContext\":\"desk\"}");
        var environment = Map.of("DOCKER_CONFIG", folder.toString());

        assertThat(find(EngineKind.DOCKER, environment)).containsExactly("unix:///run/desk.sock");
    }

    @Test
    void aContextNamedByTheEnvironmentGoesBeforeTheCurrentOne() throws Exception {
        writeContext(OTHER, "tcp://other:2375");
        Files.writeString(folder.resolve("config.json"), "{\"currentContext\":\"desk\"}");
        var environment = Map.of("DOCKER_CONFIG", folder.toString(), "DOCKER_CONTEXT", "other");

        assertThat(find(EngineKind.DOCKER, environment)).containsExactly("tcp://other:2375");
    }

    @Test
    void theDefaultContextIsTheEngineOfThisMachine() throws Exception {
        Files.writeString(folder.resolve("config.json"), "{\"currentContext\":\"default\"}");
        var environment = Map.of("DOCKER_CONFIG", folder.toString());

        assertThat(find(EngineKind.DOCKER, environment)).containsExactly("unix://" + existing);
    }

    @Test
    void aContextThatIsNotThereIsAProblem() throws Exception {
        Files.writeString(folder.resolve("config.json"), "{\"currentContext\":\"gone\"}");

        assertThat(problem(Map.of("DOCKER_CONFIG", folder.toString())))
                .startsWith("docker-context-broken: the current Docker context 'gone'");
    }

    @ParameterizedTest
    @CsvSource({
        "ssh://me@host, engine-address-unsupported",
        "npipe:////./pipe/docker_engine, engine-address-unsupported",
        "tcp://, engine-address-invalid",
        "/var/run/docker.sock, engine-address-invalid",
    })
    void anAddressThatCannotBeFollowedIsAProblem(String url, String code) {
        assertThat(problem(Map.of("DOCKER_HOST", url))).startsWith(code);
    }

    @Test
    void certificatesThatCannotBeReadAreAProblem() throws Exception {
        Files.writeString(folder.resolve("ca.pem"), "no certificate");
        var environment =
                Map.of(
                        "DOCKER_HOST", "tcp://host:2376",
                        "DOCKER_TLS_VERIFY", "1",
                        "DOCKER_CERT_PATH", folder.toString());

        assertThat(problem(environment)).startsWith("engine-certificates-broken");
    }

    private void writeContext(String id, String host) throws IOException {
        var meta = Files.createDirectories(folder.resolve("contexts/meta").resolve(id));
        Files.writeString(
                meta.resolve("meta.json"),
                "{\"Endpoints\":{\"docker\":{\"Host\":\"%s\"}}}".formatted(host));
    }

    private List<String> find(EngineKind kind, Map<String, String> environment)
            throws ProblemException {
        var missing = folder.resolve("podman.sock");
        var options = new EngineOptions(environment, List.of(existing), List.of(missing));
        return Engines.find(kind, options).stream().map(EngineAddress::toString).toList();
    }

    private String problem(Map<String, String> environment) {
        var problem =
                catchThrowableOfType(
                                ProblemException.class, () -> find(EngineKind.DOCKER, environment))
                        .problem();
        return problem.code() + ": " + problem.what();
    }
}
