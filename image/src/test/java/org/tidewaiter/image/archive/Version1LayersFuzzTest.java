package org.tidewaiter.image.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.image.ImageBuilder.image;
import static org.tidewaiter.testkit.image.TarBuilder.tar;
import static org.tidewaiter.testkit.image.Version1Archives.archive;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.image.manifest.MalformedManifestException;
import org.tidewaiter.image.tar.MalformedTarException;
import org.tidewaiter.image.tar.TarReader;
import org.tidewaiter.model.json.MalformedJsonException;
import org.tidewaiter.testkit.Damage;

class Version1LayersFuzzTest {
    static Stream<byte[]> seeds() {
        var image = image().layer(tar().file("a", "")).layer(tar().file("b", "")).build();
        return Stream.of(archive().image(image, "app", "1").tar().bytes())
                .flatMap(Damage::versions);
    }

    @FuzzTest
    @MethodSource("seeds")
    void anyArchiveIsReadOrRefused(byte[] bytes) throws IOException {
        try (var tar = new TarReader(new ByteArrayInputStream(bytes))) {
            var layers = Version1Layers.read(tar);
            for (var choice : layers.choices()) {
                assertThat(layers.chain(choice.listed())).isNotEmpty();
            }
        } catch (MalformedTarException | MalformedJsonException | MalformedManifestException _) {
            // refused
        }
    }
}
