package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.Typed.typed;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.cli.Typed.Result;
import org.tidewaiter.testkit.image.ImageBuilder;
import org.tidewaiter.testkit.image.LayerBytes;
import org.tidewaiter.testkit.image.OciLayouts;

/// An image compared with itself, of which something cannot be read.
class WhatWasNotReadTest {
    private static final String DEBIAN =
            "ID=debian\nVERSION_ID=12\nVERSION_CODENAME=bookworm\nPRETTY_NAME=\"Debian 12\"\n";
    private static final String LIBSSL =
            """
            Package: libssl3
            Status: install ok installed
            Architecture: amd64
            Version: 3.0.1-1
            Source: openssl

            """;
    private static final String LODASH = "{\"name\": \"lodash\", \"version\": \"4.17.20\"}";

    @TempDir Path folder;
    private String whole;
    private String broken;
    private String encrypted;
    private String unnamed;

    @BeforeEach
    void images() throws Exception {
        whole = layout("whole", DEBIAN, node(LODASH));
        broken = layout("broken", DEBIAN, node("{"));
        encrypted =
                layout(
                        "encrypted",
                        DEBIAN,
                        node(LODASH + "\n") // or the cache would know the layer
                                .withMediaType(
                                        "application/vnd.oci.image.layer.v1.tar+gzip+encrypted"));
        unnamed = layout("unnamed", "", node(LODASH));
    }

    @Test
    void itsFlawsAreNotFixed() {
        for (var blind : new String[] {broken, encrypted}) {
            var diff = run("diff", whole, blind, "--fail-on", "high", "--allow-sample");
            assertThat(diff.status()).as(diff.out() + diff.err()).isZero();
            assertThat(diff.out())
                    .containsPattern("Not seen\n.*\n(.*\n)*high +CVE-2021-23337 +lodash .*not read")
                    .contains("Gaps after")
                    .doesNotContain("Fixed\n");
            var back = run("diff", blind, whole, "--fail-on", "high", "--allow-sample");
            assertThat(back.status()).isEqualTo(2);
            assertThat(back.out())
                    .containsPattern(
                            "Introduced\n.*\n(.*\n)*high +CVE-2021-23337 .*not read before")
                    .contains("Gaps before");
        }
    }

    @Test
    void packagesThatNobodyCanJudgeAreNotMended() {
        var diff = run("diff", whole, unnamed);
        assertThat(diff.out())
                .containsPattern(
                        "Not seen\n.*\n(.*\n)*.* libssl3 .*no file says which distribution")
                .doesNotContain("Fixed\n");
    }

    @Test
    void whoDeletesTheDatabaseMendsNothing() throws Exception {
        var emptied =
                layout(
                        "emptied",
                        DEBIAN,
                        LayerBytes.gzip(
                                tar().file("app/node_modules/lodash/package.json", LODASH)
                                        .file("var/lib/dpkg/.wh.status", "")));
        assertThat(run("diff", whole, emptied).out())
                .containsPattern("Not seen\n.*\n(.*\n)*.* libssl3 .*the package database is gone")
                .doesNotContain("Fixed\n");
        assertThat(run("inventory", "diff", whole, emptied).out())
                .contains("Changes       1 not seen")
                .containsPattern("unseen +libssl3 +deb +3.0.1-1 +- ");
    }

    @Test
    void itsPackagesAreNotRemoved() {
        var diff = run("inventory", "diff", whole, broken, "--exit-code", "3");
        assertThat(diff.status()).isEqualTo(3);
        assertThat(diff.out())
                .contains("Changes       1 not seen")
                .containsPattern("unseen +lodash +npm +4.17.20 +- ")
                .contains("Gaps after");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cyclonedx", "cyclonedx-xml", "spdx-json", "spdx"})
    void aBillOfItSaysAsMuch(String format) {
        for (var blind : new String[] {broken, encrypted}) {
            var bill = bill(blind, format, folder.resolve("bill." + format));
            var diff = run("diff", bill(whole, format, folder.resolve("before." + format)), bill);
            assertThat(diff.out())
                    .as(blind)
                    .containsPattern("Not seen\n.*\n(.*\n)*high +CVE-2021-23337 +lodash")
                    .doesNotContain("Fixed\n");
        }
    }

    @Test
    void aRescanSaysAsMuch() {
        var stored = folder.resolve("app.cdx.json");
        for (var image : new String[] {whole, broken, whole}) {
            bill(image, "cyclonedx", stored);
            var told = run("rescan", stored.toString(), "--fail-on", "high", "--allow-sample");
            if (image.equals(broken)) {
                assertThat(told.status()).isZero();
                assertThat(told.out())
                        .containsPattern("Not seen\n.*\n(.*\n)*high +CVE-2021-23337 +lodash")
                        .containsPattern("Gap after +app/node_modules/lodash/package.json");
            }
        }
        bill(broken, "cyclonedx", stored);
        run("rescan", stored.toString(), "--allow-sample");
        bill(whole, "cyclonedx", stored);
        assertThat(run("rescan", stored.toString(), "--fail-on", "high", "--allow-sample").status())
                .isEqualTo(2);
    }

    /// @return where it is
    private String bill(String image, String format, Path to) {
        assertThat(run("inventory", image, "-o", format + "=" + to).status()).isZero();
        return to.toString();
    }

    private static LayerBytes node(String packageJson) throws Exception {
        return LayerBytes.gzip(tar().file("app/node_modules/lodash/package.json", packageJson));
    }

    private String layout(String name, String osRelease, LayerBytes app) throws Exception {
        var image =
                ImageBuilder.image()
                        .layer(
                                tar().file("etc/os-release", osRelease)
                                        .file("var/lib/dpkg/status", LIBSSL))
                        .layer(app)
                        .build();
        return OciLayouts.layout().image(image, "1").write(folder.resolve(name)).toString();
    }

    private Result run(String... arguments) {
        return typed(arguments)
                .with("TIDEWAITER_CACHE_DIR", folder.resolve("cache").toString())
                .run();
    }
}
