package org.tidewaiter.image.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.image.ImageBuilder.image;
import static org.tidewaiter.testkit.image.TarBuilder.tar;
import static org.tidewaiter.testkit.image.Version1Archives.archive;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.image.manifest.MalformedManifestException;
import org.tidewaiter.image.tar.MalformedTarException;
import org.tidewaiter.image.tar.TarReader;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.json.MalformedJsonException;
import org.tidewaiter.testkit.Damage;

class Version1ArchiveFuzzTest {
    @TempDir private static Path folder;

    static Stream<byte[]> seeds() {
        var image = image().layer(tar().file("a", "")).layer(tar().file("b", "")).build();
        return Stream.of(
                        archive().image(image, "app", "1").tar(),
                        archive().image(image, "", "").tar().symlink("repositories", "../a"))
                .flatMap(archive -> Damage.versions(archive.bytes()));
    }

    /// Without the index that a whole archive is found by first, which refuses many of them.
    @FuzzTest
    @MethodSource("seeds")
    void anyLayersAreReadOrRefused(byte[] bytes) throws IOException {
        try (var tar = new TarReader(new ByteArrayInputStream(bytes))) {
            var layers = Version1Layers.read(tar);
            for (var choice : layers.choices()) {
                assertThat(layers.chain(choice.listed())).isNotEmpty();
            }
        } catch (MalformedTarException | MalformedJsonException | MalformedManifestException _) {
            // refused
        }
    }

    @FuzzTest
    @MethodSource("seeds")
    void anyArchiveIsReadOrRefused(byte[] bytes) throws IOException {
        var file = Files.write(folder.resolve("a.tar"), bytes);
        try {
            var files = TarFile.index(file);
            var image = new Version1Archive(files, "a.tar").image(Optional.empty());
            assertThat(image.image().layers()).isNotEmpty();
        } catch (ProblemException | MalformedTarException _) {
            // refused
        }
    }
}
