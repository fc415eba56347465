package org.tidewaiter.image.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.image.cache.LayerCache;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.testkit.image.LayerBytes;

class ImagePassFuzzTest {
    private static final FileReader ALL =
            TestReader.of("all", Claims.paths("**/a", "b/*"), _ -> "x");
    private static final FileReader ANCHORED =
            TestReader.of(
                    "anchored",
                    Claims.magics(Claims.Bytes.ofText("M"))
                            .withMaxBytes(4)
                            .withAnchors(3, Claims.Bytes.ofText("ab")),
                    _ -> "y");
    private static final PassOptions OPTIONS =
            PassOptions.standard()
                    .withParallelism(1)
                    .withLimits(new PassOptions.Limits(100, 10_000, 1 << 20, 1_000, 10));

    /// Any bytes may be a layer, and any layer may lie upon another.
    @MethodSource("seeds")
    @FuzzTest(maxDuration = "30s")
    void anyLayerIsReadOrIsAGapOrAProblem(byte[] bytes) {
        var image =
                new FakeImage()
                        .add(LayerBytes.plain(tar().file("b/a", "x").symlink("c", "b")))
                        .add(new LayerBytes("tar", bytes, bytes));
        try {
            var reading = ImagePassTest.pass(OPTIONS, LayerCache.none(), ALL, ANCHORED).read(image);
            assertThat(reading.seen())
                    .filteredOn(seen -> seen.presence() == Presence.LIVE)
                    .allSatisfy(
                            seen -> assertThat(reading.tree().resolve(seen.path())).isPresent());
            assertThat(reading.tree().paths()).allMatch(path -> !path.startsWith("/"));
        } catch (ProblemException e) {
            assertThat(e.problem().code()).isIn("image-too-large", "digest-mismatch");
        }
    }

    static byte[][] seeds() {
        return new byte[][] {
            tar().bytes(),
            tar().file("b/a", "Mabab").hardLink("a", "b/a").symlink("d", "c/a").bytes(),
            tar().whiteout("b/a").opaque("c").directory("b").bytes(),
            tar().symlink("a", "a/a").file("a/a", "x").file("../../a", "x").bytes(),
            tar().file("a", "M".repeat(1000)).bytesWithoutEnd(),
            LayerBytes.gzip(tar().file("a", "x")).stored(),
            tar().raw(new byte[100]).bytes()
        };
    }
}
