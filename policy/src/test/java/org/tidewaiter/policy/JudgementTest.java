package org.tidewaiter.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.tidewaiter.policy.Flaws.IMAGE;
import static org.tidewaiter.policy.Flaws.flaw;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.FileAccount;
import org.tidewaiter.model.FileAccount.Share;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.FindingState;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.Severity;
import org.tidewaiter.policy.GateRule.SeverityGate;
import org.tidewaiter.testkit.Property;

class JudgementTest {
    private static final Inventory INVENTORY = inventory(FileAccount.NONE);

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @Test
    void whatIsPresumablyNoCredentialIsKeptWithItsExcuse() {
        var example = Checked.secret("secret/shop-key", "README", "an example of the shop");
        var key = Checked.secret("secret/shop-key", "app/.env");
        var judgement =
                Judgement.of(
                        List.of(key, example),
                        Flaws.INVENTORY,
                        Decisions.NONE,
                        GateSettings.NONE,
                        List.of(),
                        Flaws.TODAY);
        assertThat(judgement.standing()).as("also in a deleted file").containsExactly(key);
        assertThat(judgement.suppressed())
                .containsExactly(
                        new Suppressed(
                                example,
                                Suppressed.Cause.EXCUSED,
                                "an example of the shop",
                                Optional.empty()));
    }

    @Test
    void withoutAGateEveryImagePasses() {
        var judgement = judge(GateSettings.NONE, List.of(), flaw("CVE-1", Severity.CRITICAL));
        assertThat(judgement.verdict()).isEqualTo(new Verdict.Allow());
        assertThat(judgement.standing()).hasSize(1);
    }

    @Test
    void aDenialNamesTheFindingAndTheRule() {
        var judgement = judge(gate(Severity.HIGH), List.of(), flaw("CVE-1", Severity.HIGH));
        assertThat(judgement.verdict()).isInstanceOf(Verdict.Deny.class);
        assertThat(judgement.verdict().reasons())
                .extracting(Reason::rule, Reason::fact)
                .containsExactly(tuple("high", "CVE-1 in pkg:npm/lodash@4.17.20 is high"));
    }

    @Test
    void aWaivedFindingIsKeptAsideWithItsWaiver() {
        var judgement =
                judge(gate(Severity.HIGH), List.of(waiver(TODAY)), flaw("CVE-1", Severity.HIGH));
        assertThat(judgement.verdict()).isEqualTo(new Verdict.Allow());
        assertThat(judgement.standing()).isEmpty();
        assertThat(judgement.suppressed())
                .extracting(Suppressed::cause, Suppressed::reason)
                .containsExactly(
                        tuple(
                                Suppressed.Cause.WAIVED,
                                "not reachable (ann until 2026-11-22, approved by ben)"));
    }

    @Test
    void anExpiredWaiverDoesNotCountAndIsReported() {
        var yesterday = List.of(waiver(TODAY.minusDays(1)));
        var denied = judge(gate(Severity.HIGH), yesterday, flaw("CVE-1", Severity.HIGH));
        assertThat(denied.verdict()).isInstanceOf(Verdict.Deny.class);
        assertThat(denied.expired()).isEqualTo(yesterday);
        var warned = judge(gate(Severity.CRITICAL), yesterday, flaw("CVE-1", Severity.HIGH));
        assertThat(warned.verdict()).isInstanceOf(Verdict.Warn.class);
        assertThat(warned.verdict().reasons())
                .extracting(Reason::fact)
                .containsExactly("the waiver of ann for CVE-1 expired on 2026-11-21");
    }

    @Test
    void anExpiredWaiverOfSomethingThatIsNotThereIsSilent() {
        var judgement =
                judge(
                        gate(Severity.HIGH),
                        List.of(waiver(TODAY.minusDays(1))),
                        flaw("CVE-2", Severity.LOW));
        assertThat(judgement.verdict()).isEqualTo(new Verdict.Allow());
        assertThat(judgement.expired()).isEmpty();
    }

    @Test
    void whatAnIgnoreFileHidesIsCountedAndNoWaiver() throws Exception {
        var judgement = judge(ignoring("CVE-1\nCVE-9"), flaw("CVE-1", Severity.HIGH));
        assertThat(judgement.suppressed())
                .extracting(Suppressed::cause, Suppressed::reason, Suppressed::waiver)
                .containsExactly(
                        tuple(
                                Suppressed.Cause.IGNORED,
                                "ignored by .trivyignore, line 1, without a reason",
                                Optional.empty()));
        assertThat(judgement.verdict())
                .isEqualTo(
                        new Verdict.Warn(
                                List.of(
                                        Reason.of(
                                                "ignore-file",
                                                "1 finding is ignored by .trivyignore, for which"
                                                        + " nobody answers"))));
    }

    @Test
    void anExpiredIgnoreRuleDoesNotCountAndIsReported() throws Exception {
        var judgement =
                judge(
                        ignoring("CVE-1 exp:2026-11-22\nCVE-2 exp:2026-11-22"),
                        flaw("CVE-1", Severity.HIGH));
        assertThat(judgement.standing()).hasSize(1);
        assertThat(judgement.verdict().reasons())
                .extracting(Reason::fact)
                .containsExactly("the rule in .trivyignore, line 1 has expired");
    }

    @Test
    void aWaiverGoesBeforeAnIgnoreRule() throws Exception {
        var rules = IgnoreFile.read(".trivyignore", "CVE-1").rules();
        var both = new Decisions(List.of(waiver(TODAY)), List.of(), rules);
        assertThat(judge(both, flaw("CVE-1", Severity.HIGH)).suppressed())
                .extracting(Suppressed::cause)
                .containsExactly(Suppressed.Cause.WAIVED);
    }

    private static Decisions ignoring(String lines) throws Exception {
        return new Decisions(List.of(), List.of(), IgnoreFile.read(".trivyignore", lines).rules());
    }

    private static Judgement judge(Decisions decisions, Flaws flaw) {
        return Judgement.of(
                List.of(flaw.build()), INVENTORY, decisions, GateSettings.NONE, List.of(), TODAY);
    }

    @Test
    void whatIsNotAffectedWithdrawnOrGoneDoesNotCount() {
        var judgement =
                judge(
                        gate(Severity.UNKNOWN),
                        List.of(),
                        flaw("CVE-1", Severity.HIGH).being(FindingState.NOT_AFFECTED),
                        flaw("CVE-2", Severity.HIGH).being(FindingState.WITHDRAWN),
                        flaw("CVE-3", Severity.HIGH).being(Presence.DELETED),
                        flaw("CVE-4", Severity.HIGH).being(Presence.SHADOWED));
        assertThat(judgement.verdict()).isEqualTo(new Verdict.Allow());
        assertThat(judgement.suppressed())
                .extracting(Suppressed::cause)
                .containsExactly(
                        Suppressed.Cause.NOT_AFFECTED,
                        Suppressed.Cause.WITHDRAWN,
                        Suppressed.Cause.NOT_LIVE,
                        Suppressed.Cause.NOT_LIVE);
    }

    @Test
    void whatIsGoneCountsForAGateOnAllLayers() {
        var gate =
                new GateSettings(
                        List.of(new SeverityGate(Severity.HIGH)),
                        FindingFilter.EVERYTHING,
                        DataLimits.STRICT,
                        LayerScope.ALL_LAYERS);
        assertThat(
                        judge(gate, List.of(), flaw("CVE-1", Severity.HIGH).being(Presence.DELETED))
                                .verdict())
                .isInstanceOf(Verdict.Deny.class);
    }

    @Test
    void whatTheDistributionWillNotMendStillCounts() {
        for (var state :
                List.of(
                        FindingState.WILL_NOT_FIX,
                        FindingState.FIX_DEFERRED,
                        FindingState.END_OF_LIFE,
                        FindingState.UNDER_INVESTIGATION,
                        FindingState.UNREADABLE)) {
            assertThat(
                            judge(
                                            gate(Severity.HIGH),
                                            List.of(),
                                            flaw("CVE-1", Severity.HIGH).being(state))
                                    .verdict())
                    .as("%s", state)
                    .isInstanceOf(Verdict.Deny.class);
        }
    }

    @Test
    void aFilterHidesAndSaysSo() {
        var settings =
                new GateSettings(
                        List.of(new SeverityGate(Severity.UNKNOWN)),
                        new FindingFilter(Set.of(Severity.HIGH), true),
                        DataLimits.STRICT,
                        LayerScope.SQUASHED);
        var judgement =
                judge(
                        settings,
                        List.of(),
                        flaw("CVE-1", Severity.LOW).fixedIn("2"),
                        flaw("CVE-2", Severity.HIGH),
                        flaw("CVE-3", Severity.HIGH).fixedIn("2"),
                        flaw("MAL-2026-1", Severity.HIGH));
        assertThat(judgement.standing())
                .extracting(JudgementTest::id)
                .as("a malicious package is not mended, but removed")
                .containsExactly("CVE-3", "MAL-2026-1");
        assertThat(judgement.suppressed())
                .extracting(Suppressed::reason)
                .containsExactly("--severity", "--only-fixed");
    }

    @Test
    void raisingTheLimitNeverDeniesMore() {
        Property.forAll(
                JudgementTest::manyFlaws,
                findings -> {
                    Set<Finding> denied = Set.copyOf(findings);
                    for (var limit : Severity.values()) {
                        var now = Set.copyOf(deniedBy(new SeverityGate(limit), findings));
                        assertThat(denied).containsAll(now);
                        denied = now;
                    }
                    for (double limit = 0; limit <= 1; limit += 0.125) {
                        assertThat(deniedBy(new GateRule.EpssGate(limit), findings))
                                .containsAll(
                                        deniedBy(
                                                new GateRule.EpssGate(Math.min(1, limit + 0.125)),
                                                findings));
                    }
                });
    }

    @Test
    void anotherRuleNeverDeniesLessAndAWaiverNeverMore() {
        Property.forAll(
                JudgementTest::manyFlaws,
                findings -> {
                    var high = gate(Severity.HIGH);
                    var more =
                            new GateSettings(
                                    List.of(
                                            new SeverityGate(Severity.HIGH),
                                            new GateRule.KnownExploitedGate()),
                                    high.filter(),
                                    high.limits(),
                                    LayerScope.SQUASHED);
                    assertThat(denials(more, List.of(), findings))
                            .containsAll(denials(high, List.of(), findings));
                    assertThat(denials(more, List.of(), findings))
                            .containsAll(denials(more, List.of(waiver(TODAY)), findings));
                });
    }

    @Test
    void everyFindingStandsOrIsSuppressedOnce() {
        Property.forAll(
                JudgementTest::manyFlaws,
                findings -> {
                    var judgement =
                            Judgement.of(
                                    findings,
                                    INVENTORY,
                                    Decisions.ofWaivers(List.of(waiver(TODAY))),
                                    new GateSettings(
                                            List.of(),
                                            new FindingFilter(
                                                    Set.of(Severity.LOW, Severity.HIGH), true),
                                            DataLimits.STRICT,
                                            LayerScope.SQUASHED),
                                    List.of(),
                                    TODAY);
                    var all = new ArrayList<>(judgement.standing());
                    judgement.suppressed().forEach(one -> all.add(one.finding()));
                    assertThat(all).containsExactlyInAnyOrderElementsOf(findings);
                });
    }

    @Test
    void anImageOfWhichTooMuchIsUnexplainedIsDeniedWithTheFigure() throws Exception {
        var files =
                new FileAccount(
                        new Share(90, 990), new Share(4, 4), new Share(3, 3), new Share(3, 3));
        var gate =
                new GateSettings(
                        GateRule.parse(List.of("unexplained>=3%,unexplained-bytes>=1%")),
                        FindingFilter.EVERYTHING,
                        DataLimits.STRICT,
                        LayerScope.SQUASHED);
        var verdict =
                Judgement.of(List.of(), inventory(files), Decisions.NONE, gate, List.of(), TODAY)
                        .verdict();
        assertThat(verdict).isInstanceOf(Verdict.Deny.class);
        assertThat(verdict.reasons())
                .containsExactly(
                        Reason.of("unexplained>=3%", "3 of 100 files are unexplained (3.00 %)"));
    }

    private static Inventory inventory(FileAccount files) {
        return new Inventory(IMAGE, Optional.empty(), List.of(), files, List.of());
    }

    private static List<Finding> manyFlaws(Random random) {
        var flaws = new ArrayList<Finding>();
        int count = random.nextInt(12);
        for (int i = 0; i < count; i++) {
            var states = FindingState.values();
            var severities = Severity.values();
            var flaw =
                    flaw("CVE-" + i, severities[random.nextInt(severities.length)])
                            .being(states[random.nextInt(states.length)])
                            .epss(random.nextInt(9) / 8.0);
            if (random.nextBoolean()) {
                flaw = flaw.exploited();
            }
            if (random.nextBoolean()) {
                flaw = flaw.fixedIn("2");
            }
            flaws.add(flaw.build());
        }
        return flaws;
    }

    @Test
    void aWaiverThatDoesNotCountAtTheStageSaysWhy() {
        var decisions =
                new Decisions(List.of(waiver(TODAY)), List.of(), List.of(), Optional.of("prod"));
        var flaw = flaw("CVE-1", Severity.HIGH).build();
        var judgement =
                Judgement.of(
                        List.of(flaw), INVENTORY, decisions, GateSettings.NONE, List.of(), TODAY);
        assertThat(judgement.standing()).containsExactly(flaw);
        assertThat(judgement.verdict().reasons())
                .extracting(Reason::rule)
                .containsExactly("idle-waiver");
    }

    @Test
    void anExpiredWaiverSpeaksUpAlsoWhereItWouldNotCount() {
        var decisions =
                new Decisions(
                        List.of(waiver(TODAY.minusDays(1))),
                        List.of(),
                        List.of(),
                        Optional.of("prod"));
        var judgement =
                Judgement.of(
                        List.of(flaw("CVE-1", Severity.HIGH).build()),
                        INVENTORY,
                        decisions,
                        GateSettings.NONE,
                        List.of(),
                        TODAY);
        assertThat(judgement.verdict().reasons())
                .extracting(Reason::rule)
                .containsExactly("expired-waiver");
    }

    private static List<Finding> deniedBy(GateRule rule, List<Finding> findings) {
        return findings.stream().filter(rule::denies).toList();
    }

    private static List<Finding> denials(
            GateSettings settings, List<Waiver> waivers, List<Finding> findings) {
        return Judgement.of(
                        findings,
                        INVENTORY,
                        Decisions.ofWaivers(waivers),
                        settings,
                        List.of(),
                        TODAY)
                .verdict()
                .reasons()
                .stream()
                .flatMap(reason -> reason.finding().stream())
                .toList();
    }

    private static Judgement judge(GateSettings settings, List<Waiver> waivers, Flaws... flaws) {
        var findings = List.of(flaws).stream().map(Flaws::build).toList();
        return Judgement.of(
                findings, INVENTORY, Decisions.ofWaivers(waivers), settings, List.of(), TODAY);
    }

    private static GateSettings gate(Severity limit) {
        return new GateSettings(
                List.of(new SeverityGate(limit)),
                FindingFilter.EVERYTHING,
                DataLimits.STRICT,
                LayerScope.SQUASHED);
    }

    private static Waiver waiver(LocalDate expires) {
        return new Waiver(
                "CVE-1",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "ann",
                "not reachable",
                expires,
                "ben");
    }

    private static String id(Finding finding) {
        return finding.id();
    }
}
