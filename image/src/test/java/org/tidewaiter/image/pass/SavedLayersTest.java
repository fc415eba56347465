package org.tidewaiter.image.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.tidewaiter.image.pass.ImagePassTest.words;
import static org.tidewaiter.testkit.image.ImageBuilder.image;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tidewaiter.image.Images;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.image.cache.LayerCache;
import org.tidewaiter.image.engine.EngineOptions;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.registry.RegistryOptions;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.FakeEngine;
import org.tidewaiter.testkit.image.LayerBytes;
import org.tidewaiter.testkit.image.SavedImages;
import org.tidewaiter.testkit.image.TarBuilder;

/// An image that comes whole, its layers in any order and under any name.
class SavedLayersTest {
    private static final TestReader JAR = TestReader.naming("jar", "**/*.jar");
    private static final TestReader DATABASE =
            TestReader.naming("database", "var/lib/rpm/rpmdb.sqlite");

    private static final LayerBytes EMPTY = LayerBytes.plain(tar());

    /// The file that is named like JSON starts makes its layer look like a document.
    private static final BuiltImage IMAGE =
            image().layer(
                            LayerBytes.gzip(tar().file("a.jar", "one").file("b.jar", "two")),
                            "FROM x")
                    .layer(EMPTY, "RUN true")
                    .layer(
                            LayerBytes.zstd(tar().file("{c.jar", "three").whiteout("a.jar")),
                            "COPY c")
                    .layer(EMPTY, "RUN true again")
                    .layer(LayerBytes.plain(tar().file("d.jar", "four")), "COPY d")
                    .build();

    private static final List<String> SEEN =
            List.of(
                    "jar a.jar 0 DELETED one",
                    "jar b.jar 0 LIVE two",
                    "jar {c.jar 2 LIVE three",
                    "jar d.jar 4 LIVE four");

    @TempDir Path folder;
    private FakeEngine engine;

    @BeforeEach
    void start() throws Exception {
        engine = FakeEngine.start();
    }

    @AfterEach
    void stop() throws Exception {
        engine.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyEngineGivesTheSameReading(SavedImages form) throws Exception {
        engine.image("app:1", IMAGE, form);

        var reading = read("app:1", LayerCache.none(), JAR);

        assertThat(words(reading)).isEqualTo(SEEN);
        assertThat(reading.gaps()).isEqualTo(oneByOne().gaps());
        assertThat(reading.source().kind()).isEqualTo("docker");
        assertThat(reading.source().configDigest()).contains(IMAGE.configDigest());
        assertThat(reading.source().layers())
                .extracting(Layer::instruction)
                .containsExactly(
                        Optional.of("FROM x"),
                        Optional.of("RUN true"),
                        Optional.of("COPY c"),
                        Optional.of("RUN true again"),
                        Optional.of("COPY d"));
        assertThat(engine.asked())
                .containsExactly("/images/app:1/json", "/images/%s/get".formatted(form.id(IMAGE)));
    }

    @ParameterizedTest
    @EnumSource
    void anImageThatIsKnownDoesNotComeAgain(SavedImages form) throws Exception {
        engine.image("app:1", IMAGE, form);
        var cache = LayerCache.in(folder);

        var first = read("app:1", cache, JAR);
        var second = read("app:1", cache, JAR);

        assertThat(words(second)).isEqualTo(SEEN);
        assertThat(second.source()).isEqualTo(first.source());
        assertThat(engine.asked()).filteredOn(path -> path.endsWith("/get")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void whatALinkClaimsIsReadFromASecondArchive(SavedImages form) throws Exception {
        var linked =
                image().layer(tar().file("objects/ab", "packages"))
                        .layer(tar().hardLink("var/lib/rpm/rpmdb.sqlite", "objects/ab"))
                        .layer(tar().file("x.jar", "jar").hardLink("var/y.jar", "objects/ab"))
                        .build();
        engine.image("app:1", linked, form);
        var cache = LayerCache.in(folder);

        var expected =
                List.of(
                        "database var/lib/rpm/rpmdb.sqlite 0 LIVE packages",
                        "jar var/y.jar 0 LIVE packages",
                        "jar x.jar 2 LIVE jar");
        assertThat(words(read("app:1", LayerCache.none(), DATABASE, JAR))).isEqualTo(expected);
        assertThat(engine.asked()).filteredOn(path -> path.endsWith("/get")).hasSize(2);
        assertThat(words(read("app:1", cache, DATABASE, JAR))).isEqualTo(expected);
        assertThat(words(read("app:1", cache, DATABASE, JAR))).isEqualTo(expected);
        assertThat(engine.asked()).filteredOn(path -> path.endsWith("/get")).hasSize(4);
    }

    @ParameterizedTest
    @EnumSource
    void linksIntoSeveralLayersThatAreKnownAreFound(SavedImages form) throws Exception {
        var one = LayerBytes.gzip(tar().file("objects/1", "one"));
        var two = LayerBytes.gzip(tar().file("objects/2", "two"));
        var links =
                LayerBytes.gzip(
                        tar().hardLink("1.jar", "objects/1").hardLink("2.jar", "objects/2"));
        engine.image("below:1", image().layer(one).layer(two).build(), form);
        engine.image("links:1", image().layer(links).build(), form);
        engine.image("above:1", image().layer(one).layer(two).layer(links).build(), form);
        var cache = LayerCache.in(folder);
        read("below:1", cache, JAR);
        read("links:1", cache, JAR);

        assertThat(words(read("above:1", cache, JAR)))
                .containsExactly("jar 1.jar 0 LIVE one", "jar 2.jar 1 LIVE two");
    }

    @ParameterizedTest
    @EnumSource
    void companionsAreReadOutOfTheArchiveAgain(SavedImages form) throws Exception {
        var companions =
                image().layer(LayerBytes.gzip(tar().file("lib/db", "old").file("z", "zz")))
                        .layer(EMPTY)
                        .layer(LayerBytes.zstd(tar().file("lib/db-log", "new").file("z", "zzz")))
                        .build();
        engine.image("app:1", companions, form);
        var cache = LayerCache.in(folder);
        var expected = List.of("database lib/db 0 LIVE old", "database lib/db 2 LIVE old -log=new");

        assertThat(words(read("app:1", LayerCache.none(), CompanionsTest.DATABASE)))
                .isEqualTo(expected);
        assertThat(words(read("app:1", cache, CompanionsTest.DATABASE))).isEqualTo(expected);
        assertThat(words(read("app:1", cache, CompanionsTest.DATABASE)))
                .as("all layers are known, and so it is not known which file is which")
                .isEqualTo(expected);
    }

    @Test
    void anImageWithoutLayersHasNothing() throws Exception {
        engine.image("app:1", image().build(), SavedImages.DOCKER_20);
        assertThat(words(read("app:1", LayerCache.none(), JAR))).isEmpty();
    }

    @Test
    void aLayerThatIsNotWhatTheEngineSaysIsAProblem() throws Exception {
        var saved =
                SavedImages.PODMAN_4
                        .tar(image().layer(tar().file("a.jar", "other")).build())
                        .bytes();
        engine.image("app:1", IMAGE, SavedImages.PODMAN_4, saved);
        var cache = LayerCache.in(folder);

        assertThat(problem("app:1", cache)).startsWith("digest-mismatch");
        engine.image("app:1", IMAGE, SavedImages.PODMAN_4);
        assertThat(words(read("app:1", cache, JAR))).isEqualTo(SEEN);
    }

    @Test
    void aLayerUnderTheNameOfAnotherIsNotUsed() throws Exception {
        var saved = TarBuilder.tar();
        var first = IMAGE.layers().getFirst();
        saved.file(first.diffId().hex() + ".tar", tar().file("evil.jar", "evil").bytes());
        saved.file("config", IMAGE.config());
        engine.image("app:1", IMAGE, SavedImages.DOCKER_20, saved.bytes());

        assertThat(problem("app:1", LayerCache.none())).contains(first.diffId().toString());
    }

    @Test
    void aConfigurationThatNeverComesIsAProblem() throws Exception {
        var saved = TarBuilder.tar();
        IMAGE.layers().forEach(layer -> saved.file(layer.diffId().hex(), layer.tar()));
        engine.image("app:1", IMAGE, SavedImages.DOCKER_20, saved.bytes());

        assertThat(problem("app:1", LayerCache.none()))
                .startsWith("digest-mismatch")
                .contains("a configuration never came");
    }

    @Test
    void anArchiveThatIsCutOffIsAProblem() throws Exception {
        var whole = SavedImages.DOCKER_20.tar(IMAGE).bytes();
        for (int length = 0; length < 6000; length += 500) {
            engine.image("app:1", IMAGE, SavedImages.DOCKER_20, Arrays.copyOf(whole, length));
            assertThat(problem("app:1", LayerCache.none()))
                    .matches("(digest-mismatch|layer-not-received).*");
        }
    }

    @Test
    void anEngineThatStallsIsNotWaitedFor() throws Exception {
        var path = "/images/%s/get".formatted(IMAGE.configDigest());
        engine.image("app:1", IMAGE, SavedImages.DOCKER_20).fallsSilentAfter(path);
        var head = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n";
        engine.answers(path, head.getBytes(StandardCharsets.US_ASCII));

        assertThat(problem("app:1", LayerCache.none()))
                .startsWith("layer-not-received")
                .contains("nothing has arrived");
    }

    @Test
    void moreFilesThanAnyImageHasAreAProblem() throws Exception {
        var saved = TarBuilder.tar();
        for (int i = 0; i < 10_001; i++) {
            saved.file("f" + i, "");
        }
        engine.image("app:1", IMAGE, SavedImages.DOCKER_20, saved.bytes());

        assertThat(problem("app:1", LayerCache.none())).contains("more than 10000 members");
    }

    @Test
    void whatIsNoLayerOfTheImageIsNotReported() throws Exception {
        var saved = SavedImages.CONTAINERD.tar(IMAGE);
        saved.file("blobs/foreign", LayerBytes.gzip(tar().file("foreign.jar", "no").bytes()));
        saved.file("blobs/broken", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 1, 2, 3});
        saved.file("blobs/xz", new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0, 0});
        engine.image("app:1", IMAGE, SavedImages.CONTAINERD, saved.bytes());

        var reading = read("app:1", LayerCache.none(), JAR);
        assertThat(words(reading)).isEqualTo(SEEN);
        assertThat(reading.gaps()).isEqualTo(oneByOne().gaps());
    }

    /// From a source that gives every layer by itself.
    private static ImageReading oneByOne() throws ProblemException {
        var image = FakeImage.of();
        IMAGE.layers().forEach(image::add);
        return ImagePassTest.read(image, JAR);
    }

    private ImageReading read(String name, LayerCache cache, FileReader... readers)
            throws ProblemException {
        var timeout = Duration.ofMillis(500);
        var engines =
                new EngineOptions(Map.of(), List.of(engine.socket()), List.of())
                        .withTimeouts(timeout, timeout, timeout);
        var options = OpenOptions.standard(RegistryOptions.standard(Map.of())).withEngines(engines);
        try (var image = Images.open("docker:" + name, options)) {
            return ImagePassTest.pass(PassOptions.standard(), cache, readers).read(image);
        }
    }

    private String problem(String name, LayerCache cache) {
        var problem =
                catchThrowableOfType(ProblemException.class, () -> read(name, cache, JAR))
                        .problem();
        return problem.code() + ": " + problem.what();
    }
}
