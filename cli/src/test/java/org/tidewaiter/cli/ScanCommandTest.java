package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.Typed.typed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.cli.Typed.Result;
import org.tidewaiter.testkit.image.DockerArchives;
import org.tidewaiter.testkit.image.FakeRegistry;
import org.tidewaiter.testkit.image.OciLayouts;

/// The commands that read an image.
class ScanCommandTest {
    private static final Terminal TERMINAL = new Terminal(100, true, true);

    @TempDir Path folder;
    private String layout;

    @BeforeEach
    void anImage() throws Exception {
        layout =
                OciLayouts.layout().image(SmallImage.build(), "1").write(under("image")).toString();
    }

    @Test
    void aScanPrintsTheTableAndPasses() {
        var result = run("scan", layout);
        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("CVE-2021-23337", "lodash");
        assertThat(result.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"image", "fs"})
    void theNamesOfOtherScannersWork(String name) {
        assertThat(run(name, layout).out()).isEqualTo(run("scan", layout).out());
    }

    @ParameterizedTest
    @CsvSource({
        "--fail-on critical, 0",
        "--fail-on high, 2",
        "--fail-on kev, 0",
        "--fail-on kev --fail-on high, 2",
        "'--fail-on kev,high', 2",
        "--fail-on high --exit-code 7, 7",
        "--fail-on high --exit-code 0, 0",
        "--exit-code 1, 1",
        "--exit-code 0, 0",
        "--exit-code 3 --severity CRITICAL, 0",
        "'--exit-code 3 --severity HIGH,CRITICAL', 3",
        "--exit-code 3 --ignore-unfixed, 3",
        "--fail-on high --only-fixed --severity high, 2",
    })
    void theExitCodeSaysWhatTheGateDecided(String flags, int status) {
        var result = run(("scan " + layout + " --allow-sample " + flags).split(" ", -1));
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isEqualTo(status);
        assertThat(result.out()).startsWith("Image ");
    }

    @Test
    void aGateOnTheSampleIsAProblemAndNoRefusal() {
        var result = run("scan", layout, "--fail-on", "high");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("error[advisories-not-fit]").contains("--allow-sample");
    }

    @Test
    void everyDocumentIsWrittenToItsFile() throws Exception {
        var json = folder.resolve("a.json");
        var sarif = folder.resolve("b.sarif");
        var result = run("scan", layout, "-o", "json=" + json, "--output=sarif=" + sarif);
        assertThat(result).isEqualTo(new Result(0, "", ""));
        assertThat(json).content().startsWith("{").contains("CVE-2021-23337");
        assertThat(sarif).content().contains("\"version\": \"2.1.0\"");
    }

    @Test
    void aFileAndStandardOutputCanBothBeHad() {
        var json = folder.resolve("a.json");
        var result = run("scan", layout, "-o", "json=" + json, "-o", "table");
        assertThat(result.out()).isEqualTo(run("scan", layout).out());
        assertThat(json).isNotEmptyFile();
    }

    @Test
    void aPlaceThatCannotBeWrittenIsSaidBeforeTheImageIsOpened() {
        var missing = folder.resolve("missing");
        var result = run("scan", "no-such-image:1", "-o", "json=" + missing.resolve("a.json"));
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("error[output-failed]: writing " + missing.resolve("a.json"));
        assertThat(missing).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "sarif", "cyclonedx", "table"})
    void aFullDiskNamesTheFile(String format) {
        var result = run("scan", layout, "-o", format + "=/dev/full");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("error[output-failed]: writing /dev/full failed: No space left");
    }

    @Test
    void aPipeSeesNoProgressAndATerminalDoes() {
        assertThat(run("scan", layout).err()).isEmpty();
        var shown = here("scan", layout, "--no-cache").at(TERMINAL).run();
        assertThat(shown.err()).contains("reading layers: 2 of 2 done").endsWith("\r\u001b[K");
        for (var flag : new String[] {"-q", "--no-progress"}) {
            var hidden = here("scan", layout, "--no-cache", flag).at(TERMINAL).run();
            assertThat(hidden.err()).as(flag).isEmpty();
        }
    }

    @Test
    void aTerminalSeesProgressOfAFolderToo() throws Exception {
        var tree = Files.createDirectory(folder.resolve("tree"));
        Files.writeString(tree.resolve("a"), "a");
        var shown = here("scan", tree.toString()).at(TERMINAL).run();
        assertThat(shown.err()).contains("reading files, 0 MB read").endsWith("\r\u001b[K");
    }

    @Test
    void verboseSaysEachStepWithItsTime() {
        var steps = run("scan", layout, "-v").err();
        assertThat(steps.lines())
                .allMatch(Pattern.compile(" +\\d+\\.\\d{3} s  \\w.*").asPredicate());
        assertThat(steps.lines().map(ScanCommandTest::withoutNumbers).sorted())
                .containsExactly(
                        "advisories: the built-in sample, N of them",
                        "image: layout 'IMAGE', manifest N, configuration N, linux/amd64, N layers",
                        "inventory: Alpine, N packages, N gaps",
                        "layer N: N, N bytes, done in N s",
                        "layer N: N, N bytes, done in N s",
                        "matching: N findings, N cleared, N packages not judged; checks: N findings",
                        "table: written to standard output");
        assertThat(run("-v", "scan", layout).err())
                .contains("layer 0: ")
                .contains("known from the cache")
                .doesNotContain("bytes read");
    }

    private static String withoutNumbers(String step) {
        return step.replaceFirst("^.* s  ", "")
                .replaceFirst("'.*'", "'IMAGE'")
                .replaceAll("sha256:[0-9a-f]{64}|\\b\\d[\\d,.]*\\b", "N");
    }

    @Test
    void verboseLeavesStandardOutputAsItIs() {
        for (var format : new String[] {"table", "json", "sarif", "cyclonedx"}) {
            assertThat(run("scan", layout, "-f", format, "-v").out())
                    .as(format)
                    .isEqualTo(run("scan", layout, "-f", format).out());
        }
    }

    @Test
    void zeroIsNoTimeLimit() {
        assertThat(run("scan", layout, "--timeout", "0").status()).isZero();
    }

    @Test
    void aRegistryThatStallsIsGivenUpWhenTheTimeIsOver() throws Exception {
        var image = SmallImage.build();
        try (var registry = FakeRegistry.start().image("app", "1", image)) {
            registry.fault(
                    FakeRegistry.blobPath("app", image.layers().getLast().digest()),
                    new FakeRegistry.Fault.Stall(1));
            var result = run("scan", registry.host() + "/app:1", "--timeout", "1s");
            assertThat(result.status()).isEqualTo(1);
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).startsWith("error[timeout]: it took longer than 1 s");
        }
    }

    @Test
    void anArchiveIsNamedByInput() throws Exception {
        var archive = folder.resolve("image.tar");
        Files.write(
                archive, DockerArchives.archive().image(SmallImage.build(), "app:1").tar().bytes());
        assertThat(run("scan", "--input", archive.toString()).out()).contains("CVE-2021-23337");
        assertThat(run("explain", "--input", archive.toString(), "lodash").out())
                .contains("CVE-2021-23337");
        assertThat(run("scan", layout, "--input", archive.toString()).err())
                .startsWith("error[usage]: both IMAGE and --input were given");
    }

    @Test
    void foldersAndFilesCanBeLeftOut() {
        assertThat(run("scan", layout, "--skip-dirs", "app/node_modules").out())
                .doesNotContain("CVE-2021-23337")
                .contains("app/node_modules");
        assertThat(run("scan", layout, "--skip-files", "**/package.json").out())
                .doesNotContain("CVE-2021-23337");
    }

    @ParameterizedTest
    @ValueSource(strings = {"inventory", "sbom"})
    void theInventoryIsWrittenInItsFormats(String name) {
        assertThat(run(name, layout, "-o", "purls").out())
                .isEqualToIgnoringNewLines("pkg:npm/lodash@4.17.20");
    }

    @Test
    void whyAFlawIsReportedIsExplained() {
        assertThat(run("explain", layout, "CVE-2021-23337").out()).contains("lodash", "4.17.21");
        assertThat(run("explain", layout).err())
                .startsWith("error[usage]: nothing to explain was named");
    }

    @Test
    void layersAreKeptBelowTheCacheFolderOrNowhere() throws Exception {
        run("scan", layout, "--no-cache");
        assertThat(under("cache")).isEmptyDirectory();
        run("scan", layout);
        try (Stream<Path> kept = Files.list(under("cache"))) {
            assertThat(kept).isNotEmpty();
        }
    }

    private Path under(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    private Result run(String... arguments) {
        return here(arguments).run();
    }

    private Typed here(String... arguments) {
        return typed(arguments).with("TIDEWAITER_CACHE_DIR", folder.resolve("cache").toString());
    }
}
