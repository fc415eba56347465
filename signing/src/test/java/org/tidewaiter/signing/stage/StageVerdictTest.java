package org.tidewaiter.signing.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.signing.stage.Situation.IMAGE;
import static org.tidewaiter.signing.stage.Situation.INDEX;
import static org.tidewaiter.signing.stage.Situation.NOW;
import static org.tidewaiter.signing.stage.Situation.about;
import static org.tidewaiter.signing.stage.Situation.by;
import static org.tidewaiter.signing.stage.Situation.ofType;
import static org.tidewaiter.signing.stage.Situation.saying;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.EvidenceKind;
import org.tidewaiter.signing.SubjectEvidence;
import org.tidewaiter.signing.charter.Holder;
import org.tidewaiter.signing.charter.Revocation;
import org.tidewaiter.signing.charter.Stage.Covers;
import org.tidewaiter.signing.check.Refusal;

class StageVerdictTest {
    private final Situation situation = new Situation();

    private RoleVerdict release() {
        return situation.verdict("prod").roles().getLast();
    }

    @Test
    void whatIsSignedForDevIsNotReleased() {
        situation.nothingSaid().add(by(0));
        assertThat(situation.verdict("dev").passed()).isTrue();

        var prod = situation.verdict("prod");

        assertThat(prod.passed()).isFalse();
        assertThat(prod.roles()).extracting(RoleVerdict::passed).containsExactly(true, false);
        assertThat(release().missing()).isOne();
        assertThat(release().able()).containsExactly("ben", "carl");
    }

    @Test
    void whoHasSpokenIsToldWithWhatTheySaid() {
        var verdict = situation.verdict("prod");
        assertThat(verdict.roles().getFirst().asked())
                .containsExactly(
                        new RoleVerdict.Asked(List.of(INDEX, IMAGE), Situation.set("ann")));
        assertThat(verdict.of(by(1)).orElseThrow())
                .isEqualTo(
                        new JudgedEvidence(
                                by(1),
                                Optional.of("ben"),
                                Optional.of("release"),
                                Optional.empty()));
    }

    @Test
    void whatIsSaidInARoleThatCannotBeToldMayHaveBeenSaidInEachThatFits() {
        situation.role("qa", 1, "signature", "ann").role("scan", 1, "sbom", "ann");
        var judged = situation.verdict("prod").of(by(0)).orElseThrow();
        assertThat(judged.role()).isEmpty();
        assertThat(judged.possibleRoles(situation.charter())).containsExactly("build", "qa");
        var told = situation.verdict("prod").of(by(1)).orElseThrow();
        assertThat(told.possibleRoles(situation.charter())).containsExactly("release");
    }

    @Test
    void whoWasRevokedIsNotToldAsOneWhoMayStillSpeak() {
        situation.nothingSaid();
        situation.revoke(Revocation.Target.HOLDER, "ben", NOW);
        assertThat(release().able()).containsExactly("carl");

        situation.holder("carl", 2, 3).revoke(Revocation.Target.KEY, fingerprint(2), NOW);
        assertThat(release().able()).containsExactly("carl");
        situation.revoke(Revocation.Target.KEY, fingerprint(3), NOW.plusSeconds(1));
        assertThat(release().able()).containsExactly("carl");
        situation.revoke(Revocation.Target.KEY, fingerprint(3), NOW);
        assertThat(release().able()).isEmpty();
    }

    @Test
    void whoHasACertificateMaySpeakUntilItsNameOrAuthorityIsRevoked() {
        situation.nothingSaid().authority("acme", "root").authority("old", "root of old");
        situation.certified("ben", new Holder.Identity("acme", "ben@example.com", false, ""));
        situation.certified("carl", new Holder.Identity("old", "carl@example.com", false, ""));
        assertThat(release().able()).containsExactly("ben", "carl");
        situation.revoke(Revocation.Target.AUTHORITY, "old", NOW);
        assertThat(release().able()).containsExactly("ben");
        situation.revoke(Revocation.Target.IDENTITY, "ben@example.com", NOW);
        assertThat(release().able()).isEmpty();
    }

    private static String fingerprint(int key) {
        return Situation.key(key).fingerprint().toString();
    }

    @Test
    void aGroupStandsForItsMembers() {
        situation.groups.put("leads", Situation.set("ben", "carl"));
        situation.role("release", 2, "signature", "leads");
        assertThat(release().missing()).isOne();
        assertThat(release().able()).containsExactly("carl");
        situation.add(by(2));
        assertThat(release().passed()).isTrue();
    }

    @Test
    void aHolderCountsOnceHoweverManyKeysTheyHaveAndHoweverOftenTheySign() {
        situation.holder("ben", 1, 3).role("release", 2, "signature", "ben", "carl");
        situation.add(by(3)).add(by(1)).add(about(by(3), INDEX));
        assertThat(release().passed()).isFalse();
        situation.add(by(2));
        assertThat(release().passed()).isTrue();
    }

    @Test
    void oneOfTheThingsThatARoleSaysIsEnough() {
        situation.role("release", 1, "signature,scan", "ben");
        assertThat(release().passed()).isTrue();
        situation.change(1, one -> ofType(one, EvidenceKind.SCAN, "scan"));
        assertThat(release().passed()).isTrue();
    }

    @Test
    void whatARoleSaysIsAKindAWordOfCosignsOrAnAddress() {
        situation.change(
                1, one -> ofType(one, EvidenceKind.PROVENANCE, "https://slsa.dev/provenance/v1"));
        for (var says :
                List.of("provenance", "slsaprovenance1", "https://slsa.dev/provenance/v1")) {
            situation.role("release", 1, says, "ben");
            assertThat(release().passed()).as(says).isTrue();
        }
        for (var says : List.of("scan", "slsaprovenance02", "https://slsa.dev/provenance/v0.2")) {
            situation.role("release", 1, says, "ben");
            assertThat(release().passed()).as(says).isFalse();
        }
    }

    @Test
    void whatNamesItsRoleCountsForThatAlone() {
        situation.role("build", 1, "signature", "ann", "ben");
        situation.nothingSaid().add(saying(by(1), "role", "build"));
        assertThat(situation.verdict("dev").passed()).isTrue();
        assertThat(release().passed()).isFalse();
        assertThat(release().named()).isTrue();

        situation.add(saying(by(1), "role", "release"));
        assertThat(release().passed()).isTrue();
    }

    @Test
    void anImageOfSeveralPlatformsMayHaveToBeCoveredTwice() {
        situation.stage("prod", Covers.BOTH, "release").add(about(by(2), INDEX));
        assertThat(release().passed()).isTrue();
        assertThat(release().asked())
                .containsExactly(
                        new RoleVerdict.Asked(List.of(INDEX), Situation.set("carl")),
                        new RoleVerdict.Asked(List.of(IMAGE), Situation.set("ben")));

        situation.evidence.removeLast();
        assertThat(release().passed()).isFalse();
        assertThat(release().able()).containsExactly("ben", "carl");
    }

    @Test
    void anIndexThatIsNoneIsTheImage() {
        var found = new SubjectEvidence(IMAGE, false, List.of());
        assertThat(Coverage.of(Covers.BOTH, List.of(found)).asked())
                .containsExactly(List.of(IMAGE));
        assertThat(Coverage.of(Covers.INDEX, List.of(found)).asked())
                .containsExactly(List.of(IMAGE));
    }

    @Test
    void whoIsKeptApartIsNotAskedToSpeak() {
        situation.role("build", 1, "signature", "ben").apart("release", "build");
        situation.nothingSaid().add(saying(by(1), "role", "build"));
        assertThat(release().able()).containsExactly("carl");
    }

    @Test
    void whoHasSpokenInTwoRolesThatKeepEachOtherApartCountsInNeither() {
        situation.role("build", 1, "signature", "ben").apart("build", "release");
        situation.apart("release", "build").nothingSaid();
        situation.add(saying(by(1), "role", "build")).add(saying(by(1), "role", "release"));
        assertThat(situation.verdict("prod").roles())
                .extracting(RoleVerdict::passed)
                .containsExactly(false, false);
    }

    @Test
    void whatARevokedKeySignsKeepsNobodyApart() {
        situation.holder("ben", 1, 3).role("build", 1, "signature", "ann", "ben");
        situation.apart("release", "build").change(1, one -> saying(one, "role", "release"));
        situation.add(saying(by(3), "role", "build"));
        assertThat(release().passed()).isFalse();
        situation.revoke(Revocation.Target.KEY, Situation.key(3).fingerprint().toString(), NOW);
        assertThat(release().passed()).isTrue();
    }

    @Test
    void aRoleThatCannotSpeakHereSaysSo() {
        situation.repositories("release", "registry.example/other");
        situation.nothingSaid();
        assertThat(release().obstacle())
                .contains(new Objection(Refusal.OTHER_REPOSITORY, Situation.REPOSITORY));
    }

    @Test
    void aStageThatAsksForNobodyLetsNothingPass() {
        situation.stage("prod", Covers.EITHER);
        assertThat(situation.verdict("prod").passed()).isFalse();
    }
}
