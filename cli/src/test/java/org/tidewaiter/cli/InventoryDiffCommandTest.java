package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.Typed.typed;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.cli.Typed.Result;
import org.tidewaiter.testkit.image.OciLayouts;

class InventoryDiffCommandTest {
    @TempDir Path folder;
    private String image;
    private String other;

    @BeforeEach
    void anImageAndABillOfMaterials() throws Exception {
        image =
                OciLayouts.layout()
                        .image(SmallImage.build(), "1")
                        .write(folder.resolve("image"))
                        .toString();
        other =
                Files.writeString(
                                folder.resolve("other.cdx.json"),
                                """
                                {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
                                 {"name": "lodash", "purl": "pkg:npm/lodash@4.17.21"}]}
                                """)
                        .toString();
    }

    @Test
    void anImageIsComparedWithABillOfMaterials() {
        var result = run("inventory", "diff", image, other);
        assertThat(result.out()).containsPattern("upgraded +lodash +npm +4.17.20 +4.17.21");
        assertThat(result.status()).isZero();
        assertThat(run("inventory", "diff", other, image, "--format", "json").out())
                .contains("\"downgraded\"");
    }

    @Test
    void theExitCodeIsForADifferenceAlone() {
        assertThat(run("inventory", "diff", image, other, "--exit-code", "3").status())
                .isEqualTo(3);
        var same = run("inventory", "diff", image, image, "--exit-code", "3");
        assertThat(same.status()).isZero();
        assertThat(same.out()).contains("Changes       none");
    }

    @Test
    void oneImageIsAProblem() {
        assertThat(run("inventory", "diff", image).err()).contains("there are not two images");
    }

    private Result run(String... arguments) {
        return typed(arguments)
                .with("TIDEWAITER_CACHE_DIR", folder.resolve("cache").toString())
                .run();
    }
}
