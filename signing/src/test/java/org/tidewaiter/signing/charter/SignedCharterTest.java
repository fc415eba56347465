package org.tidewaiter.signing.charter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidewaiter.signing.charter.Charters.ANA;
import static org.tidewaiter.signing.charter.Charters.BOB;
import static org.tidewaiter.signing.charter.Charters.CI;
import static org.tidewaiter.signing.charter.Charters.EVA;
import static org.tidewaiter.signing.charter.Charters.EXPIRES;
import static org.tidewaiter.signing.charter.Charters.ISSUED;
import static org.tidewaiter.signing.charter.Charters.first;
import static org.tidewaiter.signing.charter.Charters.holder;
import static org.tidewaiter.signing.charter.Charters.holders;
import static org.tidewaiter.signing.charter.Charters.next;
import static org.tidewaiter.signing.charter.Charters.pending;
import static org.tidewaiter.signing.charter.Charters.role;
import static org.tidewaiter.signing.charter.Charters.set;
import static org.tidewaiter.signing.charter.Charters.signed;
import static org.tidewaiter.signing.charter.Charters.with;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.key.NewKey;
import org.tidewaiter.signing.key.SigningKey;

class SignedCharterTest {
    @Test
    void whatIsWrittenIsReadAsItWas() throws Exception {
        var one = signed(first(), ANA, BOB);
        var two = signed(next(one), Optional.of(one), BOB, EVA);

        var read = CharterFile.read(CharterFile.write(two));

        assertThat(read.versions()).hasSize(2);
        assertThat(read.newest()).isEqualTo(next(one));
        assertThat(read.id()).isEqualTo(one.id());
        assertThat(read.versions().getLast().signers()).containsExactly("bob", "eva");
        assertThat(CharterFile.write(read)).isEqualTo(CharterFile.write(two));
    }

    @Test
    void theVersionOfATimeIsTheNewestThatWasIssuedByThen() throws Exception {
        var one = signed(first(), ANA, BOB);
        var two = signed(next(one), Optional.of(one), BOB, EVA);

        assertThat(two.at(ISSUED).version()).isEqualTo(1);
        assertThat(two.at(ISSUED.plusSeconds(86_399)).version()).isEqualTo(1);
        assertThat(two.at(ISSUED.plusSeconds(86_400)).version()).isEqualTo(2);
        assertThat(two.inForce(EXPIRES.minusSeconds(1)).version()).isEqualTo(2);
    }

    @Test
    void itStaysTheSameCharterWhateverBecomesOfIt() throws Exception {
        var one = signed(first(), ANA, BOB);
        var two = signed(next(one), Optional.of(one), BOB, EVA);
        assertThat(two.id()).isEqualTo(one.id());
        var later = Optional.of(two.versions().getLast().digest());
        CharterFile.read(CharterFile.write(two), Optional.of(one.id()));
        CharterFile.read(CharterFile.write(two), later);
        assertThatThrownBy(() -> CharterFile.read(CharterFile.write(one), later))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused ->
                                assertThat(refused.refusal()).isEqualTo(Refusal.CHARTER_OTHER_ID));
    }

    @Test
    void anotherCharterIsRefusedBeforeItsSignaturesAreTried() throws Exception {
        var unsigned = RawCharters.file(RawCharters.envelope(first(), CI)).getBytes(UTF_8);
        var wanted = Optional.of(VerifiedBytes.sha256(new byte[0]));
        assertThatThrownBy(() -> CharterFile.read(unsigned, wanted))
                .hasMessageStartingWith("charter-other-id: ");
        assertThatThrownBy(() -> CharterFile.read(unsigned))
                .hasMessageStartingWith("charter-unknown-signer: ");
    }

    @Test
    void whoMustSignYetIsSaid() throws Exception {
        var nobody = PendingCharter.of(first());
        assertThat(nobody.missing(Optional.empty()))
                .containsExactly(new PendingCharter.Missing(false, 2, set("ana", "bob", "eva")));
        assertThat(nobody.signedBy(BOB).signedBy(BOB).missing(Optional.empty()))
                .containsExactly(new PendingCharter.Missing(false, 1, set("ana", "eva")));

        var one = signed(first(), ANA, BOB);
        var sams =
                with(
                        next(one),
                        it -> {
                            it.holders.put("sam", holder(CI));
                            it.holders.remove("ci");
                            it.roles.put("build", role("sam", "signature"));
                            it.owners = new Charter.Owners(set("sam"), 1);
                            return it;
                        });
        assertThat(PendingCharter.of(sams).missing(Optional.of(one)))
                .containsExactly(
                        new PendingCharter.Missing(true, 2, set("ana", "bob", "eva")),
                        new PendingCharter.Missing(false, 1, set("sam")));
        assertThat(pending(sams, ANA, CI, EVA).missing(Optional.of(one))).isEmpty();
    }

    @Test
    void whatBecameOfEachPartIsTold() throws Exception {
        var one = first();
        var two =
                with(
                        one,
                        it -> {
                            it.holders.put("sam", holder(NewKey.ED25519.make()));
                            it.roles.put("build", role("sam", "signature"));
                            it.stages.remove("dev");
                            it.owners = new Charter.Owners(it.owners.holders(), 1);
                            it.holders.put("ana", holder(ANA, NewKey.ED25519.make()));
                            it.expires = EXPIRES.plusSeconds(1);
                            it.revocations.add(
                                    new Revocation(Revocation.Target.HOLDER, "ci", ISSUED, "left"));
                            return it;
                        });
        assertThat(CharterChange.between(one, one)).isEmpty();
        assertThat(CharterChange.between(one, two).stream().map(CharterChange::toString))
                .containsExactly(
                        "expires changed: 2027-01-01T00:00:00Z -> 2027-01-01T00:00:01Z",
                        "owners changed: threshold 2 -> 1",
                        "holders ana changed: keys (1) -> (2)",
                        "holders sam added",
                        "roles build changed: holders [ci] -> [sam], says [provenance, signature] -> [signature]",
                        "stages dev removed",
                        "revocations holder ci from 2026-01-01T00:00:00Z added");
    }

    /// However often it is asked, also by another process.
    @Test
    void ofSeveralNamesTheFirstThatIsWrongIsTold() {
        var charter =
                with(
                        first(),
                        it -> {
                            it.stages.put("A", it.stages.get("dev"));
                            it.roles.put("B", it.roles.get("build"));
                            it.groups.put("C", set("ana"));
                            return it;
                        });
        assertThatThrownBy(() -> PendingCharter.of(charter))
                .hasMessageStartingWith("charter-name: ")
                .hasMessageContaining("groups.C");
    }

    @Test
    void whatNobodyCouldReadIsNotMade() throws Exception {
        var owners = new TreeMap<String, SigningKey>();
        for (int i = 0; i < 17; i++) {
            owners.put("o" + i, NewKey.ED25519.make());
        }
        var charter =
                with(
                        first(),
                        it -> {
                            it.holders.putAll(holders(owners));
                            it.owners = new Charter.Owners(new TreeSet<>(owners.keySet()), 8);
                            return it;
                        });
        var pending = pending(charter, owners.values().toArray(SigningKey[]::new));
        for (var attempt :
                List.<ThrowingCallable>of(
                        () -> pending.missing(Optional.empty()),
                        () -> pending.appendTo(Optional.empty()))) {
            assertThatThrownBy(attempt)
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused ->
                                    assertThat(refused.refusal())
                                            .isEqualTo(Refusal.MANY_SIGNATURES));
        }
    }
}
