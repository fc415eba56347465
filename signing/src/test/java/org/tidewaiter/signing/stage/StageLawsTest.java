package org.tidewaiter.signing.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.Evidence;
import org.tidewaiter.model.EvidenceKind;
import org.tidewaiter.model.Issuer;
import org.tidewaiter.signing.charter.Holder;
import org.tidewaiter.signing.charter.Revocation;
import org.tidewaiter.signing.charter.Stage;
import org.tidewaiter.testkit.Property;

class StageLawsTest {
    private static final List<String> ROLES = List.of("build", "qa", "release");
    private static final List<String> HOLDERS = List.of("ann", "ben", "carl");

    /// Charters and evidence in which much is true of the same holders, so that many verdicts are
    /// close.
    private static Situation any(Random random, boolean apart) {
        var it = new Situation();
        it.holder("ann", 0, 3).holder("ben", 1, 4).holder("carl", 2);
        for (var role : ROLES) {
            it.role(
                    role,
                    random.nextInt(4) == 0 ? 2 : 1,
                    some(random, "signature", "scan"),
                    members(random));
            if (apart && random.nextInt(3) == 0) {
                var others = new ArrayList<>(ROLES);
                others.remove(role);
                it.apart(role, pick(random, others));
            }
            if (random.nextInt(9) == 0) {
                it.repositories(role, pick(random, List.of("registry.example/*", "alpine")));
            }
        }
        it.stage("prod", pick(random, List.of(Stage.Covers.values())), roles(random));
        if (random.nextInt(5) == 0) {
            it.revoke(Revocation.Target.HOLDER, pick(random, HOLDERS), Situation.NOW);
        }
        it.nothingSaid();
        for (int i = random.nextInt(20); i > 0; i--) {
            it.add(evidence(random));
        }
        return it;
    }

    private static Evidence evidence(Random random) {
        var said = Situation.by(random.nextInt(6));
        if (random.nextInt(3) == 0) {
            said = Situation.ofType(said, EvidenceKind.SCAN, "scan");
        }
        if (random.nextBoolean()) {
            said = Situation.about(said, Situation.INDEX);
        }
        if (random.nextInt(3) > 0) {
            said = Situation.saying(said, "role", pick(random, ROLES));
        }
        if (random.nextInt(6) == 0) {
            said = Situation.saying(said, "stage", pick(random, List.of("dev", "prod")));
        }
        return said;
    }

    private static String some(Random random, String one, String other) {
        return pick(random, List.of(one, one, other, one + "," + other));
    }

    private static String[] members(Random random) {
        return subset(random, HOLDERS);
    }

    private static String[] roles(Random random) {
        return subset(random, ROLES);
    }

    private static String[] subset(Random random, List<String> all) {
        var some = new TreeSet<String>(List.of(pick(random, all)));
        all.stream().filter(_ -> random.nextBoolean()).forEach(some::add);
        return some.toArray(String[]::new);
    }

    private static <T> T pick(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private record Pair(Situation situation, Random more) {
        static Pair of(Random random, boolean apart) {
            return new Pair(any(random, apart), random);
        }

        StageVerdict verdict() {
            return situation.verdict("prod");
        }
    }

    @Test
    void verdictsOfBothKindsAreCommonHere() {
        int passed = 0;
        for (int seed = 0; seed < 1000; seed++) {
            passed += Pair.of(new Random(seed), true).verdict().passed() ? 1 : 0;
        }
        assertThat(passed).isBetween(50, 950);
    }

    @Test
    void moreEvidenceNeverTakesAVerdictBackButToKeepRolesApart() {
        Property.forAll(
                random -> Pair.of(random, false),
                pair -> {
                    boolean before = pair.verdict().passed();
                    pair.situation.add(evidence(pair.more));
                    assertThat(!before || pair.verdict().passed()).isTrue();
                });
    }

    @Test
    void evidenceOfOthersNeverTakesAVerdictBack() {
        Property.forAll(
                random -> Pair.of(random, true),
                pair -> {
                    boolean before = pair.verdict().passed();
                    pair.situation.add(Situation.by(5));
                    assertThat(pair.verdict().passed()).isEqualTo(before);
                });
    }

    @Test
    void theOrderInWhichEvidenceIsFoundDoesNotMatter() {
        Property.forAll(
                random -> Pair.of(random, true),
                pair -> {
                    var before = pair.verdict();
                    Collections.shuffle(pair.situation.evidence, pair.more);
                    var after = pair.verdict();
                    assertThat(after.roles()).isEqualTo(before.roles());
                    assertThat(after.evidence())
                            .containsExactlyInAnyOrderElementsOf(before.evidence());
                });
    }

    @Test
    void aStageThatAsksForMoreRolesPassesNothingMore() {
        Property.forAll(
                random -> Pair.of(random, true),
                pair -> {
                    boolean fewer = pair.verdict().passed();
                    var stage = pair.situation.charter().stage("prod");
                    pair.situation.stage("prod", stage.covers(), ROLES.toArray(String[]::new));
                    assertThat(fewer || !pair.verdict().passed()).isTrue();
                });
    }

    @Test
    void oneHolderNeverMeetsAThresholdOfTwo() {
        Property.forAll(
                random -> Pair.of(random, true),
                pair -> {
                    var who = pair.situation.charter().holder(pick(pair.more, HOLDERS));
                    pair.situation.evidence.removeIf(one -> !isOf(who, one));
                    assertThat(pair.verdict().roles())
                            .allMatch(one -> one.threshold() < 2 || !one.passed());
                });
    }

    private static boolean isOf(Holder holder, Evidence one) {
        return one.issuer() instanceof Issuer.Key(var fingerprint, _)
                && holder.keys().stream().anyMatch(key -> key.fingerprint().equals(fingerprint));
    }
}
