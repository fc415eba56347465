package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.Typed.run;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.testkit.image.ImageBuilder;
import org.tidewaiter.testkit.image.OciLayouts;

/// What a scan finds besides known flaws, as whoever types the command sees it.
class ChecksOfAScanTest {
    /// Put together here, so that no scanner finds it in this file.
    private static final String URL = "postgres://shop:" + "Zq8" + "vT2nLm4xR@db:5432/shop";

    private static final String EXAMPLE = "AKIA" + "IOSFODNN7" + "EXAMPLE";

    @TempDir Path folder;
    private String layout;

    @BeforeEach
    void anImageWithADeletedPasswordAndAnExample() throws IOException {
        var image =
                ImageBuilder.image()
                        .layer(
                                tar().file("etc/os-release", "ID=alpine\nVERSION_ID=3.20.3\n")
                                        .file("bin/sh", "\u007fELF shell")
                                        .file("app/README", "key = " + EXAMPLE + "\n")
                                        .file("app/.env", "# the database\nDB=" + URL + "\n"))
                        .layer(tar().file("app/.wh..env", ""))
                        .build();
        layout = OciLayouts.layout().image(image, "1").write(folder.resolve("image")).toString();
    }

    @Test
    void aScanShowsAllThatItLooksForOnOnePage() {
        var result = run("scan", layout);
        assertThat(result.status()).isZero();
        assertThat(result.out())
                .contains("Secrets: 1", "app/.env:2 (layer 0, deleted)")
                .contains("image/runs-as-root", "clutter/shell", "Clutter       score ")
                .doesNotContain("vT2nLm4xR");
    }

    @Test
    void whatIsWantedAloneIsLookedForWithoutAdvisories() {
        var result = run("scan", layout, "--scanners", "secret", "--fail-on", "secret");
        assertThat(result.status()).isEqualTo(ExitCodes.REFUSED);
        assertThat(result.out())
                .contains("Advisories    none asked", "Verdict: deny (1 finding breaks")
                .doesNotContain("clutter/shell", "image/runs-as-root");
    }

    @Test
    void whatIsPresumablyAnExampleIsListedWithItsReasonIfAskedFor() {
        assertThat(run("scan", layout).out()).contains("1 excused").doesNotContain("app/README");
        assertThat(run("scan", layout, "--show-suppressed").out())
                .containsPattern("secret/aws-access-key-id in app/README:1 \\(layer 0\\): .+");
    }

    @Test
    void aScannerThatThereIsNotIsAProblem() {
        var result = run("scan", layout, "--scanners", "secrets,moods");
        assertThat(result.status()).isEqualTo(ExitCodes.PROBLEM);
        assertThat(result.err())
                .contains("no scanner is called 'moods'", "vuln, secret, config, clutter, license");
    }

    @Test
    void aWaiverCoversWhatACheckFound() throws IOException {
        var waivers =
                Files.writeString(
                        folder.resolve("waivers.yaml"),
                        """
                        waivers:
                          - id: secret/database-url
                            path: app/.env
                            owner: ann
                            approved-by: ben
                            reason: the password was changed
                            expires: 2099-01-01
                        """);
        var result =
                run(
                        "scan",
                        layout,
                        "--scanners=secret",
                        "--fail-on=secret",
                        "--config",
                        waivers.toString());
        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("1 waived", "secret/database-url in app/.env:2");
    }

    @Test
    void aBillHasNoFilesToSearch() throws IOException {
        var bill = folder.resolve("bill.cdx.json").toString();
        run("inventory", layout, "-o", "cyclonedx=" + bill);
        assertThat(run("scan", bill).status()).isZero();
        var refused = run("scan", bill, "--scanners", "secret");
        assertThat(refused.status()).isEqualTo(ExitCodes.PROBLEM);
        assertThat(refused.err()).contains("error[no-files]", "--scanners vuln");
        assertThat(run("scan", bill, "--fail-on", "secret").err()).contains("error[no-files]");
    }

    @Test
    void aFileIsScannedLikeAFolderThatHasItAlone() throws IOException {
        var file = Files.writeString(folder.resolve("Dockerfile"), "FROM node\nEXPOSE 22\n");
        var result = run("scan", file.toString(), "--scanners", "config");
        assertThat(result.out()).containsPattern("dockerfile/ssh-port .* Dockerfile:2");
    }

    @Test
    void whatAnotherToolReportsIsJudgedBesideOurs() throws IOException {
        var report =
                Files.writeString(
                        folder.resolve("bugs.sarif"),
                        """
                        {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Find Bugs"}},
                          "results": [{"ruleId": "SQLI", "level": "error",
                            "message": {"text": "a query is put together"},
                            "locations": [{"physicalLocation": {
                              "artifactLocation": {"uri": "src/Dao.java"},
                              "region": {"startLine": 7}}}]}]}]}
                        """);
        var result =
                run(
                        "scan",
                        layout,
                        "--scanners=config",
                        "--with",
                        report.toString(),
                        "--fail-on=reported>=high");
        assertThat(result.status()).isEqualTo(ExitCodes.REFUSED);
        assertThat(result.out())
                .containsPattern("find-bugs/SQLI +a query is put together +src/Dao.java:7");
        assertThat(run("scan", layout, "--with", folder + "/none.sarif").err())
                .contains("error[sarif-unreadable]");
    }

    @Test
    void whereACheckFoundSomethingIsExplained() {
        assertThat(run("explain", layout, "secret/database-url").out())
                .startsWith("secret/database-url is in the image, at 1 place\n")
                .contains("app/.env:2, layer 0", "which a later layer deleted");
    }
}
