package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.Typed.run;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.FakeRegistry;
import org.tidewaiter.testkit.image.ImageBuilder;
import org.tidewaiter.testkit.image.LayerBytes;
import org.tidewaiter.testkit.image.LazyLayerBytes;
import org.tidewaiter.testkit.image.TarBuilder;

class LazyInventoryTest {
    private FakeRegistry registry;
    private String image;

    @BeforeEach
    void aRegistry() throws Exception {
        registry = FakeRegistry.start().image("app", "1", image());
        image = "registry:" + registry.host() + "/app:1";
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    /// A layer of each kind.
    private static BuiltImage image() {
        var writer = LazyLayerBytes.standard();
        return ImageBuilder.image()
                .layer(writer.eStargz(layer("lodash", "4.17.20")))
                .layer(writer.zstdChunked(layer("left-pad", "1.3.0")))
                .layer(LayerBytes.gzip(layer("react", "19.0.0")))
                .build();
    }

    private static TarBuilder layer(String name, String version) {
        var noise = new byte[600_000];
        new Random(1).nextBytes(noise);
        return tar().file("srv/" + name, noise)
                .file(
                        "app/node_modules/%s/package.json".formatted(name),
                        "{\"name\": \"%s\", \"version\": \"%s\"}".formatted(name, version));
    }

    @Test
    void thePackagesAreThoseOfTheWholeImage() {
        var lazy = run("inventory", image, "--lazy", "--no-cache", "-f", "purls");
        assertThat(lazy.out())
                .isEqualTo(run("inventory", image, "--no-cache", "-f", "purls").out())
                .contains("pkg:npm/lodash@4.17.20", "pkg:npm/left-pad@1.3.0");
        assertThat(lazy.status()).isZero();
    }

    @Test
    void everyFormatThatHasGapsSaysWhatWasNotRead() {
        for (var format : new String[] {"table", "json", "cyclonedx", "spdx-json"}) {
            assertThat(run("inventory", image, "--lazy", "--no-cache", "-f", format).out())
                    .as(format)
                    .contains("1 with 600,000 bytes were not read");
        }
        assertThat(run("inventory", image, "--no-cache", "-f", "json").out())
                .doesNotContain("were not read");
    }

    @Test
    void aBillOfMaterialsOfWhatWasNotReadWholeIsIncomplete() {
        assertThat(run("inventory", image, "--lazy", "--no-cache", "-f", "cyclonedx").out())
                .contains("\"aggregate\": \"incomplete\"")
                .doesNotContain("\"aggregate\": \"complete\"");
    }

    @Test
    void verboseSaysHowMuchOfEachLayerWasFetched() {
        var said = run("inventory", image, "--lazy", "--no-cache", "--verbose").err();
        assertThat(said)
                .containsPattern("layer 0: [0-9,]+ of 6\\d\\d,\\d+ bytes asked for in 2 requests")
                .containsPattern("layer 1: [0-9,]+ of 6\\d\\d,\\d+ bytes asked for in 2 requests")
                .contains("layer 2 is read whole: it has no table of contents");
    }

    @Test
    void aScanReadsLayersWhole() {
        var result = run("scan", image, "--lazy");
        assertThat(result.err()).contains("--lazy");
        assertThat(result.status()).isEqualTo(ExitCodes.PROBLEM);
    }

    @Test
    void twoImagesAreComparedWhole() {
        var result = run("inventory", "--lazy", "diff", image, image);
        assertThat(result.err()).startsWith("error[usage]: --lazy is not for 'inventory diff'");
        assertThat(result.status()).isEqualTo(ExitCodes.PROBLEM);
    }

    @Test
    void whatIsNotInARegistryIsReadWholeAndThatIsSaid(@TempDir Path folder) {
        assertThat(run("inventory", "dir:" + folder, "--lazy").err())
                .isEqualTo(
                        "note: all was read in spite of --lazy: only of an image in a registry can"
                                + " parts be fetched\n");
        assertThat(run("inventory", "dir:" + folder).err()).isEmpty();
        assertThat(run("inventory", image, "--lazy", "--no-cache").err()).isEmpty();
    }

    @Test
    void aFormWithoutGapsIsWrittenWithANoteThatThereAreSome() {
        assertThat(run("inventory", image, "--lazy", "--no-cache", "-f", "purls").err())
                .isEqualTo(
                        "note: the image was read with 2 gaps, for which the form 'purls' has no"
                                + " room; '--format table' lists them\n");
    }

    @Test
    void digestsOfAllFilesAreNotToBeHadSo() {
        var result = run("inventory", image, "--lazy", "--with-files", "-f", "cyclonedx");
        assertThat(result.err()).startsWith("error[usage]: --with-files gives the digest");
        assertThat(result.status()).isNotZero();
    }
}
