package org.tidewaiter.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.scan.FewAdvisories.advisory;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.ExploitSigns;
import org.tidewaiter.model.FileAccount;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.Severity;
import org.tidewaiter.policy.GateRule;
import org.tidewaiter.policy.PurlPattern;
import org.tidewaiter.policy.Waiver;
import org.tidewaiter.scan.diff.DiffGate;
import org.tidewaiter.scan.diff.FindingChange.Kind;
import org.tidewaiter.scan.diff.FindingsDiff;
import org.tidewaiter.scan.diff.KnownBy;
import org.tidewaiter.scan.report.MadeUp;
import org.tidewaiter.scan.text.CauseWords;
import org.tidewaiter.testkit.Property;
import org.tidewaiter.vulnerability.advisory.Advisories;
import org.tidewaiter.vulnerability.advisory.Advisory;
import org.tidewaiter.vulnerability.advisory.ReleaseSupport;

class FindingsComparisonTest {
    /// An image and what it is judged by.
    private record Side(Inventory image, ScanContext known) {
        FindingsDiff to(Side other) throws Exception {
            return to(other, List.of());
        }

        FindingsDiff to(Side other, List<GateRule> rules) throws Exception {
            return new FindingsComparison(known, other.known, rules).of(image, other.image);
        }

        List<Finding> findings() throws Exception {
            return ImageScan.judge(image, known).findings();
        }
    }

    private record Case(Side before, Side after) {
        @Override
        public String toString() {
            return Stream.of(before, after)
                    .map(side ->
                            side.image.packages().stream().map(one -> one.purl()).toList()
                                    + " by "
                                    + side.known.advisories()
                                    + " and "
                                    + side.known.decisions())
                    .toList()
                    .toString();
        }
    }

    @Test
    void nothingDiffersFromItself() {
        Property.forAll(
                FindingsComparisonTest::someCase,
                some -> {
                    var diff = some.before().to(some.before());
                    assertThat(diff.changes()).isEmpty();
                    assertThat(List.<Finding>copyOf(diff.unchanged()))
                            .containsExactlyElementsOf(some.before().findings());
                });
    }

    @Test
    void everyFindingOfEitherIsInExactlyOneClass() {
        Property.forAll(
                FindingsComparisonTest::someCase,
                some -> {
                    var diff = some.before().to(some.after());
                    var after = new ArrayList<Finding>(diff.unchanged());
                    diff.changes().forEach(one -> one.after().ifPresent(after::add));
                    assertThat(after).containsExactlyInAnyOrderElementsOf(some.after().findings());
                    var before = new ArrayList<Finding>();
                    diff.changes().forEach(one -> one.before().ifPresent(before::add));
                    assertThat(some.before().findings())
                            .hasSize(before.size() + diff.unchanged().size())
                            .containsAll(before);
                    assertThat(before).doesNotHaveDuplicates();
                });
    }

    @Test
    void theOtherWayRoundWhatWasIntroducedIsFixed() {
        Property.forAll(
                FindingsComparisonTest::someCase,
                some -> {
                    var there = some.before().to(some.after());
                    var back = some.after().to(some.before());
                    assertThat(back.changes().stream().map(one -> words(one.kind(), one.any())))
                            .containsExactlyInAnyOrderElementsOf(
                                    there.changes().stream()
                                            .map(one ->
                                                    words(
                                                            mirrored(one.kind()),
                                                            one.before()
                                                                    .or(one::after)
                                                                    .orElseThrow()))
                                            .toList());
                });
    }

    private static Kind mirrored(Kind kind) {
        return switch (kind) {
            case INTRODUCED -> Kind.FIXED;
            case FIXED -> Kind.INTRODUCED;
            case DISCLOSED -> Kind.RETRACTED;
            case RETRACTED -> Kind.DISCLOSED;
            case SUPPRESSED -> Kind.UNSUPPRESSED;
            case UNSUPPRESSED -> Kind.SUPPRESSED;
            case RERATED, RESTATED -> kind;
            case UNSEEN -> throw new AssertionError("nothing here has a gap");
        };
    }

    private static String words(Kind kind, Finding.Vulnerability flaw) {
        return kind + " " + flaw.id() + " " + flaw.in().purl();
    }

    @Test
    void anotherImageDisclosesNothingAndOtherAdvisoriesIntroduceNothing() {
        Property.forAll(
                FindingsComparisonTest::someCase,
                some -> {
                    var images =
                            new Side(some.before().image(), some.after().known()).to(some.after());
                    assertThat(images.of(Kind.DISCLOSED)).isEmpty();
                    assertThat(images.of(Kind.RETRACTED)).isEmpty();
                    var advisories =
                            some.before().to(new Side(some.before().image(), some.after().known()));
                    assertThat(advisories.of(Kind.INTRODUCED)).isEmpty();
                    assertThat(advisories.of(Kind.FIXED)).isEmpty();
                });
    }

    @Test
    void theCauseIsThePackageOrTheRecord() throws Exception {
        var first = advisory("CVE-2026-1001", "npm", "a", "2.0.0", "high");
        var second = advisory("CVE-2026-1002", "npm", "b", "2.0.0", "high");
        var before = new Side(image("pkg:npm/a@1.0.0", "pkg:npm/b@1.0.0"), known(first));
        var after = new Side(image("pkg:npm/a@2.0.0", "pkg:npm/b@1.1.0"), known(first, second));
        assertThat(lines(before.to(after)))
                .containsExactly(
                        "disclosed CVE-2026-1002 b: new record CVE-2026-1002 of made-up",
                        "fixed CVE-2026-1001 a: upgraded 1.0.0 -> 2.0.0 by layer 2: COPY app"
                                + " /srv/app");
        assertThat(lines(after.to(before)))
                .containsExactly(
                        "introduced CVE-2026-1001 a: downgraded 2.0.0 -> 1.0.0 by layer 2: COPY"
                                + " app /srv/app",
                        "retracted CVE-2026-1002 b: record gone: CVE-2026-1002 of made-up");
    }

    @Test
    void aRecordThatRatesOrMendsOtherwiseIsNamed() throws Exception {
        var image = image("pkg:npm/a@1.0.0");
        var low = advisory("CVE-2026-1001", "npm", "a", "2.0.0", "low");
        assertThat(
                        lines(
                                new Side(image, known(low))
                                        .to(
                                                new Side(
                                                        image,
                                                        known(
                                                                advisory(
                                                                        "CVE-2026-1001",
                                                                        "npm",
                                                                        "a",
                                                                        "2.0.0",
                                                                        "high"))))))
                .containsExactly(
                        "rerated CVE-2026-1001 a: changed record CVE-2026-1001 of made-up");
        assertThat(
                        lines(
                                new Side(image, known(low))
                                        .to(
                                                new Side(
                                                        image,
                                                        known(
                                                                advisory(
                                                                        "CVE-2026-1001",
                                                                        "npm",
                                                                        "a",
                                                                        "3.0.0",
                                                                        "low"))))))
                .containsExactly(
                        "restated CVE-2026-1001 a: changed record CVE-2026-1001 of made-up");
    }

    @Test
    void aFlawThatGotACveIsTheSameFinding() throws Exception {
        var image = image("pkg:npm/a@1.0.0");
        var ghsa = advisory("GHSA-2222-3333-4444", "npm", "a", "2.0.0", "low");
        var named = withAliases(ghsa, "CVE-2026-1001");
        var diff = new Side(image, known(ghsa)).to(new Side(image, known(named)));
        assertThat(diff.changes()).isEmpty();
        assertThat(diff.unchanged()).extracting(one -> one.id()).containsExactly("CVE-2026-1001");
    }

    @Test
    void aWaiverThatExpiresIsNoNewFlaw() throws Exception {
        var image = image("pkg:npm/a@1.0.0");
        var flaw = advisory("CVE-2026-1001", "npm", "a", "2.0.0", "high");
        var known = known(flaw);
        var waived = with(known, List.of(waiver("CVE-2026-1001")));
        assertThat(lines(new Side(image, waived).to(new Side(image, known))))
                .containsExactly(
                        "unsuppressed CVE-2026-1001 a: bearable (ann until 2026-11-22, approved by"
                                + " ben)");
        assertThat(lines(new Side(image, known).to(new Side(image, waived))))
                .containsExactly(
                        "suppressed CVE-2026-1001 a: bearable (ann until 2026-11-22, approved by"
                                + " ben)");
    }

    @Test
    void whatAWaiverCoversOnlyInTheOldVersionCameWithTheImage() throws Exception {
        var known =
                with(
                        known(advisory("CVE-2026-1001", "npm", "a", "2.0.0", "high")),
                        List.of(waiver("CVE-2026-1001", PurlPattern.parse("pkg:npm/a@1.0.0"))));
        var old = new Side(image("pkg:npm/a@1.0.0"), known);
        var fresh = new Side(image("pkg:npm/a@1.1.0"), known);
        assertThat(lines(old.to(fresh)))
                .containsExactly(
                        "introduced CVE-2026-1001 a: upgraded 1.0.0 -> 1.1.0 by layer 2: COPY app"
                                + " /srv/app");
    }

    @Test
    void theGateRefusesWhatTheImageBringsAndOnRequestWhatIsDisclosed() throws Exception {
        var high = advisory("CVE-2026-1001", "npm", "a", "2.0.0", "high");
        var low = advisory("CVE-2026-1002", "npm", "a", "2.0.0", "low");
        var image = image("pkg:npm/a@1.0.0");
        var rules = List.<GateRule>of(new GateRule.SeverityGate(Severity.HIGH));
        var strict = new DiffGate(rules, DiffGate.OF_THE_IMAGE, List.of());
        var stricter = new DiffGate(rules, DiffGate.WHATEVER_IS_NEW, List.of());
        var brought = new Side(image(), known(high, low)).to(new Side(image, known(high, low)));
        assertThat(strict.denied(brought))
                .extracting(one -> one.any().id())
                .containsExactly("CVE-2026-1001");
        var disclosed = new Side(image, known()).to(new Side(image, known(high, low)));
        assertThat(strict.denied(disclosed)).isEmpty();
        assertThat(stricter.denied(disclosed)).hasSize(1);
        assertThat(stricter.denied(new Side(image, known(high)).to(new Side(image, known(high)))))
                .isEmpty();
    }

    @Test
    void aFlawThatBreaksAnotherRuleSinceIsRefused() throws Exception {
        var high = known(advisory("CVE-2026-1001", "npm", "a", "2.0.0", "high"));
        var image = image("pkg:npm/a@1.0.0");
        var calm = new Side(image, withSigns(high, ExploitSigns.NONE));
        var rules =
                List.<GateRule>of(
                        new GateRule.SeverityGate(Severity.HIGH),
                        new GateRule.KnownExploitedGate(),
                        new GateRule.EpssGate(0.5));
        var gate = new DiffGate(rules, DiffGate.WHATEVER_IS_NEW, List.of());
        var exploited = new ExploitSigns(Optional.of(MadeUp.TODAY), Optional.empty());
        assertThat(gate.denied(calm.to(new Side(image, withSigns(high, exploited)), rules)))
                .hasSize(1);
        var likely = new Side(image, withSigns(high, epss(0.9)));
        var lessLikely = new Side(image, withSigns(high, epss(0.1)));
        var rise = lessLikely.to(likely, rules);
        assertThat(gate.denied(rise)).hasSize(1);
        assertThat(lines(rise))
                .containsExactly("rerated CVE-2026-1001 a: changed record CVE-2026-1001 of epss");
        assertThat(gate.denied(likely.to(lessLikely, rules))).isEmpty();
        assertThat(calm.to(lessLikely, rules).isEmpty()).isTrue();
    }

    @Test
    void onAnEarlierDayNobodyKnewWhatWasPublishedLater() throws Exception {
        var image = image("pkg:npm/a@1.0.0");
        var day = LocalDate.of(2026, 10, 1);
        var flaw =
                published(advisory("CVE-2026-1001", "npm", "a", "2.0.0", "high"), day.plusDays(1));
        var now = known(flaw);
        var then = withAdvisories(now, new KnownBy(day, now.advisories()));
        assertThat(lines(new Side(image, then).to(new Side(image, now))))
                .containsExactly("disclosed CVE-2026-1001 a: new record CVE-2026-1001 of made-up");
        var onTheDay = withAdvisories(now, new KnownBy(day.plusDays(1), now.advisories()));
        assertThat(new Side(image, onTheDay).to(new Side(image, now)).isEmpty()).isTrue();
    }

    private static List<String> lines(FindingsDiff diff) {
        return diff.changes().stream()
                .map(one ->
                        "%s %s %s: %s"
                                .formatted(
                                        one.kind().word(),
                                        one.any().id(),
                                        one.any().in().ecosystemName(),
                                        CauseWords.of(one.cause(), diff.after())))
                .toList();
    }

    private static Case someCase(Random random) {
        return new Case(someSide(random), someSide(random));
    }

    private static Side someSide(Random random) {
        var purls = new TreeSet<String>();
        for (int i = random.nextInt(5); i > 0; i--) {
            purls.add(
                    "pkg:npm/%s@%d.%d.0"
                            .formatted(name(random), 1 + random.nextInt(3), random.nextInt(2)));
        }
        var records = new ArrayList<Advisory>();
        for (int i = 0; i < 5; i++) {
            if (random.nextBoolean()) {
                var record =
                        advisory(
                                (i < 3 ? "GHSA-" : "CVE-2026-100") + i,
                                "npm",
                                name(random),
                                "%d.0.0".formatted(1 + random.nextInt(4)),
                                random.nextBoolean() ? "low" : "high");
                records.add(
                        i < 3 && random.nextBoolean()
                                ? withAliases(record, "CVE-2026-100" + (2 + random.nextInt(3)))
                                : record);
            }
        }
        var known = known(records.toArray(Advisory[]::new));
        return new Side(
                image(purls.toArray(String[]::new)),
                random.nextInt(3) == 0
                        ? with(known, List.of(waiver("CVE-2026-100" + (2 + random.nextInt(3)))))
                        : known);
    }

    private static String name(Random random) {
        return List.of("a", "b", "c").get(random.nextInt(3));
    }

    private static Inventory image(String... purls) {
        return new Inventory(
                MadeUp.IMAGE,
                Optional.empty(),
                Stream.of(purls)
                        .map(purl -> Purl.parse(purl).orElseThrow())
                        .map(purl -> MadeUp.npm(purl.name(), purl.version(), "app"))
                        .toList(),
                FileAccount.NONE,
                List.of());
    }

    private static ScanContext known(Advisory... records) {
        return Contexts.of(new FewAdvisories(List.of(records)));
    }

    private static ScanContext with(ScanContext known, List<Waiver> waivers) {
        return new ScanContext(
                known.advisories(),
                known.data(),
                DecisionSources.ofWaivers(waivers),
                known.gate(),
                known.scope(),
                known.asOf(),
                known.toolVersion());
    }

    private static ScanContext withAdvisories(ScanContext known, Advisories advisories) {
        return new ScanContext(
                advisories,
                known.data(),
                known.decisions(),
                known.gate(),
                known.scope(),
                known.asOf(),
                known.toolVersion());
    }

    private static ExploitSigns epss(double score) {
        return new ExploitSigns(Optional.empty(), Optional.of(new ExploitSigns.Epss(score, 0.5)));
    }

    private static ScanContext withSigns(ScanContext known, ExploitSigns signs) {
        return withAdvisories(known, new Signed(known.advisories(), signs));
    }

    /// Advisories of which all flaws are exploited alike.
    private record Signed(Advisories all, ExploitSigns signs) implements Advisories {
        @Override
        public List<Advisory> about(String ecosystem, String name) {
            return all.about(ecosystem, name);
        }

        @Override
        public List<Advisory> naming(String id) {
            return all.naming(id);
        }

        @Override
        public List<Advisory> headsNaming(String id) {
            return all.headsNaming(id);
        }

        @Override
        public List<String> productsOf(String repository) {
            return all.productsOf(repository);
        }

        @Override
        public List<ReleaseSupport> supportOf(String product) {
            return all.supportOf(product);
        }

        @Override
        public ExploitSigns exploitSigns(String cve) {
            return signs;
        }
    }

    private static Waiver waiver(String id) {
        return waiver(id, Optional.empty());
    }

    private static Waiver waiver(String id, Optional<PurlPattern> packages) {
        return new Waiver(
                id,
                packages,
                Optional.empty(),
                Optional.empty(),
                "ann",
                "bearable",
                MadeUp.TODAY,
                "ben");
    }

    private static Advisory withAliases(Advisory one, String... aliases) {
        return new Advisory(
                one.id(),
                one.feed(),
                List.of(aliases),
                one.upstream(),
                one.published(),
                one.modified(),
                one.withdrawn(),
                one.title(),
                one.ratings(),
                one.affected());
    }

    private static Advisory published(Advisory one, LocalDate day) {
        return new Advisory(
                one.id(),
                one.feed(),
                one.aliases(),
                one.upstream(),
                Optional.of(day),
                one.modified(),
                one.withdrawn(),
                one.title(),
                one.ratings(),
                one.affected());
    }
}
