package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.Typed.run;
import static org.tidewaiter.cli.Typed.typed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.testkit.image.OciLayouts;

/// `--vex` and `--ignorefile`.
class DecisionFlagsTest {
    private static final String GATE = "--fail-on=high";

    @TempDir Path folder;
    private String layout;

    @BeforeEach
    void anImage() throws IOException {
        layout =
                OciLayouts.layout()
                        .image(SmallImage.build(), "1")
                        .write(folder.resolve("image"))
                        .toString();
    }

    @Test
    void aGatePassesWhatVexClears() throws IOException {
        assertThat(run("scan", layout, "--allow-sample", GATE).status()).isEqualTo(2);
        var vex = vex("not_affected\", \"impact_statement\": \"never called").toString();
        var result = run("scan", layout, "--allow-sample", GATE, "--vex", vex);
        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("so says Ann").contains(vex);
    }

    @Test
    void theEnvironmentNamesVexToo() throws IOException {
        var vex = vex("fixed").toString();
        var result =
                typed("scan", layout, "--allow-sample", GATE).with("TIDEWAITER_VEX", vex).run();
        assertThat(result.status()).isZero();
    }

    @Test
    void whatAnotherScannerIgnoresPassesAndIsWarnedOf() throws IOException {
        var file = write(".trivyignore", "CVE-2021-23337");
        var result = run("scan", layout, "--allow-sample", GATE, "--ignorefile", file.toString());
        assertThat(result.status()).isZero();
        assertThat(result.out().replaceAll("\\s+", " "))
                .contains("1 finding is ignored by " + file)
                .contains("Verdict: warn");
    }

    @Test
    void aSlipInAnIgnoreFileIsAProblemAndNoScan() throws IOException {
        var file = write(".grype.yaml", "ignore:\n  - vulnerabilty: CVE-1\n");
        var result = run("scan", layout, "--ignorefile", file.toString());
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith("error[ignore-file-malformed]")
                .contains("line 2: unknown key 'vulnerabilty'");
    }

    @Test
    void vexThatIsNotThereIsAProblemAndNoScan() {
        var result = run("scan", layout, "--vex", folder.resolve("missing").toString());
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).startsWith("error[vex-not-found]");
    }

    @Test
    void anExplanationNamesTheStatementWhateverItSays() throws IOException {
        var vex = vex("affected\", \"action_statement\": \"call nobody").toString();
        assertThat(run("explain", layout, "CVE-2021-23337", "--vex", vex).out())
                .contains("affected: call nobody; so says Ann");
    }

    @Test
    void whatIsWrittenAsOpenVexClearsTheSameWhenItIsRead() throws IOException {
        var waivers =
                write(
                        "tidewaiter.yaml",
                        """
                        waivers:
                          - id: CVE-2021-23337
                            owner: ann@example.org
                            reason: never called
                            expires: 2099-12-31
                            approved-by: ben@example.org
                        """);
        var written = folder.resolve("app.openvex.json").toString();
        var out = run("scan", layout, "--config=" + waivers, "-o", "openvex=" + written);
        assertThat(out.status()).isZero();
        var result = run("scan", layout, "--allow-sample", GATE, "--vex", written);
        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("1 cleared by VEX").contains("so says ann@example.org");
    }

    private Path vex(String status) throws IOException {
        return write(
                "vex.json",
                """
                {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "x", "author": "Ann",
                 "timestamp": "2026-01-01T00:00:00Z", "version": 1, "statements": [
                 {"vulnerability": {"name": "CVE-2021-23337"},
                  "products": [{"@id": "pkg:npm/lodash@4.17.20"}], "status": "%s"}]}\
                """
                        .formatted(status));
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }
}
