package org.tidewaiter.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.scan.FewAdvisories.advisory;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tidewaiter.model.FileAccount;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.Severity;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.policy.GateRule;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.scan.diff.DiffGate;
import org.tidewaiter.scan.diff.FindingsDiff;
import org.tidewaiter.scan.diff.InventoryDiff;
import org.tidewaiter.scan.fix.FixCommands;
import org.tidewaiter.scan.fix.FixPlanning.Rebased;
import org.tidewaiter.scan.report.MadeUp;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.rescan.LastResult;
import org.tidewaiter.scan.rescan.RescanReport;
import org.tidewaiter.scan.rescan.RescanReport.Entry;
import org.tidewaiter.testkit.Golden;
import org.tidewaiter.vulnerability.advisory.Advisory;

/// What differs, what to do and what is new, as it is written.
class DiffDocumentsTest {
    private static final String HOSTILE = "a|b\u001b[2J<img src=x>](http://evil)@all\nRUN evil";
    private static final DiffGate GATE =
            new DiffGate(
                    List.of(new GateRule.SeverityGate(Severity.HIGH)),
                    DiffGate.OF_THE_IMAGE,
                    List.of(Reason.of("stale-data", HOSTILE)));

    /// Writes one document.
    @FunctionalInterface
    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void aDifferenceIsWrittenAsItWas(FindingsDiffFormat format) throws Exception {
        Golden.assertMatches("diff." + format.name().toLowerCase(Locale.ROOT), of(format));
    }

    @ParameterizedTest
    @EnumSource
    void whatWasNotReadIsWrittenAsItWas(FindingsDiffFormat format) throws Exception {
        Golden.assertMatches(
                "diff-unread." + format.name().toLowerCase(Locale.ROOT), ofUnread(format));
    }

    @Test
    void whatWasNotReadFollowsTheSchemas() throws Exception {
        follows("diff-1", ofUnread(FindingsDiffFormat.JSON));
        follows(
                "rescan-1",
                written(out -> RescanFormat.JSON.write(rescannedUnread(), ReportStyle.PLAIN, out)));
        follows(
                "inventory-diff-1",
                written(out ->
                        DiffFormat.JSON.write(
                                InventoryDiff.of(unreadBefore(), unreadAfter()),
                                ReportStyle.PLAIN,
                                out)));
    }

    @Test
    void everyFormTellsTheGapsOfBothSides() throws Exception {
        var documents = new ArrayList<String>();
        for (var format : FindingsDiffFormat.values()) {
            documents.add(ofUnread(format));
        }
        for (var format : DiffFormat.values()) {
            documents.add(
                    written(out ->
                            format.write(
                                    InventoryDiff.of(unreadBefore(), unreadAfter()),
                                    ReportStyle.PLAIN,
                                    out)));
        }
        for (var format : RescanFormat.values()) {
            documents.add(written(out -> format.write(rescannedUnread(), ReportStyle.PLAIN, out)));
        }
        assertThat(documents)
                .hasSize(7)
                .allMatch(one -> one.contains("only before"))
                .allMatch(one -> one.contains("only after"))
                .noneMatch(one -> one.contains("\u001b"))
                .noneMatch(one -> one.contains("\nRUN evil"));
    }

    @Test
    void aCommentWithManyGapsIsShorterThanCommentsMayBe() throws Exception {
        var gaps = new ArrayList<Gap>();
        for (int i = 0; i < 500; i++) {
            gaps.add(new Gap("p".repeat(300) + i, OptionalInt.empty(), HOSTILE));
        }
        var known = Contexts.of(new FewAdvisories(List.of()));
        var diff =
                new FindingsComparison(known, known, List.of())
                        .of(image().withGaps(gaps), image().withGaps(gaps.subList(1, 500)));
        var page =
                written(out ->
                        FindingsDiffFormat.MARKDOWN.write(diff, GATE, ReportStyle.PLAIN, out));
        assertThat(page)
                .hasSizeBetween(20_000, 65_535)
                .contains("Gaps before (500)", "Gaps after (499)")
                .containsPattern("and \\d+ more, not shown here");
    }

    @Test
    void theDocumentsFollowTheirSchemas() throws Exception {
        follows("diff-1", of(FindingsDiffFormat.JSON));
        follows(
                "fix-1",
                written(out ->
                        FixFormat.JSON.write(
                                ImageScan.planning(now(), new FixCommands(false))
                                        .plan(
                                                before(),
                                                List.of(
                                                        new Rebased(
                                                                MadeUp.source("base:2"),
                                                                after(),
                                                                List.of()))),
                                MadeUp.IMAGE,
                                ReportStyle.PLAIN,
                                out)));
        follows(
                "rescan-1",
                written(out -> RescanFormat.JSON.write(rescanned(), ReportStyle.PLAIN, out)));
    }

    @ParameterizedTest
    @EnumSource
    void nothingOfTheImageLeavesItsPlaceInADifference(FindingsDiffFormat format) throws Exception {
        var text = of(format);
        assertThat(text).doesNotContain("\u001b").doesNotContainPattern("(?m)^RUN evil");
        if (format == FindingsDiffFormat.MARKDOWN) {
            var unescaped = text.replaceAll("\\\\\\p{Punct}", "").replaceAll("`[^`]*`", "");
            assertThat(unescaped).doesNotContain("<img", "](http", "@all", "a|b");
        }
    }

    @Test
    void aCommentIsShorterThanCommentsMayBeAndSaysWhatItLeavesOut() throws Exception {
        var records = new ArrayList<Advisory>();
        var packages = new ArrayList<SoftwarePackage>();
        for (int i = 0; i < 90; i++) {
            var name = "p".repeat(900) + i;
            records.add(advisory("CVE-2026-%d".formatted(2000 + i), "npm", name, "2.0.0", "high"));
            packages.add(npm(name, "1.0.0"));
        }
        var known = Contexts.of(new FewAdvisories(records));
        var all = image(packages.toArray(SoftwarePackage[]::new));
        var introduced = new FindingsComparison(known, known, List.of()).of(image(), all);
        var excused = new ArrayList<Reason>();
        for (int i = 0; i < 500; i++) {
            excused.add(Reason.of("expired-waiver", "the waiver %d of %s".formatted(i, HOSTILE)));
        }
        var gate = new DiffGate(List.of(), DiffGate.OF_THE_IMAGE, excused);
        var page =
                written(out ->
                        FindingsDiffFormat.MARKDOWN.write(
                                introduced, gate, ReportStyle.PLAIN, out));
        assertThat(page).hasSizeBetween(60_000, 65_535);
        int notes = page.split("\nNote: the waiver", -1).length - 1;
        int rows = page.split("\n\\| high", -1).length - 1;
        assertThat(notes).isPositive();
        assertThat(rows).isPositive();
        assertThat(page)
                .contains("Note: %d more notes are not shown here".formatted(500 - notes))
                .contains("### Introduced (90)")
                .endsWith("\nand %d more, not shown here\n".formatted(90 - rows));
    }

    @Test
    void nothingOfTheImageLeavesItsPlaceInARescan() throws Exception {
        assertThat(written(out -> RescanFormat.TABLE.write(rescanned(), ReportStyle.PLAIN, out)))
                .doesNotContain("\u001b")
                .doesNotContainPattern("(?m)^RUN evil")
                .contains("newly disclosed", "sbom-broken");
    }

    private static String of(FindingsDiffFormat format) throws Exception {
        return written(out -> format.write(diff(), GATE, ReportStyle.PLAIN, out));
    }

    private static String ofUnread(FindingsDiffFormat format) throws Exception {
        var diff =
                new FindingsComparison(then(), then(), List.of()).of(unreadBefore(), unreadAfter());
        return written(out -> format.write(diff, GATE, ReportStyle.PLAIN, out));
    }

    private static RescanReport rescannedUnread() throws IOException {
        try {
            var first = ImageScan.judge(unreadBefore(), then());
            var last = LastResult.of(MadeUp.IMAGE.digest().orElseThrow(), first);
            var since =
                    new Rescanning(then(), List.of())
                            .rescan(
                                    unreadAfter(),
                                    Optional.of(new Rescanning.Then(unreadBefore(), last)));
            return new RescanReport(
                    List.of(
                            new Entry("bills/first.json", new RescanReport.First(first)),
                            new Entry(
                                    "bills/second.json",
                                    new RescanReport.Compared(since.sinceThen().orElseThrow()))),
                    GATE);
        } catch (ProblemException e) {
            throw new IOException(e);
        }
    }

    private static Inventory unreadBefore() {
        return image(npm("gone", "1.0.0"), npm("kept", "1.0.0"))
                .withGaps(
                        List.of(
                                new Gap(
                                        "srv/app",
                                        OptionalInt.empty(),
                                        "not read: only before " + HOSTILE)));
    }

    private static Inventory unreadAfter() {
        return image(npm("added", "1.0.0"), npm("kept", "1.0.0"))
                .withGaps(
                        List.of(
                                new Gap(
                                        "srv/app/package-lock.json",
                                        OptionalInt.of(2),
                                        "npm-lock: only after " + HOSTILE)));
    }

    private static FindingsDiff diff() throws IOException {
        try {
            return new FindingsComparison(then(), now(), List.of()).of(before(), after());
        } catch (ProblemException e) {
            throw new IOException(e);
        }
    }

    private static RescanReport rescanned() throws IOException {
        try {
            var first = ImageScan.judge(before(), then());
            var last = LastResult.of(MadeUp.IMAGE.digest().orElseThrow(), first);
            var since =
                    new Rescanning(now(), List.of())
                            .rescan(before(), Optional.of(new Rescanning.Then(before(), last)));
            return new RescanReport(
                    List.of(
                            new Entry("bills/first.json", new RescanReport.First(first)),
                            new Entry(
                                    "bills/" + HOSTILE,
                                    new RescanReport.Compared(since.sinceThen().orElseThrow())),
                            new Entry(
                                    "bills/broken.json",
                                    new RescanReport.Unreadable(
                                            new Problem("sbom-broken", "no bill", "mend it")))),
                    GATE);
        } catch (ProblemException e) {
            throw new IOException(e);
        }
    }

    private static void follows(String name, String document) throws Exception {
        var schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(
                                Files.readString(
                                        Path.of("..", "docs", "schema", name + ".schema.json")),
                                InputFormat.JSON);
        assertThat(schema.validate(document, InputFormat.JSON)).as(name).isEmpty();
    }

    private static String written(Writing writing) throws IOException {
        var out = new ByteArrayOutputStream();
        writing.to(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static ScanContext then() {
        return Contexts.of(new FewAdvisories(records("low").toList()));
    }

    private static ScanContext now() {
        return Contexts.of(
                new FewAdvisories(
                        Stream.concat(
                                        records("critical"),
                                        Stream.of(
                                                advisory(
                                                        "CVE-2026-1004",
                                                        "npm",
                                                        HOSTILE,
                                                        "2.0.0",
                                                        "medium")))
                                .toList()));
    }

    private static Stream<Advisory> records(String severity) {
        return Stream.of(
                advisory("CVE-2026-1001", "npm", "gone", "2.0.0", "high"),
                advisory("CVE-2026-1002", "npm", "added", "2.0.0", "high"),
                advisory("CVE-2026-1003", "npm", "kept", "2.0.0", severity));
    }

    private static Inventory before() {
        return image(npm("gone", "1.0.0"), npm("kept", "1.0.0"), npm(HOSTILE, "1.0.0"));
    }

    private static Inventory after() {
        return image(
                npm("added", "1.0.0"),
                npm("gone", "2.0.0"),
                npm("kept", "1.0.0"),
                npm(HOSTILE, "1.0.0"));
    }

    private static SoftwarePackage npm(String name, String version) {
        return MadeUp.npm(name, version, "srv/app/package-lock.json");
    }

    private static Inventory image(SoftwarePackage... packages) {
        return new Inventory(
                MadeUp.IMAGE, Optional.empty(), List.of(packages), FileAccount.NONE, List.of());
    }
}
