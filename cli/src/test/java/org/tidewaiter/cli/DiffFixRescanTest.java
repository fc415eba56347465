package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.Typed.typed;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.cli.Typed.Result;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.testkit.image.ImageBuilder;
import org.tidewaiter.testkit.image.OciLayouts;
import org.tidewaiter.testkit.image.TarBuilder;

class DiffFixRescanTest {
    private static final String DEBIAN =
            "ID=debian\nVERSION_ID=12\nVERSION_CODENAME=bookworm\nPRETTY_NAME=\"Debian 12\"\n";

    private static final String EXPIRED =
            "the waiver of ann@example.org for CVE-2021-44906 expired on 2022-12-31";
    private static final String ATTACHED =
            "what is attached to an image is looked for by 'scan' and 'explain' only";

    @TempDir Path folder;
    private String old;
    private String fresh;

    @BeforeEach
    void twoImages() throws Exception {
        old = layout("old", system("3.0.1-1"), node("lodash", "4.17.20"));
        fresh =
                layout(
                        "fresh",
                        system("3.0.1-1"),
                        node("lodash", "4.17.21"),
                        node("minimist", "1.2.5"));
    }

    @Test
    void aChangeIsRefusedForWhatItBringsAndNotForWhatWasThere() {
        var refused = run("diff", old, fresh, "--fail-on", "high", "--allow-sample");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.out())
                .containsPattern(
                        "Introduced\n.*\ncritical +CVE-2021-44906 +minimist .*package added")
                .containsPattern("Fixed\n.*\nhigh +CVE-2021-23337 +lodash .*4.17.20 -> 4.17.21")
                .contains("deny (1 new finding breaks the gate high)");
        assertThat(run("diff", old, old, "--fail-on", "high", "--allow-sample").status()).isZero();
        assertThat(run("diff", old, fresh, "--fail-on", "high").err())
                .contains("advisories-not-fit");
        assertThat(run("diff", old, fresh, "--exit-code", "7", "--allow-sample").status())
                .isEqualTo(7);
    }

    @Test
    void anEarlierDayShowsWhatWasDisclosedSince() {
        var since = run("diff", old, "--as-of-before", "2021-01-01");
        assertThat(since.out())
                .containsPattern("Newly disclosed\n.*\n(.*\n)*high +CVE-2021-23337 +lodash")
                .contains("new record GHSA-35jh-r3h4-6jhm of github");
        var gate = new String[] {"--fail-on", "high", "--allow-sample"};
        assertThat(run(with(gate, "diff", old, "--as-of-before", "2021-01-01")).status()).isZero();
        assertThat(
                        run(with(
                                        gate,
                                        "diff",
                                        old,
                                        "--as-of-before",
                                        "2021-01-01",
                                        "--count-disclosed"))
                                .status())
                .isEqualTo(2);
    }

    @Test
    void oneImageIsComparedWithNothing() {
        assertThat(run("diff", old).err()).contains("nothing to compare", "mend:");
        assertThat(run("diff", old, fresh, "--fail-on", "unexplained>=3%").err())
                .contains("judges more than known flaws", "mend:");
    }

    @Test
    void theFilterShowsAndJudgesOnlyWhatItNames() {
        var low =
                run("diff", old, fresh, "--severity", "low", "--exit-code", "7", "--allow-sample");
        assertThat(low.status()).isZero();
        assertThat(low.out()).contains("Changes       none");
    }

    @Test
    void aFixIsLinesForADockerfile() {
        assertThat(run("fix", old, "-f", "dockerfile").out())
                .contains(
                        "RUN apt-get update && apt-get install -y --only-upgrade libssl3 && rm -rf"
                                + " /var/lib/apt/lists/*\n",
                        "# where it is built: npm install lodash@4.17.21\n");
        assertThat(run("fix", old, "-f", "dockerfile", "--pin").out())
                .contains("--only-upgrade libssl3=3.0.15-1~deb12u1 ");
        assertThat(run("fix", old).out())
                .containsPattern("Findings +5 now, 0 after 2 actions")
                .contains("removes 4 findings");
        assertThat(run("fix", old, "--severity", "unknown").out())
                .contains("1 now, 0 after 1 action");
    }

    @Test
    void anotherBaseIsOneActionWhereItIsBetter() throws Exception {
        var base = layout("base", system("3.0.1-1"), node("minimist", "1.2.5"));
        var app =
                layout(
                        "app",
                        system("3.0.1-1"),
                        node("minimist", "1.2.5"),
                        node("lodash", "4.17.20"));
        var better = layout("better", system("3.0.15-1~deb12u1"), node("minimist", "1.2.6"));
        var worse = layout("worse", system("3.0.0-1"));
        var unknown = run("fix", app, "--base-candidate", better);
        assertThat(unknown.err()).contains("base-unknown", "--base", "mend:");
        var plan = run("fix", app, "--base", base, "--base-candidate", better + "," + worse);
        assertThat(plan.out())
                .as(plan.err())
                .contains("build on " + better, "removes 5 findings: ", "0 after 2 actions")
                .doesNotContain("apt-get");
        assertThat(run("fix", app, "--base", base, "--base-candidate", worse).out())
                .contains("0 after 3 actions")
                .doesNotContain("build on");
    }

    @Test
    void aNameOfTheImageCannotForgeALineOfTheDockerfile() throws Exception {
        var hostile =
                layout(
                        "hostile",
                        tar().file("etc/os-release", DEBIAN)
                                .file(
                                        "app/node_modules/lodash/package.json",
                                        "{\"name\": \"lodash\", \"version\": \"4.17.20\\nRUN evil\"}"));
        assertThat(run("fix", hostile, "-f", "dockerfile").out())
                .doesNotContainPattern("(?m)^RUN evil");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cyclonedx", "cyclonedx-xml", "spdx-json", "spdx"})
    void aBillKeepsWhatMatchingNeeds(String format) throws Exception {
        var image =
                layout(
                        "whole",
                        tar().file("etc/os-release", DEBIAN)
                                .file(
                                        "var/lib/dpkg/status",
                                        status("libssl3", "3.0.1-1", "openssl")
                                                + status(
                                                        "python3-urllib3",
                                                        "1.26.5-1",
                                                        "python-urllib3")
                                                + status(
                                                        "gcc-12-base",
                                                        "12.1-1+b1",
                                                        "openssl (3.0.1-1)"))
                                .file(
                                        "var/lib/dpkg/info/python3-urllib3.list",
                                        "/usr/lib/python3/dist-packages/urllib3-1.26.5.dist-info/METADATA\n")
                                .file(
                                        "usr/lib/python3/dist-packages/urllib3-1.26.5.dist-info/METADATA",
                                        "Metadata-Version: 2.1\nName: urllib3\nVersion: 1.26.5\n"),
                        node("lodash", "4.17.20"),
                        node("lodash", "4.17.21"));
        var bill = folder.resolve("whole." + format).toString();
        assertThat(run("inventory", image, "--all-layers", "-o", format + "=" + bill).status())
                .isZero();
        for (var scope : List.of("squashed", "all-layers")) {
            var findings = findings(scan(image, scope));
            assertThat(findings).hasSizeGreaterThan(20);
            assertThat(findings(scan(bill, scope))).isEqualTo(findings);
        }
    }

    /// What a bill can say something of.
    private String scan(String name, String scope) {
        return run("scan", name, "--scanners", "vuln,license", "--scope", scope, "-f", "json")
                .out();
    }

    /// Without the layers, which a bill only claims, and what read the packages.
    private static List<String> findings(String json) {
        var lines = new ArrayList<>(json.lines().toList());
        lines.subList(0, lines.indexOf("  \"findings\": [")).clear();
        lines.subList(lines.indexOf("  \"fixes\": ["), lines.size()).clear();
        lines.removeIf(line -> line.matches(" *\"(layer|foundBy|path)\": .*"));
        return lines.stream().map(line -> line.replaceFirst(",$", "")).toList();
    }

    @Test
    void aRescanTellsWhatIsNewOnceAndReadsOn() throws Exception {
        var bills = Files.createDirectory(folder.resolve("bills"));
        run("inventory", old, "-o", "cyclonedx=" + bills.resolve("app.cdx.json"));
        Files.writeString(bills.resolve("notes.txt"), "no bill");
        var place = bills.toString();
        var first = run("rescan", place, "--allow-sample");
        assertThat(first.status()).as(first.err()).isZero();
        assertThat(first.out()).contains("5 findings; matched for the first time");
        assertThat(run("rescan", place, "--allow-sample").out()).contains("none; 5 unchanged");

        run("inventory", fresh, "-o", "cyclonedx=" + bills.resolve("app.cdx.json"));
        Files.writeString(bills.resolve("broken.json"), "{");
        var changed = run("rescan", place, "--fail-on", "critical", "--allow-sample");
        assertThat(changed.status()).isEqualTo(2);
        assertThat(changed.out())
                .containsPattern("Introduced\n.*\ncritical +CVE-2021-44906 +minimist")
                .contains("sbom-broken", "of which 1 could not be read");
        var again = run("rescan", place, "--fail-on", "critical", "--allow-sample");
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.out()).contains("none; 5 unchanged");
    }

    @Test
    void aRescanDecidesNothingOnASampleOrByRulesAboutFiles() throws Exception {
        var bill = folder.resolve("app.cdx.json");
        run("inventory", old, "-o", "cyclonedx=" + bill);
        var sample = run("rescan", bill.toString());
        assertThat(sample.status()).isEqualTo(1);
        assertThat(sample.err()).contains("advisories-not-fit", "--allow-sample");
        assertThat(run("rescan", bill.toString(), "--fail-on", "unexplained>=3%").err())
                .contains("judges more than known flaws", "mend:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "json", "markdown"})
    void aDifferenceTellsWhatWasLetPassAndWhatDoesNotCount(String format) throws Exception {
        var told =
                run(
                        decided(
                                "diff",
                                old,
                                fresh,
                                "--fail-on",
                                "low",
                                "--allow-sample",
                                "-f",
                                format));
        assertThat(told.status()).as(told.err()).isEqualTo(2);
        var out = plain(told.out());
        assertThat(out)
                .contains("(--allow-sample)", EXPIRED, ATTACHED, "1 finding is ignored by ")
                .contains(
                        format.equals("json")
                                ? "\"suppressed\": { \"ignored\": 1 }"
                                : "Note: not counted before: 1 ignored");
        assertThat(out.split(ATTACHED, -1)).as("once, though both sides have it").hasSize(2);
    }

    @Test
    void aDifferenceTellsHowMuchAFilterHides() {
        assertThat(run("diff", old, fresh, "--severity", "low").out())
                .contains("Note: not shown: 6 hidden by a flag");
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "json", "dockerfile"})
    void aPlanTellsWhatWasLetPassAndWhatDoesNotCount(String format) throws Exception {
        var told = run(decided("fix", old, "--severity", "high,critical", "-f", format));
        assertThat(told.status()).as(told.err()).isZero();
        assertThat(plain(told.out()))
                .contains(ATTACHED, "1 finding is ignored by ")
                .contains(
                        format.equals("json")
                                ? "\"suppressed\": { \"ignored\": 1, \"hidden\": 1 }"
                                : "ote: not counted: 1 ignored, 1 hidden by a flag");
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "json"})
    void aRescanTellsWhatWasLetPassAndWhatDoesNotCount(String format) throws Exception {
        var bill = folder.resolve("app.cdx.json");
        run("inventory", old, "-o", "cyclonedx=" + bill);
        var words = decided("rescan", bill.toString(), "--allow-sample", "-f", format);
        for (var lead : List.of("not counted: ", "not counted before: ")) {
            var told = run(words);
            assertThat(told.status()).as(told.err()).isZero();
            assertThat(plain(told.out()))
                    .contains("(--allow-sample)", ATTACHED, "1 finding is ignored by ")
                    .contains(
                            format.equals("json")
                                    ? "\"suppressed\": { \"ignored\": 1 }"
                                    : lead + "1 ignored");
        }
    }

    /// With an ignore file, a waiver that has expired, and VEX that would have to be looked for.
    private String[] decided(String... words) throws Exception {
        var ignored = Files.writeString(folder.resolve(".trivyignore"), "CVE-2021-23337\n");
        var waivers =
                Files.writeString(
                        folder.resolve("tidewaiter.yaml"),
                        """
                        waivers:
                          - id: CVE-2021-44906
                            owner: ann@example.org
                            reason: never called
                            expires: 2022-12-31
                            approved-by: ben@example.org
                        """);
        var all = new ArrayList<>(List.of(words));
        all.addAll(
                List.of(
                        "--vex",
                        "attached",
                        "--ignorefile",
                        ignored.toString(),
                        "--config",
                        waivers.toString()));
        return all.toArray(String[]::new);
    }

    /// In one line, without the marks of Markdown.
    private static String plain(String out) {
        return out.replace("\\", "").replace("`@`", "@").replaceAll("\\s+", " ");
    }

    @Test
    void theStateCanBeKeptElsewhereAndABrokenOneIsSaid() throws Exception {
        var bill = folder.resolve("app.cdx.json");
        run("inventory", old, "-o", "cyclonedx=" + bill);
        var state = folder.resolve("state");
        assertThat(
                        run(
                                        "rescan",
                                        bill.toString(),
                                        "--allow-sample",
                                        "--state",
                                        state.toString())
                                .status())
                .isZero();
        assertThat(folder.resolve(".tidewaiter")).doesNotExist();
        try (var files = Files.walk(state)) {
            for (var file : files.filter(one -> one.endsWith("result.json")).toList()) {
                Files.writeString(file, "{}");
            }
        }
        var broken = run("rescan", bill.toString(), "--allow-sample", "--state", state.toString());
        assertThat(broken.status()).isEqualTo(1);
        assertThat(broken.out()).contains("last-result-broken");
    }

    @Test
    void aBillIsTheSameHoweverItsPathIsTyped() {
        var bill = folder.resolve("app.cdx.json");
        run("inventory", old, "-o", "cyclonedx=" + bill);
        var state = folder.resolve("state").toString();
        run("rescan", bill.toString(), "--allow-sample", "--state", state);
        var typed = Path.of("").toAbsolutePath().relativize(bill).toString();
        assertThat(run("rescan", typed, "--allow-sample", "--state", state).out())
                .contains("none; 5 unchanged");
    }

    @Test
    void aFolderThatCannotBeLookedIntoIsNamedAndTheOthersAreMatched() throws Exception {
        var bills = Files.createDirectory(folder.resolve("bills"));
        run("inventory", old, "-o", "cyclonedx=" + bills.resolve("app.cdx.json"));
        var upper = Files.createDirectories(bills.resolve(longPath()));
        var lower = Files.createDirectories(folder.resolve("lower").resolve(longPath()));
        Files.writeString(lower.resolve("never.json"), "{");
        var tooDeep = upper.resolve("lower");
        Files.move(folder.resolve("lower"), tooDeep); // longer than a path may be
        try {
            var told = run("rescan", bills.toString(), "--allow-sample");
            assertThat(told.status()).as(told.err()).isEqualTo(1);
            assertThat(told.out())
                    .contains(
                            "5 findings; matched for the first time",
                            "sbom-unreadable",
                            "in 2 inventories, of which 1 could not be read");
        } finally {
            Files.move(tooDeep, folder.resolve("lower"));
        }
    }

    private static Path longPath() {
        return Path.of(String.join("/", Collections.nCopies(10, "d".repeat(240))));
    }

    @Test
    void aBillWithALongNameIsKeptTooAndOneNamedTwiceIsMatchedOnce() throws Exception {
        var bills = Files.createDirectories(folder.resolve("bills").resolve("ä".repeat(100)));
        var bill = bills.resolve("b".repeat(246) + ".cdx.json").toString();
        run("inventory", old, "-o", "cyclonedx=" + folder.resolve("app.cdx.json"));
        Files.move(folder.resolve("app.cdx.json"), Path.of(bill));
        for (var expected : List.of("matched for the first time", "none; 5 unchanged")) {
            var told = run("rescan", folder.resolve("bills").toString(), "--allow-sample");
            assertThat(told.status()).as(told.err()).isZero();
            assertThat(told.out()).contains(expected);
        }
        assertThat(run("rescan", bills.toString(), bill, "--allow-sample").out())
                .contains("in 1 inventory");
    }

    @Test
    void aRunThatEndsBeforeItsResultIsKeptLeavesTheOldOneWhole() throws Exception {
        var bill = folder.resolve("app.cdx.json");
        run("inventory", old, "-o", "cyclonedx=" + bill);
        var words = new String[] {"rescan", bill.toString(), "--allow-sample"};
        run(words);
        run("inventory", fresh, "-o", "cyclonedx=" + bill);
        assertThat(run(with(new String[] {"-o", "json=/dev/full"}, words)).status()).isEqualTo(1);
        var changed = run(words);
        assertThat(changed.status()).as(changed.out()).isEqualTo(2);
        assertThat(changed.out()).contains("CVE-2021-44906");
        assertThat(run(words).out()).contains("none; 5 unchanged");
    }

    @Test
    void whatCannotBeKeptIsToldAllTheSame() throws Exception {
        var bill = folder.resolve("app.cdx.json");
        run("inventory", old, "-o", "cyclonedx=" + bill);
        var state = Files.writeString(folder.resolve("state"), "a file").toString();
        var told = run("rescan", bill.toString(), "--allow-sample", "--state", state);
        assertThat(told.status()).isEqualTo(1);
        assertThat(told.out()).contains("5 findings; matched for the first time");
        assertThat(told.err()).contains("output-failed", "--state");
    }

    @Test
    void aLinkToAFolderIsThatFolder() throws Exception {
        var bills = Files.createDirectory(folder.resolve("bills"));
        var link = Files.createSymbolicLink(folder.resolve("link"), bills);
        run("inventory", old, "-o", "cyclonedx=" + bills.resolve("app.cdx.json"));
        var told = run("rescan", link.toString(), "--allow-sample");
        assertThat(told.status()).as(told.err()).isZero();
        assertThat(told.out())
                .contains(
                        link.resolve("app.cdx.json").toString(),
                        "5 findings; matched for the first time");
        assertThat(run("rescan", bills.toString(), "--allow-sample").out())
                .contains("none; 5 unchanged");
    }

    @Test
    void aFolderWithoutABillIsAProblemAndTheOthersAreMatched() throws Exception {
        var bills = Files.createDirectory(folder.resolve("bills"));
        var empty = Files.createDirectory(folder.resolve("empty"));
        run("inventory", old, "-o", "cyclonedx=" + bills.resolve("app.cdx.json"));
        Files.writeString(empty.resolve("notes.txt"), "no bill");
        Files.createSymbolicLink(empty.resolve("link"), bills);
        var told = run("rescan", empty.toString(), bills.toString(), "--allow-sample");
        assertThat(told.status()).isEqualTo(1);
        assertThat(told.out())
                .contains("5 findings; matched for the first time")
                .contains("sbom-not-found", "'" + empty + "' has no bill of materials in it");
    }

    @Test
    void whatIsKeptIsNoBillWhereverItIsKept() throws Exception {
        var bills = Files.createDirectory(folder.resolve("bills"));
        run("inventory", old, "-o", "cyclonedx=" + bills.resolve("app.cdx.json"));
        var state = bills.resolve("state").toString();
        for (var expected : List.of("matched for the first time", "none; 5 unchanged")) {
            var told = run("rescan", bills.toString(), "--allow-sample", "--state", state);
            assertThat(told.status()).as(told.err()).isZero();
            assertThat(told.out()).contains(expected).contains("in 1 inventory");
        }
    }

    @Test
    void whatCannotBeKeptDoesNotKeepTheOthersFromBeingRefused() throws Exception {
        var bills = Files.createDirectory(folder.resolve("bills"));
        var words = new String[] {"rescan", bills.toString(), "--allow-sample"};
        run("inventory", old, "-o", "cyclonedx=" + bills.resolve("b.cdx.json"));
        run(words);
        run("inventory", old, "-o", "cyclonedx=" + bills.resolve("a.cdx.json"));
        Files.writeString(bills.resolve(".tidewaiter/a.cdx.json"), "in the way");
        run("inventory", fresh, "-o", "cyclonedx=" + bills.resolve("b.cdx.json"));
        var told = run(words);
        assertThat(told.status()).as(told.err()).isEqualTo(2);
        assertThat(told.err()).contains("output-failed", "a.cdx.json", "--state");
        assertThat(run(words).status()).isEqualTo(1);
    }

    @Test
    void onlyTheBillOfTheLastResultIsKept() throws Exception {
        var bill = folder.resolve("app.cdx.json");
        for (var image : List.of(old, fresh, old)) {
            run("inventory", image, "-o", "cyclonedx=" + bill);
            run("rescan", bill.toString(), "--allow-sample");
        }
        try (var kept = Files.list(folder.resolve(".tidewaiter/app.cdx.json"))) {
            assertThat(kept.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder(
                            "result.json",
                            "inventory-" + VerifiedBytes.sha256(Files.readAllBytes(bill)).hex());
        }
    }

    private static String[] with(String[] more, String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static TarBuilder system(String openssl) throws Exception {
        return tar().file("etc/os-release", DEBIAN)
                .file("var/lib/dpkg/status", status("libssl3", openssl, "openssl"));
    }

    private static String status(String name, String version, String source) {
        return """
        Package: %s
        Status: install ok installed
        Architecture: amd64
        Source: %s
        Version: %s

        """
                .formatted(name, source, version);
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
