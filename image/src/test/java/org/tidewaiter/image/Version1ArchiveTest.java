package org.tidewaiter.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.tidewaiter.testkit.image.ImageBuilder.image;
import static org.tidewaiter.testkit.image.TarBuilder.tar;
import static org.tidewaiter.testkit.image.Version1Archives.archive;
import static org.tidewaiter.testkit.image.Version1Archives.id;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.cache.LayerCache;
import org.tidewaiter.image.pass.ImagePass;
import org.tidewaiter.image.pass.PassOptions;
import org.tidewaiter.image.pass.Progress;
import org.tidewaiter.image.pass.ReaderSet;
import org.tidewaiter.image.registry.RegistryOptions;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.Platform;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.LayerBytes;
import org.tidewaiter.testkit.image.TarBuilder;

/// Archives of Docker before 1.10.
class Version1ArchiveTest {
    private static final BuiltImage IMAGE =
            image().layer(tar().file("etc/os-release", "ID=debian\n"))
                    .layer(tar().file("opt/app", "x"))
                    .layer(tar().whiteout("opt/app").file("opt/other", "y"))
                    .build();
    private static final BuiltImage OTHER = image().layer(tar().file("other", "")).build();

    @TempDir Path folder;

    @Test
    void itsLayersAreThoseOfTheImageLowestFirst() throws Exception {
        var name = write(archive().image(IMAGE, "app", "1").tar());
        try (var image = open(name)) {
            var source = image.source();
            assertThat(source.kind()).isEqualTo("archive");
            assertThat(source.digest()).isEmpty();
            assertThat(source.platform().map(Platform::toString)).contains("linux/amd64");
            assertThat(source.layers())
                    .extracting(Layer::diffId)
                    .containsExactlyElementsOf(
                            IMAGE.layers().stream().map(LayerBytes::diffId).toList());
            assertThat(source.layers())
                    .extracting(layer -> layer.instruction().orElse(""))
                    .containsExactly("RUN make layer 0", "RUN make layer 1", "RUN make layer 2");
        }
        assertThat(live(name)).containsExactly("etc/os-release", "opt/other");
    }

    @Test
    void oneThatIsCompressedAsAWholeIsReadAsWell() throws Exception {
        var bytes = archive().image(IMAGE, "app", "1").tar().bytes();
        var name = folder.resolve("a.tar.gz");
        Files.write(name, LayerBytes.gzip(bytes));
        assertThat(live(name.toString())).containsExactly("etc/os-release", "opt/other");
    }

    @Test
    void aTagANameOrAnIdSelectsOneOfSeveral() throws Exception {
        var name = write(archive().image(IMAGE, "app", "1").image(OTHER, "team/app", "2").tar());
        for (var selector : List.of("2", "team/app:2", "docker.io/team/app:2", id(OTHER, 0))) {
            assertThat(live(name + ":" + selector)).as(selector).containsExactly("other");
        }
        assertThat(problem(name).code()).isEqualTo("image-name-ambiguous");
        assertThat(problem(name).mend()).contains("app:1").contains("team/app:2");
        assertThat(problem(name + ":3").code()).isEqualTo("image-not-found");
    }

    @Test
    void anImageAndOneBuiltFromItShareLayers() throws Exception {
        var name = write(archive().image(IMAGE, "app", "1").tag("base", "1", id(IMAGE, 0)).tar());
        assertThat(live(name + ":base:1")).containsExactly("etc/os-release");
        assertThat(live(name + ":app:1")).containsExactly("etc/os-release", "opt/other");
    }

    @Test
    void oneThatWasSavedByItsIdHasNoTagAndNeedsNone() throws Exception {
        assertThat(live(write(archive().image(IMAGE, "", "").tar())))
                .containsExactly("etc/os-release", "opt/other");
    }

    @Test
    void aLayerThatIsMissingIsAProblem() throws Exception {
        var tagged =
                write(archive().layer(IMAGE, 1, id(IMAGE, 0)).tag("a", "1", id(IMAGE, 1)).tar());
        assertThat(problem(tagged).code()).isEqualTo("image-broken");
        assertThat(problem(tagged).what()).contains("no layer '%s'".formatted(id(IMAGE, 0)));

        for (var id : List.of(id(IMAGE, 1), "")) {
            var nothing = write(archive().tag("a", "1", id).tar());
            assertThat(problem(nothing).what()).contains("no layer '%s'".formatted(id));
        }
    }

    @Test
    void layersThatStandOnEachOtherInACircleAreAProblem() throws Exception {
        var name =
                write(
                        archive()
                                .layer(IMAGE, 0, id(IMAGE, 1))
                                .layer(IMAGE, 1, id(IMAGE, 0))
                                .tag("a", "1", id(IMAGE, 1))
                                .tar());
        assertThat(problem(name).what()).contains("in a circle");
    }

    @Test
    void aLayerThatCallsItselfOtherwiseIsAProblem() throws Exception {
        var id = id(IMAGE, 0);
        var name =
                write(
                        tar().file(id + "/json", "{\"id\":\"%s\"}".formatted(id(IMAGE, 1)))
                                .file(id + "/layer.tar", IMAGE.layers().getFirst().tar()));
        assertThat(problem(name).what()).contains(id + "/json is of another layer");
    }

    @Test
    void aLayerThatIsCompressedIsAProblem() throws Exception {
        var id = id(IMAGE, 0);
        var name = write(tar().file(id + "/layer.tar", IMAGE.layers().getFirst().stored()));
        assertThat(problem(name).what()).endsWith("its layer %s is compressed".formatted(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "layer.tar"})
    void aLinkInPlaceOfAFileIsReadOnlyWithinLimits(String file) throws Exception {
        var member = id(OTHER, 0) + "/" + file;
        var dangling = write(archive().image(OTHER, "", "").tar().symlink(member, "nowhere"));
        assertThat(problem(dangling).code()).isEqualTo("image-broken");
        assertThat(problem(dangling).what()).endsWith("it has no file '%s'".formatted(member));
        var odd =
                write(
                        archive()
                                .image(OTHER, "", "")
                                .tar()
                                .pax(Map.of("linkpath", "a\0b"))
                                .symlink(member, "x"));
        assertThat(problem(odd).what()).endsWith("it has no file '%s'".formatted(member));
    }

    @Test
    void aDocumentThatIsTooLargeIsAProblem() throws Exception {
        var member = id(OTHER, 0) + "/json";
        var large = new byte[(1 << 20) + 1];
        var linked =
                archive()
                        .image(OTHER, "", "")
                        .tar()
                        .file("large", large)
                        .symlink(member, "../large");
        assertThat(problem(write(linked)).what()).endsWith(member + " has more than 1048576 bytes");
        for (var name : List.of(member, "repositories")) {
            assertThat(problem(write(tar().file(name, large))).what())
                    .endsWith(name + " has more than 1048576 bytes");
        }
    }

    @Test
    void anotherPlatformThanTheOneAskedForIsRefused() throws Exception {
        var name = write(archive().image(IMAGE, "app", "1").tar());
        var options = options().withPlatform(Platform.parse("linux/s390x").orElseThrow());
        var thrown =
                catchThrowableOfType(
                        ProblemException.class, () -> Images.open(name, options).close());
        assertThat(thrown.problem().code()).isEqualTo("platform-not-found");
    }

    private String write(TarBuilder tar) throws IOException {
        return Files.write(folder.resolve("a.tar"), tar.bytes()).toString();
    }

    private static OpenOptions options() {
        return OpenOptions.standard(RegistryOptions.standard(Map.of("HOME", "/nonexistent")));
    }

    private static Image open(String name) throws ProblemException {
        return Images.open(name, options());
    }

    private static Problem problem(String name) {
        return catchThrowableOfType(ProblemException.class, () -> open(name).close()).problem();
    }

    /// The paths of all layers laid on each other.
    private static List<String> live(String name) throws Exception {
        var pass =
                new ImagePass(
                        new ReaderSet(List.of()),
                        LayerCache.none(),
                        PassOptions.standard(),
                        Progress.SILENT);
        try (var image = open(name)) {
            return pass.read(image).tree().paths().toList();
        }
    }
}
