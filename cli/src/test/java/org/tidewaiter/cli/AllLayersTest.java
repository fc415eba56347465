package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.Typed.typed;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.cli.Typed.Result;
import org.tidewaiter.testkit.image.ImageBuilder;
import org.tidewaiter.testkit.image.OciLayouts;

/// A flawed package that a later layer deletes.
class AllLayersTest {
    @TempDir Path folder;
    private String layout;

    @BeforeEach
    void anImageThatDeletesAPackage() throws Exception {
        var image =
                ImageBuilder.image()
                        .layer(
                                tar().file(
                                                "app/node_modules/lodash/package.json",
                                                "{\"name\": \"lodash\", \"version\": \"4.17.20\"}"))
                        .layer(tar().file("app/node_modules/lodash/.wh.package.json", ""))
                        .build();
        layout = OciLayouts.layout().image(image, "1").write(folder.resolve("image")).toString();
    }

    @Test
    void aScanLeavesItOut() {
        assertThat(run("scan", layout).out()).doesNotContain("CVE-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--all-layers", "--scope=all-layers"})
    void aScanOfAllLayersShowsItWithItsStateAndLayer(String flag) {
        assertThat(run("scan", layout, flag).out())
                .containsPattern(
                        "CVE-2021-23337 .*lodash .*4.17.20 .*deleted, layer 0:"
                                + " app/node_modules/lodash/package.json");
        assertThat(run("scan", layout, flag, "--format", "json").out())
                .contains("\"not_live\"", "\"presence\": \"deleted\"");
        assertThat(run("scan", layout, flag, "--format", "cyclonedx").out())
                .contains("CVE-2021-23337", "\"code_not_present\"", "\"excluded\"");
    }

    @Test
    void itFailsAGateOnlyIfThatIsAskedFor() {
        var gate = List.of("--scanners=vuln", "--fail-on=low", "--allow-sample");
        assertThat(scan("--all-layers", gate).status()).isZero();
        var refused = scan("--gate-all-layers", gate);
        assertThat(refused.status()).isEqualTo(ExitCodes.REFUSED);
        assertThat(refused.out()).contains("deleted, layer 0").doesNotContain("npm install");
    }

    @Test
    void aBillOfAllLayersKeepsItsStateInEveryForm() {
        assertThat(run("inventory", layout, "--format", "purls").out()).isEmpty();
        var bill = folder.resolve("app.cdx.json").toString();
        var spdx = folder.resolve("app.spdx").toString();
        run("inventory", layout, "--all-layers", "-o", "cyclonedx=" + bill);
        run("convert", bill, "-o", "spdx=" + spdx);
        assertThat(run("convert", spdx).out()).containsPattern("lodash +4.17.20 +npm +deleted");
        assertThat(run("scan", spdx).out()).doesNotContain("CVE-");
        assertThat(run("scan", spdx, "--all-layers").out()).contains("CVE-2021-23337");
    }

    @Test
    void anotherScopeIsAProblem() {
        assertThat(run("inventory", layout, "--scope", "some").err())
                .contains("'some' is no scope", "give squashed or all-layers");
    }

    private Result scan(String flag, List<String> gate) {
        var words = new ArrayList<>(List.of("scan", layout, flag));
        words.addAll(gate);
        return run(words.toArray(String[]::new));
    }

    private Result run(String... arguments) {
        return typed(arguments)
                .with("TIDEWAITER_CACHE_DIR", folder.resolve("cache").toString())
                .run();
    }
}
