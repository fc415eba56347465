package org.tidewaiter.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidewaiter.scan.FewAdvisories.advisory;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.FileAccount;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.model.json.MalformedJsonException;
import org.tidewaiter.scan.diff.FindingChange;
import org.tidewaiter.scan.diff.FindingChange.Kind;
import org.tidewaiter.scan.report.MadeUp;
import org.tidewaiter.scan.rescan.LastResult;
import org.tidewaiter.scan.rescan.LastResultForm;
import org.tidewaiter.testkit.Property;
import org.tidewaiter.vulnerability.advisory.Advisory;

class RescanningTest {
    private static final Digest DIGEST = Digest.parse("sha256:" + "ab".repeat(32)).orElseThrow();

    /// The feeds of one day after the other, and what is stored then.
    private record Case(List<Inventory> stored, List<List<Advisory>> feeds) {
        @Override
        public String toString() {
            return stored.stream().map(one -> one.packages()).toList() + " by " + feeds;
        }
    }

    @Test
    void afterAnySequenceOfChangesARescanEqualsAFreshScanAndTheChangesLeadThere() {
        Property.forAll(
                RescanningTest::someCase,
                some -> {
                    var then = Optional.<Rescanning.Then>empty();
                    var lines = new ArrayList<String>();
                    for (int day = 0; day < some.feeds().size(); day++) {
                        var context = Contexts.of(new FewAdvisories(some.feeds().get(day)));
                        var stored = some.stored().get(day);
                        var rescanned = new Rescanning(context, List.of()).rescan(stored, then);
                        var fresh = ImageScan.judge(stored, context);
                        assertThat(rescanned.report()).isEqualTo(fresh);
                        if (rescanned.sinceThen().isPresent()) {
                            var diff = rescanned.sinceThen().get();
                            for (var change : diff.changes()) {
                                change.before()
                                        .ifPresent(one ->
                                                assertThat(lines.remove(line(one))).isTrue());
                            }
                            assertThat(lines).hasSameSizeAs(diff.unchanged());
                            lines.clear();
                            Stream.concat(
                                            diff.unchanged().stream(),
                                            diff.changes().stream()
                                                    .map(FindingChange::after)
                                                    .flatMap(Optional::stream))
                                    .forEach(one -> lines.add(line(one)));
                        } else {
                            fresh.vulnerabilities().forEach(one -> lines.add(line(one)));
                        }
                        assertThat(lines)
                                .containsExactlyInAnyOrderElementsOf(
                                        fresh.vulnerabilities().stream()
                                                .map(RescanningTest::line)
                                                .toList());
                        then =
                                Optional.of(
                                        new Rescanning.Then(
                                                stored, kept(LastResult.of(DIGEST, fresh))));
                    }
                });
    }

    @Test
    void ofAnInventoryThatStaysNothingIsIntroducedOrFixed() {
        Property.forAll(
                RescanningTest::someCase,
                some -> {
                    var image = some.stored().getFirst();
                    var context = Contexts.of(new FewAdvisories(some.feeds().getFirst()));
                    var then =
                            new Rescanning.Then(
                                    image,
                                    kept(LastResult.of(DIGEST, ImageScan.judge(image, context))));
                    var later = Contexts.of(new FewAdvisories(some.feeds().getLast()));
                    var diff =
                            new Rescanning(later, List.of())
                                    .rescan(image, Optional.of(then))
                                    .sinceThen()
                                    .orElseThrow();
                    assertThat(diff.of(Kind.INTRODUCED)).isEmpty();
                    assertThat(diff.of(Kind.FIXED)).isEmpty();
                });
    }

    @Test
    void whatABillCouldNotReadIsNotMendedAndIsNewWhenItIsReadAgain() throws Exception {
        var context =
                Contexts.of(
                        new FewAdvisories(
                                List.of(advisory("CVE-2026-1001", "npm", "a", "2.0.0", "high"))));
        var whole = bill(List.of(MadeUp.npm("a", "1.0.0", "app/a")));
        var blind =
                bill(List.of())
                        .withGaps(
                                List.of(
                                        new Gap(
                                                "",
                                                OptionalInt.empty(),
                                                "app/a: npm-package: no JSON")));
        assertThat(changed(whole, blind, context)).containsExactly(Kind.UNSEEN);
        assertThat(changed(blind, whole, context)).containsExactly(Kind.INTRODUCED);
        assertThat(changed(whole, bill(List.of()), context)).containsExactly(Kind.FIXED);
    }

    private static List<Kind> changed(Inventory then, Inventory now, ScanContext context)
            throws Exception {
        var result = kept(LastResult.of(DIGEST, ImageScan.judge(then, context)));
        return new Rescanning(context, List.of())
                        .rescan(now, Optional.of(new Rescanning.Then(then, result)))
                        .sinceThen()
                        .orElseThrow()
                        .changes()
                        .stream()
                        .map(FindingChange::kind)
                        .toList();
    }

    private static Inventory bill(List<SoftwarePackage> packages) {
        return new Inventory(
                MadeUp.source("bill"), Optional.empty(), packages, FileAccount.NONE, List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"format\": \"tidewaiter-last-result-1\"}",
                "{\"format\": \"tidewaiter-last-result-1\", \"inventory\": \"sha256:00\"}",
            })
    void whatWeDidNotKeepIsRefused(String text) {
        assertThatThrownBy(() -> LastResultForm.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedJsonException.class);
    }

    private static LastResult kept(LastResult result) throws Exception {
        var out = new ByteArrayOutputStream();
        LastResultForm.write(result, out);
        var read = LastResultForm.read(out.toByteArray());
        assertThat(read).isEqualTo(result);
        return read;
    }

    private static String line(Finding.Vulnerability one) {
        return "%s %s %s %s %s"
                .formatted(
                        one.id(),
                        one.in().purl(),
                        one.severity(),
                        one.state(),
                        one.fixedVersions());
    }

    private static Case someCase(Random random) {
        var stored = new ArrayList<Inventory>();
        var feeds = new ArrayList<List<Advisory>>();
        var image = image(random);
        for (int day = 0; day < 4; day++) {
            if (random.nextInt(3) == 0) {
                image = image(random);
            }
            stored.add(image);
            feeds.add(feed(random));
        }
        return new Case(stored, feeds);
    }

    private static List<Advisory> feed(Random random) {
        var records = new ArrayList<Advisory>();
        for (int i = 0; i < 4; i++) {
            if (random.nextInt(3) > 0) {
                records.add(
                        advisory(
                                "CVE-2026-100" + i,
                                "npm",
                                i % 2 == 0 ? "a" : "b",
                                "%d.0.0".formatted(1 + random.nextInt(4)),
                                random.nextBoolean() ? "low" : "high"));
            }
        }
        return records;
    }

    private static Inventory image(Random random) {
        var purls = new TreeSet<String>();
        for (int i = random.nextInt(4); i > 0; i--) {
            purls.add(
                    "pkg:npm/%s@%d.0.0"
                            .formatted(random.nextBoolean() ? "a" : "b", 1 + random.nextInt(3)));
        }
        return new Inventory(
                MadeUp.IMAGE,
                Optional.empty(),
                purls.stream()
                        .map(purl -> Purl.parse(purl).orElseThrow())
                        .map(purl -> MadeUp.npm(purl.name(), purl.version(), "app"))
                        .toList(),
                FileAccount.NONE,
                List.of());
    }
}
