package org.tidewaiter.policy.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.policy.gate.Decided.CONFIGURATION;
import static org.tidewaiter.policy.gate.Decided.NOON;
import static org.tidewaiter.policy.gate.Decided.SHOP;
import static org.tidewaiter.policy.gate.Decided.about;
import static org.tidewaiter.policy.gate.Decided.broken;
import static org.tidewaiter.policy.gate.Decided.clearance;
import static org.tidewaiter.policy.gate.Decided.digest;
import static org.tidewaiter.policy.gate.Decided.head;
import static org.tidewaiter.policy.gate.Decided.image;
import static org.tidewaiter.policy.gate.Decided.issued;
import static org.tidewaiter.policy.gate.Decided.meant;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.clearance.BreakGlass;
import org.tidewaiter.model.clearance.Clearance;
import org.tidewaiter.model.clearance.Head;
import org.tidewaiter.model.clearance.Life;
import org.tidewaiter.policy.Verdict;
import org.tidewaiter.policy.fact.Facts;
import org.tidewaiter.policy.fact.RequestFacts;
import org.tidewaiter.policy.rule.PolicyFiles;
import org.tidewaiter.testkit.Property;

class GateTest {
    private static final Gate GATE = gate("policy: none\nrules: []\n");
    private static final Gate OPEN =
            gate("policy: none\nstages: {prod: {unsure: allow}}\nrules: []\n");

    @Test
    void aClearedImageGoesAboard() {
        var decision = GATE.decide(start(NOON, List.of(clearance()), List.of(head())));
        assertThat(decision.verdict()).isInstanceOf(Verdict.Allow.class);
        assertThat(decision.life()).isEqualTo(Life.CLEARED);
        assertThat(decision.clearance()).contains(clearance().id());
    }

    @Test
    void anImageThatNobodyClearedDoesNot() {
        var decision = GATE.decide(start(NOON, List.of(), List.of(head())));
        assertDenied(decision, Life.QUARANTINED, "no clearance for stage prod is known");
        assertThat(decision.missing()).containsExactly("tidewaiter clear --stage prod IMAGE");
    }

    @Test
    void theClearanceOfAnotherImageIsNone() {
        var other =
                new GateQuestion(
                        new TreeSet<>(List.of(digest(3))),
                        new TreeSet<>(),
                        facts(NOON, "start"),
                        List.of(clearance()),
                        List.of(head()),
                        List.of(broken()),
                        "");
        assertDenied(GATE.decide(other), Life.QUARANTINED, "no clearance");
    }

    @Test
    void whatIsClearedForDevelopmentIsRefusedForProductionByName() {
        var dev = meant(clearance(), "dev", List.of());
        assertDenied(
                GATE.decide(start(NOON, List.of(dev), List.of(head()))),
                Life.QUARANTINED,
                "no clearance for stage prod is known; it is cleared for dev");
    }

    @Test
    void aClearanceCountsWhereItIsMeantFor() {
        var here = meant(clearance(), "prod", List.of("registry.example/*"));
        var elsewhere = meant(clearance(), "prod", List.of("registry.example/till"));
        assertThat(GATE.decide(start(NOON, List.of(here), List.of(head()))).verdict())
                .isInstanceOf(Verdict.Allow.class);
        assertDenied(
                GATE.decide(start(NOON, List.of(elsewhere), List.of(head()))),
                Life.QUARANTINED,
                "it is cleared for registry.example/till only");
    }

    @Test
    void anImageOfNoKnownRepositoryNeedsAClearanceForEverywhere() {
        var here = meant(clearance(), "prod", List.of(SHOP));
        assertDenied(
                GATE.decide(
                        new GateQuestion(
                                image(),
                                new TreeSet<>(),
                                facts(NOON, "start"),
                                List.of(here),
                                List.of(head()),
                                List.of(),
                                "")),
                Life.QUARANTINED,
                "only");
    }

    @Test
    void aClearanceCountsFromItsBeginningToItsEnd() {
        var one = clearance();
        assertDenied(
                GATE.decide(
                        start(one.notBefore().minusSeconds(1), List.of(one), fresh(one.issued()))),
                Life.QUARANTINED,
                "it is cleared from " + one.notBefore());
        assertPasses(GATE, start(one.notBefore(), List.of(one), fresh(one.notBefore())));
        assertPasses(
                GATE, start(one.expires().minusSeconds(1), List.of(one), fresh(one.expires())));
        assertDenied(
                GATE.decide(start(one.expires(), List.of(one), fresh(one.expires()))),
                Life.LAPSED,
                "its clearance ended " + one.expires());
    }

    @Test
    void whatRanMayStartAgainWithinGraceAndNotAnew() {
        var one = clearance();
        var later = one.expires().plusSeconds(60);
        var again = GATE.decide(restart(later, List.of(one), fresh(later)));
        assertThat(again.verdict()).isInstanceOf(Verdict.Warn.class);
        assertThat(again.life()).isEqualTo(Life.LAPSED);
        assertDenied(GATE.decide(start(later, List.of(one), fresh(later))), Life.LAPSED, "ended");
        assertDenied(
                GATE.decide(restart(one.restartUntil(), List.of(one), fresh(one.restartUntil()))),
                Life.LAPSED,
                "ended");
    }

    @Test
    void whatWasNotRenewedStartsAgainUntilTheHeadsTime() {
        var lapsed =
                new Head.Lapsed(
                        image(),
                        NOON.minusSeconds(60),
                        NOON.plus(Duration.ofHours(2)),
                        "no-critical: CVE-2026-1 in zlib is critical");
        var heads = List.of(head(0, List.of(), List.of(lapsed)));
        assertDenied(
                GATE.decide(start(NOON, List.of(clearance()), heads)),
                Life.LAPSED,
                "no-critical: CVE-2026-1 in zlib is critical");
        assertPasses(GATE, restart(NOON, List.of(clearance()), heads));
        assertDenied(
                GATE.decide(restart(lapsed.restartUntil(), List.of(clearance()), heads)),
                Life.LAPSED,
                "not renewed");
        var renewed = issued(clearance(), NOON.minusSeconds(30), 101);
        assertPasses(GATE, start(NOON, List.of(clearance(), renewed), heads));
    }

    @Test
    void whatWasWithdrawnNeverStartsAgain() {
        var withdrawn = new Head.Withdrawn(image(), NOON.minusSeconds(60), "it mines coins");
        var heads = List.of(head(0, List.of(withdrawn), List.of()));
        for (var question :
                List.of(
                        start(NOON, List.of(clearance()), heads),
                        restart(NOON, List.of(clearance()), heads),
                        restart(NOON, List.of(), heads))) {
            assertDenied(GATE.decide(question), Life.WITHDRAWN, "it mines coins");
        }
    }

    @Test
    void oneClearanceIsWithdrawnAloneAndAnotherCounts() {
        var only = new TreeSet<>(List.of(clearance().id()));
        var withdrawn = new Head.Withdrawn(only, NOON.minusSeconds(60), "by mistake");
        var heads = List.of(head(0, List.of(withdrawn), List.of()));
        for (var question :
                List.of(
                        start(NOON, List.of(clearance()), heads),
                        restart(NOON, List.of(clearance()), heads))) {
            assertDenied(GATE.decide(question), Life.LAPSED, "by mistake");
        }
        var other = issued(clearance(), NOON.minus(Duration.ofDays(1)), 102);
        assertPasses(GATE, start(NOON, List.of(clearance(), other), heads));
    }

    @Test
    void aClearanceThatWasKeptBackFallsWithTheOthers() {
        var hidden = issued(clearance(), NOON.minus(Duration.ofDays(1)), 102);
        var withdrawn =
                new Head.Withdrawn(
                        new TreeSet<>(List.of(CONFIGURATION)), NOON.minusSeconds(60), "worm");
        assertDenied(
                GATE.decide(
                        start(
                                NOON,
                                List.of(hidden),
                                List.of(head(0, List.of(withdrawn), List.of())))),
                Life.WITHDRAWN,
                "worm");
    }

    @Test
    void whatWasWithdrawnIsNotClearedAgainLater() {
        var later = issued(clearance(), NOON.minusSeconds(30), 102);
        var withdrawn = new Head.Withdrawn(image(), NOON.minusSeconds(60), "worm");
        var heads = List.of(head(0, List.of(withdrawn), List.of()));
        for (var question :
                List.of(
                        start(NOON, List.of(later), heads),
                        restart(NOON, List.of(clearance(), later), heads))) {
            assertDenied(GATE.decide(question), Life.WITHDRAWN, "worm");
        }
    }

    @Test
    void theClearanceOfAnIndexEndsWithEachOfItsPlatforms() {
        var other = new TreeSet<>(List.of(digest(3)));
        var index = about(clearance(), List.of(CONFIGURATION, digest(3)));
        var lapsed = new Head.Lapsed(other, NOON.minusSeconds(60), NOON.plusSeconds(60), "flaw");
        var worm = new Head.Withdrawn(other, NOON.minusSeconds(60), "worm");
        var lapses = List.of(head(0, List.of(), List.of(lapsed)));
        var withdraws = List.of(head(0, List.of(worm), List.of()));
        assertPasses(GATE, start(NOON, List.of(index), List.of(head())));
        assertDenied(GATE.decide(start(NOON, List.of(index), lapses)), Life.LAPSED, "flaw");
        assertPasses(GATE, restart(NOON, List.of(index), lapses));
        assertDenied(
                GATE.decide(restart(NOON, List.of(index), withdraws)),
                Life.WITHDRAWN,
                "a part of it was withdrawn");
        assertPasses(GATE, start(NOON, List.of(index, clearance()), withdraws));
    }

    @Test
    void whatIsBelowTheFloorDoesNotGoAboard() {
        assertDenied(
                GATE.decide(
                        start(NOON, List.of(clearance()), List.of(head(6, List.of(), List.of())))),
                Life.LAPSED,
                "epoch 5, floor 6");
        assertPasses(
                GATE, start(NOON, List.of(clearance()), List.of(head(5, List.of(), List.of()))));
    }

    @Test
    void aDoorThatDoesNotKnowWhatWasWithdrawnRefusesUnlessTold() {
        var none = start(NOON, List.of(clearance()), List.of());
        assertDenied(GATE.decide(none), Life.CLEARED, "it is not known what was withdrawn");
        assertPasses(OPEN, none);
        var stale = start(head().expires(), List.of(clearance()), List.of(head()));
        assertDenied(GATE.decide(stale), Life.CLEARED, "is known until");
        assertThat(OPEN.decide(stale).verdict()).isInstanceOf(Verdict.Warn.class);
        assertPasses(GATE, restart(head().expires(), List.of(clearance()), List.of(head())));
    }

    @Test
    void theHeadOfAnotherRepositoryOrStageSaysNothingOfWhatIsCurrent() {
        var one = head();
        var till =
                new Head(
                        "registry.example/till",
                        one.stage(),
                        one.sequence(),
                        one.issued(),
                        one.expires(),
                        99,
                        List.of(),
                        List.of(),
                        one.certifier());
        assertDenied(
                GATE.decide(start(NOON, List.of(clearance()), List.of(till))),
                Life.CLEARED,
                "not known");
    }

    @Test
    void aHeadThatIsHeldBackDoesNotHideBehindAFreshOneOfAnotherRepository() {
        var old =
                new Head(
                        "",
                        "prod",
                        3,
                        NOON.minusSeconds(9),
                        NOON.minusSeconds(1),
                        0,
                        List.of(),
                        List.of(),
                        "cara");
        assertDenied(
                GATE.decide(start(NOON, List.of(clearance()), List.of(head(), old))),
                Life.CLEARED,
                "is known until " + old.expires());
        var newer =
                new Head(
                        "",
                        "prod",
                        4,
                        NOON.minusSeconds(9),
                        NOON.plusSeconds(9),
                        0,
                        List.of(),
                        List.of(),
                        "cara");
        assertPasses(GATE, start(NOON, List.of(clearance()), List.of(head(), newer, old)));
    }

    @Test
    void whereSomethingWentWrongTheStageSaysWhetherItPasses() {
        var question =
                new GateQuestion(
                        image(),
                        new TreeSet<>(List.of(SHOP)),
                        facts(NOON, "start"),
                        List.of(),
                        List.of(),
                        List.of(),
                        "registry.example does not answer");
        assertDenied(GATE.decide(question), Life.QUARANTINED, "registry.example does not answer");
        var open = OPEN.decide(question);
        assertThat(open.verdict()).isInstanceOf(Verdict.Warn.class);
        assertThat(open.life()).isEqualTo(Life.UNKNOWN);
        assertDenied(
                OPEN.decide(start(NOON, List.of(), List.of())), Life.QUARANTINED, "no clearance");
    }

    @Test
    void brokenGlassIsLoudAndShortAndForOneImage() {
        var question = question("start", NOON, List.of(), List.of(head()), List.of(broken()));
        var decision = GATE.decide(question);
        assertThat(decision.verdict()).isInstanceOf(Verdict.Warn.class);
        assertThat(decision.broken()).contains(broken().id());
        assertThat(decision.verdict().reasons().getFirst().fact())
                .contains("THE GLASS IS BROKEN", "ana and bob", "INC-7", "the shop is down");
        assertDenied(
                GATE.decide(
                        question(
                                "start",
                                broken().expires(),
                                List.of(),
                                List.of(head()),
                                List.of(broken()))),
                Life.QUARANTINED,
                "no clearance");
    }

    @Test
    void brokenGlassExcusesOnlyRulesThatAskWhatWasDecided() {
        var question = question("start", NOON, List.of(), List.of(head()), List.of(broken()));
        var rule = "policy: p\nrules:\n  - {id: one, require: '%s', message: 'no'}\n";
        var signed =
                gate(
                        rule.formatted(
                                "evidence.exists(e, e.role == \"build\") && request.act == \"start\""));
        assertThat(signed.decide(question).verdict()).isInstanceOf(Verdict.Warn.class);
        var sealed = gate(rule.formatted("!workload.privileged"));
        assertThat(sealed.decide(question).verdict()).isInstanceOf(Verdict.Deny.class);
    }

    @Test
    void brokenGlassTellsWhereItIsNotKnownWhatWasWithdrawn() {
        var known = question("start", NOON, List.of(), List.of(head()), List.of(broken()));
        assertThat(GATE.decide(known).verdict().reasons()).hasSize(1);
        var unknown = question("start", NOON, List.of(), List.of(), List.of(broken()));
        var decision = GATE.decide(unknown);
        assertThat(decision.verdict()).isInstanceOf(Verdict.Warn.class);
        assertThat(decision.verdict().reasons().getLast().fact())
                .contains("it is not known what was withdrawn");
    }

    @Test
    void brokenGlassDoesNotBringBackWhatWasWithdrawn() {
        var withdrawn = new Head.Withdrawn(image(), NOON.minusSeconds(60), "worm");
        assertDenied(
                GATE.decide(
                        question(
                                "start",
                                NOON,
                                List.of(),
                                List.of(head(0, List.of(withdrawn), List.of())),
                                List.of(broken()))),
                Life.WITHDRAWN,
                "worm");
    }

    @Test
    void theOrderOfWhatIsKnownDoesNotCount() {
        Property.forAll(
                random -> {
                    var question = anything(random);
                    return List.of(question, shuffled(question, random));
                },
                both ->
                        assertThat(GATE.decide(both.getFirst()))
                                .isEqualTo(GATE.decide(both.getLast())));
    }

    @Test
    void withoutNewDecisionsAnImageThatIsRefusedAfterItsBeginningStaysRefused() {
        Property.forAll(
                random -> {
                    var question = anything(random);
                    var later = question.facts().now().plusSeconds(random.nextInt(20 * 24 * 3600));
                    return List.of(question, at(question, later));
                },
                both -> {
                    if (hasBegun(both.getFirst()) && isDenied(both.getFirst())) {
                        assertThat(isDenied(both.getLast())).isTrue();
                    }
                });
    }

    @Test
    void aWithdrawalNeverLetsPass() {
        Property.forAll(
                GateTest::anything,
                question -> {
                    var heads = new ArrayList<>(question.heads());
                    heads.replaceAll(one -> withdrawing(one, question.facts().now()));
                    if (isDenied(question)) {
                        assertThat(isDenied(known(question, heads))).isTrue();
                    }
                });
    }

    private static Gate gate(String rules) {
        try {
            return new Gate(PolicyFiles.read("policy.yaml", rules));
        } catch (ProblemException e) {
            throw new AssertionError(e);
        }
    }

    private static GateQuestion start(Instant now, List<Clearance> clearances, List<Head> heads) {
        return question("start", now, clearances, heads, List.of());
    }

    private static GateQuestion restart(Instant now, List<Clearance> clearances, List<Head> heads) {
        return question("restart", now, clearances, heads, List.of());
    }

    private static GateQuestion question(
            String act,
            Instant now,
            List<Clearance> clearances,
            List<Head> heads,
            List<BreakGlass> broken) {
        return new GateQuestion(
                new TreeSet<>(List.of(CONFIGURATION)),
                new TreeSet<>(List.of(SHOP)),
                facts(now, act),
                clearances,
                heads,
                broken,
                "");
    }

    private static Facts facts(Instant now, String act) {
        return Facts.of("prod", now)
                .withRequest(new RequestFacts(act, "docker", "", List.of(), "", "", false));
    }

    /// One that was issued just before.
    private static List<Head> fresh(Instant now) {
        var one = head();
        return List.of(
                new Head(
                        one.repository(),
                        one.stage(),
                        one.sequence(),
                        now.minusSeconds(60),
                        now.plusSeconds(3600),
                        0,
                        List.of(),
                        List.of(),
                        one.certifier()));
    }

    private static void assertPasses(Gate gate, GateQuestion question) {
        assertThat(gate.decide(question).verdict()).isNotInstanceOf(Verdict.Deny.class);
    }

    private static void assertDenied(GateDecision decision, Life life, String words) {
        assertThat(decision.verdict()).isInstanceOf(Verdict.Deny.class);
        assertThat(decision.verdict().reasons().getFirst().fact()).contains(words);
        assertThat(decision.life()).isEqualTo(life);
    }

    private static boolean isDenied(GateQuestion question) {
        return GATE.decide(question).verdict() instanceof Verdict.Deny;
    }

    private static GateQuestion anything(Random random) {
        var clearances = new ArrayList<Clearance>();
        for (int i = random.nextInt(4); i > 0; i--) {
            var one = issued(clearance(), near(random, 10), 100 + i);
            clearances.add(
                    switch (random.nextInt(4)) {
                        case 0 -> meant(one, "dev", List.of());
                        case 1 -> meant(one, "prod", List.of("registry.example/till"));
                        default -> one;
                    });
        }
        var heads = new ArrayList<Head>();
        for (int i = random.nextInt(3); i > 0; i--) {
            var issued = near(random, 1);
            heads.add(
                    new Head(
                            random.nextBoolean() ? SHOP : "",
                            "prod",
                            i,
                            issued,
                            issued.plus(Duration.ofHours(random.nextInt(48))),
                            random.nextInt(8),
                            random.nextInt(4) == 0
                                    ? List.of(new Head.Withdrawn(image(), near(random, 5), "worm"))
                                    : List.of(),
                            random.nextInt(3) == 0
                                    ? List.of(
                                            new Head.Lapsed(
                                                    image(),
                                                    near(random, 5),
                                                    near(random, 5),
                                                    "flaw"))
                                    : List.of(),
                            "cara"));
        }
        var broken = random.nextInt(4) == 0 ? List.of(broken()) : List.<BreakGlass>of();
        return question(
                random.nextBoolean() ? "start" : "restart",
                near(random, 2),
                clearances,
                heads,
                broken);
    }

    private static Instant near(Random random, int days) {
        return NOON.plusSeconds(random.nextInt(2 * days * 24 * 3600) - days * 24L * 3600);
    }

    private static GateQuestion shuffled(GateQuestion one, Random random) {
        var clearances = new ArrayList<>(one.clearances());
        var heads = new ArrayList<>(one.heads());
        Collections.shuffle(clearances, random);
        Collections.shuffle(heads, random);
        return new GateQuestion(
                one.digests(),
                one.repositories(),
                one.facts(),
                clearances,
                heads,
                one.broken(),
                one.trouble());
    }

    /// Whether nothing that is known counts only later.
    private static boolean hasBegun(GateQuestion question) {
        var now = question.facts().now();
        return question.clearances().stream().noneMatch(one -> now.isBefore(one.notBefore()))
                && question.broken().stream().noneMatch(one -> now.isBefore(one.notBefore()));
    }

    private static GateQuestion at(GateQuestion one, Instant now) {
        return new GateQuestion(
                one.digests(),
                one.repositories(),
                facts(now, one.facts().request().orElseThrow().act()),
                one.clearances(),
                one.heads(),
                one.broken(),
                one.trouble());
    }

    private static GateQuestion known(GateQuestion one, List<Head> heads) {
        return new GateQuestion(
                one.digests(),
                one.repositories(),
                one.facts(),
                one.clearances(),
                heads,
                one.broken(),
                one.trouble());
    }

    private static Head withdrawing(Head one, Instant at) {
        var withdrawn = new ArrayList<>(one.withdrawn());
        withdrawn.add(new Head.Withdrawn(image(), at, "later"));
        return new Head(
                one.repository(),
                one.stage(),
                one.sequence(),
                one.issued(),
                one.expires(),
                one.floor(),
                withdrawn,
                one.lapsed(),
                one.certifier());
    }
}
