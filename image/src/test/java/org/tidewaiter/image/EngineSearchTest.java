package org.tidewaiter.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.tidewaiter.testkit.image.ImageBuilder.image;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.image.engine.EngineOptions;
import org.tidewaiter.image.registry.RegistryOptions;
import org.tidewaiter.model.Platform;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.FakeEngine;
import org.tidewaiter.testkit.image.FakeRegistry;
import org.tidewaiter.testkit.image.SavedImages;

/// Which of a machine's engines, or else a registry, an image is taken from.
class EngineSearchTest {
    private static final BuiltImage IMAGE = image().layer(tar().file("a", "x")).build();
    private static final Platform ARM = new Platform("linux", "arm64", Optional.empty());

    @TempDir Path folder;
    private FakeEngine docker;
    private FakeEngine podman;
    private FakeRegistry registry;
    private String name;

    @BeforeEach
    void start() throws Exception {
        docker = FakeEngine.start();
        podman = FakeEngine.start();
        registry = FakeRegistry.start();
        name = registry.host() + "/app:1";
    }

    @AfterEach
    void stop() throws Exception {
        docker.close();
        podman.close();
        registry.close();
    }

    @Test
    void dockerGoesBeforePodmanAndPodmanBeforeTheRegistry() throws Exception {
        registry.image("app", "1", IMAGE);
        assertThat(kind(name)).isEqualTo("registry");
        podman.image(name, IMAGE, SavedImages.PODMAN_4);
        assertThat(kind(name)).isEqualTo("podman");
        docker.image(name, IMAGE, SavedImages.DOCKER_20);
        assertThat(kind(name)).isEqualTo("docker");
    }

    @Test
    void aPrefixForcesOneOfThem() throws Exception {
        registry.image("app", "1", IMAGE);
        podman.image(name, IMAGE, SavedImages.PODMAN_4);
        docker.image(name, IMAGE, SavedImages.DOCKER_20);

        assertThat(kind("docker:" + name)).isEqualTo("docker");
        assertThat(kind("podman:" + name)).isEqualTo("podman");
        assertThat(kind("registry:" + name)).isEqualTo("registry");
        assertThat(kind("docker://" + name)).isEqualTo("registry");
    }

    @Test
    void whatIsOnDiskGoesBeforeTheEngines() throws Exception {
        docker.image(folder.toString(), IMAGE, SavedImages.DOCKER_20);
        assertThat(kind(folder.toString())).isEqualTo("directory");
    }

    @Test
    void anImageIsFoundByItsIdInWholeAndInPart() throws Exception {
        var id = IMAGE.configDigest();
        docker.image(id.toString(), IMAGE, SavedImages.DOCKER_20);
        docker.image(id.hex(), IMAGE, SavedImages.DOCKER_20);
        docker.image(id.abbreviated(), IMAGE, SavedImages.DOCKER_20);
        docker.image("abc", IMAGE, SavedImages.DOCKER_20);

        for (var one : List.of(id.toString(), id.hex(), id.abbreviated(), "docker:abc")) {
            assertThat(kind(one)).isEqualTo("docker");
        }
    }

    @Test
    void aWordThatCouldBeTheStartOfAnIdIsANameUnlessTheEngineIsForced() throws Exception {
        docker.image("cafe:latest", IMAGE, SavedImages.DOCKER_20);
        assertThat(kind("cafe")).isEqualTo("docker");
        assertThat(docker.asked()).containsExactly("/images/cafe:latest/json");
    }

    @Test
    void anotherPlatformThanTheEnginesComesFromTheRegistry() throws Exception {
        docker.image(name, IMAGE, SavedImages.DOCKER_20);
        registry.image("app", "1", image().platform("linux", "arm64").build());

        try (var image = Images.open(name, options().withPlatform(ARM))) {
            assertThat(image.source().kind()).isEqualTo("registry");
        }
        assertThat(problem("docker:" + name, options().withPlatform(ARM)).code())
                .isEqualTo("platform-not-found");
    }

    @Test
    void anEngineThatStallsIsPassedBySoon() throws Exception {
        registry.image("app", "1", IMAGE);
        docker.answers("/images/%s/json".formatted(name), new byte[0])
                .fallsSilentAfter("/images/%s/json".formatted(name));

        assertThat(kind(name)).isEqualTo("registry");
        assertThat(problem("docker:" + name, options()).code()).isEqualTo("engine-unreachable");
    }

    @Test
    void anEngineThatFailsIsNamedWhereTheRegistryFailsToo() throws Exception {
        docker.answers(
                "/images/%s/json".formatted(name),
                FakeEngine.answer(500, "{\"message\":\"disk\"}"));

        var problem = problem(name, options());
        assertThat(problem.what())
                .contains(registry.host())
                .contains("and before that, the Docker engine at " + docker.url())
                .contains("it answers 500: disk");
    }

    @Test
    void aSocketWhereNobodyListensIsAProblemOnlyWhereTheEngineIsForced() throws Exception {
        registry.image("app", "1", IMAGE);
        docker.close();
        Files.createDirectories(docker.socket().getParent());
        Files.createFile(docker.socket());

        assertThat(kind(name)).isEqualTo("registry");
        assertThat(problem("docker:" + name, options()).code()).isEqualTo("engine-unreachable");
        Files.delete(docker.socket());
        assertThat(problem("docker:" + name, options()).code()).isEqualTo("engine-not-found");
        Files.createFile(docker.socket());
    }

    @Test
    void anImageThatAForcedEngineDoesNotHaveIsNotLookedForElsewhere() {
        registry.image("app", "1", IMAGE);
        assertThat(problem("podman:" + name, options()))
                .extracting(Problem::code, Problem::what)
                .containsExactly(
                        "image-not-found",
                        "the Podman engine at %s has no image '%s'".formatted(podman.url(), name));
    }

    @Test
    void aNameThatIsNoReferenceReachesNoEngine() {
        problem("docker:../containers/json?all=1", options());
        problem("docker:a b\r\nX: y", options());
        assertThat(docker.asked()).isEmpty();
    }

    @Test
    void theEnginesOwnWordsAreShown() {
        var refusal = "HTTP/1.0 400 Bad Request\r\n\r\nClient sent HTTP to an HTTPS server.\n";
        docker.answers("/images/app:1/json", refusal.getBytes(StandardCharsets.US_ASCII));
        assertThat(problem("docker:app:1", options()).what())
                .endsWith("it answers 400: Client sent HTTP to an HTTPS server.");
    }

    @Test
    void anAnswerThatIsNoImageIsAProblem() {
        docker.inspection("app:1", "{\"Id\":\"sha256:../../etc\"}");
        docker.inspection("app:2", "[");
        assertThat(problem("docker:app:1", options()).code()).isEqualTo("engine-failed");
        assertThat(problem("docker:app:2", options()).code()).isEqualTo("engine-failed");
    }

    private OpenOptions options() {
        var timeout = Duration.ofMillis(500);
        var engines =
                new EngineOptions(Map.of(), List.of(docker.socket()), List.of(podman.socket()))
                        .withTimeouts(timeout, timeout, timeout);
        return OpenOptions.standard(RegistryOptions.standard(Map.of("HOME", "/nonexistent")))
                .withEngines(engines);
    }

    private String kind(String text) throws ProblemException {
        try (var image = Images.open(text, options())) {
            return image.source().kind();
        }
    }

    private static Problem problem(String text, OpenOptions options) {
        return catchThrowableOfType(
                        ProblemException.class, () -> Images.open(text, options).close())
                .problem();
    }
}
