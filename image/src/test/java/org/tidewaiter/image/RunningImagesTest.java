package org.tidewaiter.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.tidewaiter.testkit.image.ImageBuilder.image;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.image.engine.EngineKind;
import org.tidewaiter.image.engine.EngineOptions;
import org.tidewaiter.image.engine.RunningContainer;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.FakeEngine;
import org.tidewaiter.testkit.image.FakeEngine.Container;
import org.tidewaiter.testkit.image.SavedImages;

/// Which images the containers of a machine run.
class RunningImagesTest {
    private static final Set<EngineKind> ALL = Set.of(EngineKind.values());
    private static final BuiltImage APP = image().layer(tar().file("a", "x")).build();
    private static final BuiltImage WEB = image().layer(tar().file("b", "x")).build();
    private static final String NINE = "2026-11-22T09:00:00.123456789Z";

    @TempDir Path folder;
    private FakeEngine docker;
    private FakeEngine podman;

    @BeforeEach
    void start() throws Exception {
        docker = FakeEngine.start();
        podman = FakeEngine.start();
    }

    @AfterEach
    void stop() throws Exception {
        docker.close();
        podman.close();
    }

    @Test
    void anImageIsListedOnceWithAllContainersThatRunIt() throws Exception {
        docker.runs(
                List.of(
                        new Container("b", "web:1", WEB.configDigest(), NINE),
                        new Container("c", "app:1", APP.configDigest(), NINE),
                        new Container("a", "web:1", WEB.configDigest(), "0001-01-01T00:00:00Z")));

        var found = find(Set.of(EngineKind.DOCKER));

        assertThat(found.images())
                .extracting(RunningImage::name)
                .containsExactly("docker:app:1", "docker:web:1");
        var web = found.images().getLast();
        assertThat(web.id()).isEqualTo(WEB.configDigest());
        assertThat(web.containers()).extracting(RunningContainer::name).containsExactly("a", "b");
        assertThat(web.containers().getFirst().startedAt()).isEmpty();
        assertThat(web.containers().getLast().startedAt()).contains(Instant.parse(NINE));
    }

    @Test
    void theImageThatRunsIsOpenedAlsoWhereItsNameMeansAnotherByNow() throws Exception {
        var id = APP.configDigest().toString();
        docker.runs(List.of(new Container("a", "app:1", APP.configDigest(), NINE)))
                .image("app:1", WEB, SavedImages.DOCKER_20)
                .image(id, APP, SavedImages.DOCKER_20);

        try (var image = find(ALL).images().getFirst().open()) {
            assertThat(image.source().name()).isEqualTo("docker:app:1");
            assertThat(image.source().layers())
                    .singleElement()
                    .satisfies(layer ->
                            assertThat(layer.diffId()).isEqualTo(APP.layers().getFirst().diffId()));
        }
    }

    @Test
    void anImageThatTheEngineHasRemovedIsAProblem() throws Exception {
        docker.runs(List.of(new Container("a", "app:1", APP.configDigest(), NINE)));
        var removed = find(ALL).images().getFirst();
        var thrown = catchThrowableOfType(ProblemException.class, removed::open);
        assertThat(thrown.problem().code()).isEqualTo("image-not-found");
    }

    @Test
    void twoSocketsOfOneEngineListItsContainersOnce() throws Exception {
        var containers = List.of(new Container("a", "app:1", APP.configDigest(), NINE));
        docker.runs(containers);
        podman.runs(containers);
        assertThat(find(ALL).images())
                .singleElement()
                .satisfies(image -> assertThat(image.containers()).hasSize(1));
    }

    @Test
    void aContainerThatStopsWhileItIsAskedAboutIsLeftOut() throws Exception {
        var one = new Container("a", "app:1", APP.configDigest(), NINE);
        docker.runs(List.of(one, new Container("b", "app:1", APP.configDigest(), NINE)));
        docker.answers(
                "/containers/%s/json".formatted(one.id()),
                FakeEngine.answer(404, "{\"message\":\"No such container\"}"));
        assertThat(find(ALL).images().getFirst().containers())
                .extracting(RunningContainer::name)
                .containsExactly("b");
    }

    @Test
    void aContainerMadeOfAFolderHasNoImage() throws Exception {
        var one = new Container("a", "", APP.configDigest(), NINE);
        docker.runs(List.of(one));
        docker.answers(
                "/containers/%s/json".formatted(one.id()),
                FakeEngine.answer(
                        200, "{\"State\":{\"Running\":true},\"Image\":\"\",\"Name\":\"a\"}"));
        var found = find(ALL);
        assertThat(found.images()).isEmpty();
        assertThat(found.withoutImage()).extracting(RunningContainer::name).containsExactly("a");
    }

    @Test
    void anEngineThatFailsIsToldBesideTheContainersOfAnother() throws Exception {
        podman.runs(List.of(new Container("a", "app:1", APP.configDigest(), NINE)));
        docker.answers("/containers/json", FakeEngine.answer(500, "{\"message\":\"no disk\"}"));
        var found = find(ALL);
        assertThat(found.images()).hasSize(1);
        assertThat(found.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.what()).contains("no disk"));
    }

    @Test
    void whereNoEngineAnswersThatIsAProblem() {
        docker.answers("/containers/json", FakeEngine.answer(200, "{}"));
        assertThat(problem(Set.of(EngineKind.DOCKER)).what()).contains("does not list");
        docker.answers("/containers/json", FakeEngine.answer(200, "[{\"Id\":\"../x\"}]"));
        assertThat(problem(Set.of(EngineKind.DOCKER)).what()).contains("without an id");
    }

    @Test
    void whereNoEngineIsFoundItIsSaidWhereItWasLookedFor() {
        var nowhere = folder.resolve("docker.sock");
        var thrown =
                catchThrowableOfType(
                        ProblemException.class,
                        () ->
                                RunningImages.find(
                                        ALL,
                                        new EngineOptions(
                                                Map.of("HOME", folder.toString()),
                                                List.of(nowhere),
                                                List.of())));
        assertThat(thrown.problem().code()).isEqualTo("engine-not-found");
        assertThat(thrown.problem().what())
                .isEqualTo("no Docker or Podman engine was found: there is none of " + nowhere);
    }

    private Problem problem(Set<EngineKind> kinds) {
        return catchThrowableOfType(ProblemException.class, () -> find(kinds)).problem();
    }

    private RunningImages find(Set<EngineKind> kinds) throws ProblemException {
        var options =
                new EngineOptions(
                        Map.of("HOME", folder.toString()),
                        List.of(docker.socket()),
                        List.of(podman.socket()));
        return RunningImages.find(kinds, options);
    }
}
