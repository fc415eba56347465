package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.Typed.typed;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.cli.Typed.Result;
import org.tidewaiter.testkit.image.ImageBuilder;
import org.tidewaiter.testkit.image.OciLayouts;
import org.tidewaiter.testkit.image.TarBuilder;

class BaseCommandTest {
    @TempDir Path folder;
    private String base;
    private String app;
    private String stranger;

    @BeforeEach
    void anImageOnABase() throws Exception {
        base = layout("base", system());
        app = layout("app", system(), node("lodash", "4.17.20"));
        stranger = layout("stranger", node("lodash", "4.17.20"), system());
    }

    @Test
    void theReportSaysOfEachFindingWhoseItIs() {
        var table = run("scan", app, "--base", base).out();
        assertThat(table)
                .containsPattern("Base +\\S+base: the lowest 1 of 2 layers; 1 finding, own 1")
                .containsPattern("CVE-2021-44906 +minimist.* base\n")
                .containsPattern("CVE-2021-23337 +lodash.* own\n");
        assertThat(run("scan", app, "--base", base, "-f", "json").out())
                .contains(
                        "\"origin\": \"given\"",
                        "\"baseFindings\": 1",
                        "\"ownFindings\": 1",
                        "\"part\": \"base\"",
                        "\"part\": \"own\"");
    }

    @Test
    void anImageThatIsNotTheBaseIsAProblem() {
        var wrong = run("scan", app, "--base", stranger);
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.err()).contains("not-the-base", "its layer 0, sha256:", "mend:");
        assertThat(run("scan", base, "--base", app).err()).contains("it has 2 layers");
    }

    @Test
    void aBaseThatWasNotedIsFoundByItsLayersAndOnlyByThem() {
        assertThat(run("scan", app).out()).doesNotContain("Base ");
        assertThat(run("base", "add", base, stranger).status()).isZero();
        assertThat(run("base", "list").out().lines()).hasSize(2);
        assertThat(run("scan", app).out()).containsPattern("Base +\\S+base: the lowest 1 of 2");
        assertThat(run("scan", stranger).out()).doesNotContain("Base ");
        assertThat(run("scan", app, "-f", "json").out()).contains("\"origin\": \"known\"");
    }

    @Test
    void whatAnImageClaimsIsShownAndSplitsNothing() throws Exception {
        var image =
                ImageBuilder.image()
                        .layer(system())
                        .runtime(
                                """
                                {"Labels": {"org.opencontainers.image.base.name": "debian:12"}}
                                """)
                        .build();
        var layout = OciLayouts.layout().image(image, "1").write(folder.resolve("claim"));
        assertThat(run("scan", layout.toString()).out())
                .containsPattern("Base +debian:12, as the image says")
                .doesNotContain("PART");
        assertThat(run("scan", layout.toString(), "--scanners=vuln", "-f", "json").out())
                .contains("\"claimedBase\": {\n    \"name\": \"debian:12\"")
                .doesNotContain("\"part\"");
    }

    @Test
    void aBillOfMaterialsHasNoLayersAndARunHasManyImages() throws Exception {
        var bill = folder.resolve("app.cdx.json").toString();
        run("inventory", app, "-o", "cyclonedx=" + bill);
        assertThat(run("scan", bill, "--base", base).err()).contains("not-the-base");
        assertThat(run("scan", "--running", "--base", base).err()).contains("--base names");
        assertThat(run("base", "add", "dir:" + Files.createDirectory(folder.resolve("d"))).err())
                .contains("base-without-layers");
    }

    private static TarBuilder system() throws Exception {
        return node("minimist", "1.2.5");
    }

    private static TarBuilder node(String name, String version) throws Exception {
        return tar().file(
                        "app/node_modules/%s/package.json".formatted(name),
                        "{\"name\": \"%s\", \"version\": \"%s\"}".formatted(name, version));
    }

    private String layout(String name, TarBuilder... layers) throws Exception {
        var image = ImageBuilder.image();
        for (var layer : layers) {
            image.layer(layer);
        }
        return OciLayouts.layout().image(image.build(), "1").write(folder.resolve(name)).toString();
    }

    private Result run(String... arguments) {
        return typed(arguments)
                .with("TIDEWAITER_CACHE_DIR", folder.resolve("cache").toString())
                .run();
    }
}
