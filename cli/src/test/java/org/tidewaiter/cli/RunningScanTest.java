package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.Typed.typed;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.cli.Typed.Result;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.FakeEngine;
import org.tidewaiter.testkit.image.FakeEngine.Container;
import org.tidewaiter.testkit.image.ImageBuilder;
import org.tidewaiter.testkit.image.SavedImages;
import org.tidewaiter.testkit.image.TarBuilder;

/// `tidewaiter scan --running`.
class RunningScanTest {
    private static final BuiltImage FLAWED = SmallImage.build();
    private static final BuiltImage CLEAN =
            ImageBuilder.image().layer(TarBuilder.tar().file("a", "x")).build();

    @TempDir Path folder;
    private FakeEngine docker;

    @BeforeEach
    void anEngineWithTwoImages() throws Exception {
        docker =
                FakeEngine.start()
                        .image(FLAWED.configDigest().toString(), FLAWED, SavedImages.DOCKER_20)
                        .image(CLEAN.configDigest().toString(), CLEAN, SavedImages.DOCKER_20);
    }

    @AfterEach
    void stop() throws Exception {
        docker.close();
    }

    @Test
    void anImageIsScannedOnceThoughSeveralContainersRunIt() {
        docker.runs(List.of(container("b", FLAWED), container("a", FLAWED), container("c", CLEAN)));

        var result = scan();

        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(result.out().lines().filter(line -> line.contains("a, b"))).hasSize(1);
        assertThat(result.out()).contains("Docker since 2026-11-22T09:00:00Z").contains("lodash");
        assertThat(docker.asked().stream().filter(path -> path.endsWith("/get"))).hasSize(2);
    }

    @Test
    void aGateJudgesEveryImageAndOneDeniedRefusesAll() {
        docker.runs(List.of(container("a", CLEAN), container("b", FLAWED)));
        var denied = scan("--fail-on", "high", "--allow-sample");
        assertThat(denied.status()).isEqualTo(2);
        assertThat(denied.out()).endsWith("Verdict: deny (1 of 2 images may not pass)\n");
        docker.runs(List.of(container("a", CLEAN)));
        assertThat(scan("--fail-on", "high", "--allow-sample").status()).isZero();
    }

    @Test
    void aGateOnTheSampleIsRefusedBeforeAnythingIsScanned() {
        docker.runs(List.of(container("a", CLEAN)));
        assertThat(scan("--fail-on", "high").err()).startsWith("error[advisories-not-fit]");
        assertThat(docker.asked()).isEmpty();
    }

    @Test
    void anImageThatCannotBeReadIsSaidAndTheOthersAreScanned() {
        docker.runs(
                List.of(
                        container("a", FLAWED),
                        new Container(
                                "gone",
                                "gone:1",
                                CLEAN.layers().getFirst().diffId(),
                                "2026-11-22T09:00:00Z")));
        var result = scan();
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out())
                .contains("lodash")
                .contains("Not scanned: ")
                .contains("not everything that runs was scanned");
    }

    @Test
    void theDocumentHasTheReportOfEachImage() throws Exception {
        docker.runs(List.of(container("a", FLAWED), container("b", CLEAN)));
        var document = scan("--scanners", "vuln", "--format", "json").out();
        var json = JsonReader.read(document.getBytes(StandardCharsets.UTF_8));
        assertThat(json.get("images").items())
                .extracting(image -> image.get("report").get("findings").items().size())
                .containsExactly(1, 0);
    }

    @Test
    void otherFormatsAndAnImageBesideItAreWrongUse() {
        assertThat(scan("--format", "sarif").err()).startsWith("error[format-unknown]");
        assertThat(scan("alpine").err()).startsWith("error[usage]: both an image and --running");
        assertThat(typed("scan", "--running=lxc").run().err())
                .startsWith("error[usage]: --running: 'lxc' is no engine");
    }

    @Test
    void withoutAnEngineItIsSaidWhereOneWasLookedFor() throws Exception {
        docker.close();
        assertThat(scan().err()).startsWith("error[engine-unreachable]");
        docker = FakeEngine.start();
    }

    @Test
    void whereNothingRunsThatIsSaidAndPasses() {
        docker.runs(List.of());
        var result = scan();
        assertThat(result.status()).isZero();
        assertThat(result.out()).startsWith("No container runs an image");
    }

    private static Container container(String name, BuiltImage image) {
        return new Container(
                name, name + ":1", image.configDigest(), "2026-11-22T09:00:00.5+00:00");
    }

    private Result scan(String... more) {
        var arguments = new ArrayList<>(List.of("scan", "--running=docker"));
        arguments.addAll(List.of(more));
        return typed(arguments.toArray(String[]::new))
                .with("DOCKER_HOST", docker.url())
                .with("TIDEWAITER_CACHE_DIR", folder.toString())
                .run();
    }
}
