package org.tidewaiter.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.image.ImageBuilder.image;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.tidewaiter.checks.ImageHistory.Step;
import org.tidewaiter.image.manifest.ImageSettings;
import org.tidewaiter.testkit.image.LayerBytes;

class ImageHistoryTest {
    private static final LayerBytes BASE =
            LayerBytes.gzip(tar().file("a", "12345").symlink("b", "a"));
    private static final LayerBytes APP =
            LayerBytes.gzip(tar().file("a", "123").hardLink("c", "a").file("d", "12"));

    @Test
    void eachInstructionHasTheLayerAndTheBytesThatItBrought() {
        var image =
                image().layer(BASE, "/bin/sh -c #(nop) ADD file:ab in / ")
                        .instruction("/bin/sh -c #(nop)  CMD [\"sh\"]")
                        .layer(APP, "COPY app / # buildkit");

        assertThat(ImageHistory.of(Readings.of(image), Readings.settings(image)).steps())
                .containsExactly(
                        new Step("ADD file:ab in /", OptionalInt.of(0), 5, BASE.stored().length),
                        new Step("CMD [\"sh\"]", OptionalInt.empty(), 0, 0),
                        new Step("COPY app /", OptionalInt.of(1), 5, APP.stored().length));
    }

    @Test
    void aLayerThatNoInstructionIsKnownOfIsAStep() {
        assertThat(ImageHistory.of(Readings.of(image().layer(BASE)), ImageSettings.NONE).steps())
                .containsExactly(new Step("", OptionalInt.of(0), 5, BASE.stored().length));
    }
}
