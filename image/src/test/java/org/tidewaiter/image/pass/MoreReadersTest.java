package org.tidewaiter.image.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.image.cache.LayerCache;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.ContentReader;
import org.tidewaiter.image.reader.Keyword;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Sightings;
import org.tidewaiter.image.reader.Spot;
import org.tidewaiter.model.Observation.SettingSeen;
import org.tidewaiter.testkit.Property;
import org.tidewaiter.testkit.image.TarBuilder;

/// What more readers left in the cache answers for fewer of them.
class MoreReadersTest {
    private static final TestReader PKG = picky("pkg", "**/*.pkg", "a/b/z");
    private static final TestReader LISTS = picky("lists", "a/*.list", "*/*/x.pkg");
    private static final TestReader MORE = picky("more", "b/*", "a/b/*.list", "**/z");
    private static final ReaderSet FEW = new ReaderSet(List.of(PKG, LISTS));
    private static final ReaderSet MANY =
            new ReaderSet(List.of(MORE, PKG, LISTS), List.of(new Alphas()));
    private static final List<String> PATHS =
            List.of("a/x.pkg", "a/y.list", "a/z", "a/b/x.pkg", "a/b/z", "b/x.pkg", "b/y.list", "c");

    @TempDir private Path folder;
    private int next;

    @Test
    void fewerReadersSeeTheSameAsIfTheyHadReadTheLayersThemselves() {
        Property.forAll(
                MoreReadersTest::image,
                image -> {
                    var cache = LayerCache.in(folder.resolve(Integer.toString(next++)));
                    pass(MANY, cache).read(image);
                    var opened = image.opened();

                    assertSame(
                            pass(FEW, cache).read(image, () -> MANY),
                            pass(FEW, LayerCache.none()).read(image));
                    assertThat(image.opened().size() - opened.size())
                            .isLessThanOrEqualTo(2 * image.source().layers().size());
                });
    }

    @Test
    void whatMoreReadersSawIsNotReadAgain() throws Exception {
        var image = FakeImage.of(tar().file("a/x.pkg", "alpha"), tar().file("b/y.list", "beta"));
        var cache = LayerCache.in(folder);
        pass(MANY, cache).read(image);

        assertThat(ImagePassTest.words(pass(FEW, cache).read(image, () -> MANY)))
                .containsExactly("pkg a/x.pkg 0 LIVE alpha");
        assertThat(image.opened()).hasSize(2);
    }

    @Test
    void readersWithoutOurOwnAreNotAsked() throws Exception {
        var image = FakeImage.of(tar().file("a/x.pkg", "alpha"));
        var others = new ReaderSet(List.of(MORE));
        var cache = LayerCache.in(folder);
        pass(others, cache).read(image);

        assertThat(ImagePassTest.words(pass(FEW, cache).read(image, () -> others)))
                .containsExactly("pkg a/x.pkg 0 LIVE alpha");
    }

    @Test
    void whereOneLayerIsNewOursAreKept() throws Exception {
        var base = tar().file("a/x.pkg", "alpha");
        var cache = LayerCache.in(folder);
        pass(MANY, cache).read(FakeImage.of(base));
        var image = FakeImage.of(base, tar().file("b/x.pkg", "beta"));
        pass(FEW, cache).read(image, () -> MANY);
        pass(FEW, cache)
                .read(
                        image,
                        () -> {
                            throw new AssertionError("our own entries are there");
                        });

        assertThat(image.opened()).containsExactlyInAnyOrder(0, 1);
    }

    private static void assertSame(ImageReading one, ImageReading other) {
        assertThat(one.seen()).isEqualTo(other.seen());
        assertThat(one.gaps()).isEqualTo(other.gaps());
        assertThat(one.tree().paths()).containsExactlyElementsOf(other.tree().paths().toList());
    }

    private static ImagePass pass(ReaderSet readers, LayerCache cache) {
        return new ImagePass(readers, cache, PassOptions.standard(), Progress.SILENT);
    }

    private static FakeImage image(Random random) {
        var tars = new TarBuilder[1 + random.nextInt(3)];
        for (int i = 0; i < tars.length; i++) {
            tars[i] = layer(random);
        }
        return FakeImage.of(tars);
    }

    private static TarBuilder layer(Random random) {
        var tar = tar();
        for (int i = random.nextInt(7); i >= 0; i--) {
            switch (random.nextInt(8)) {
                case 0 -> tar.symlink("a/b", "../b");
                case 1 -> tar.symlink("b", "a");
                case 2 -> tar.symlink(path(random), "/" + path(random));
                case 3 -> tar.hardLink(path(random), path(random));
                case 4 -> tar.whiteout(path(random));
                default ->
                        tar.file(path(random), List.of("alpha", "bad", "x").get(random.nextInt(3)));
            }
        }
        return tar;
    }

    private static String path(Random random) {
        return PATHS.get(random.nextInt(PATHS.size()));
    }

    /// Does not understand every file.
    private static TestReader picky(String name, String... patterns) {
        var naming = TestReader.naming(name, patterns);
        return new TestReader(
                name,
                Claims.paths(patterns),
                file -> {
                    if (file.text().equals("bad")) {
                        throw new MalformedFileException("bad");
                    }
                    return naming.read(file);
                });
    }

    private record Alphas() implements ContentReader {
        @Override
        public String name() {
            return "alphas";
        }

        @Override
        public List<Keyword> keywords() {
            return List.of(Keyword.exactly("alpha"));
        }

        @Override
        public List<String> fileNames() {
            return List.of();
        }

        @Override
        public void look(Spot spot, Sightings seen) {
            var setting = new SettingSeen("a/b", 1, "alpha", Optional.empty());
            seen.add(spot, spot.at(), spot.at() + 5, 0, setting);
        }
    }
}
