package org.tidewaiter.signing.clearance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.clearance.BreakGlassFile.Terms;
import org.tidewaiter.signing.key.SigningKey;

class BreakGlassFileTest {
    private SignedCharter charter;

    @BeforeEach
    void aCharter() throws Exception {
        charter = new Port().charter();
    }

    static Terms terms(SignedCharter charter) {
        return terms(charter, "the shop is down", "OPS-17", 3600);
    }

    private static Terms terms(SignedCharter charter, String reason, String ticket, long seconds) {
        return new Terms(
                charter.id(),
                Port.IMAGE,
                "prod",
                reason,
                ticket,
                Port.NOW,
                Port.NOW.plusSeconds(seconds));
    }

    private static BreakGlassFile signed(Terms terms, SigningKey... keys) throws Exception {
        var file = BreakGlassFile.of(terms);
        for (var key : keys) {
            file = BreakGlassFile.read(file.signedBy(key).write());
        }
        return file;
    }

    private static void refused(Refusal refusal, ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused ->
                                assertThat(refused.refusal())
                                        .as(refused.detail())
                                        .isEqualTo(refusal));
    }

    @Test
    void twoPeopleOfTheRoleLetOneImagePass() throws Exception {
        var word = signed(terms(charter), Port.ANN, Port.BOB).verify(charter, Port.NOW);
        assertThat(word.subject()).isEqualTo(Port.IMAGE);
        assertThat(word.stage()).isEqualTo("prod");
        assertThat(word.reason()).isEqualTo("the shop is down");
        assertThat(word.ticket()).isEqualTo("OPS-17");
        assertThat(word.holders()).containsExactly("ann", "bob");
        assertThat(word.expires()).isEqualTo(Port.NOW.plusSeconds(3600));
    }

    @Test
    void oneOfThemIsNeverEnoughWhateverTheCharterSays() throws Exception {
        refused(
                Refusal.FEW_PEOPLE,
                () -> signed(terms(charter), Port.ANN).verify(charter, Port.NOW));
        refused(
                Refusal.FEW_PEOPLE,
                () -> signed(terms(charter), Port.ANN, Port.ANN).verify(charter, Port.NOW));
    }

    @Test
    void whoIsNotInTheRoleDoesNotCountAndSpoilsIt() throws Exception {
        refused(
                Refusal.NOT_IN_ROLE,
                () -> signed(terms(charter), Port.ANN, Port.CLEO).verify(charter, Port.NOW));
        refused(
                Refusal.UNKNOWN_KEY,
                () -> signed(terms(charter), Port.ANN, Port.STRANGER).verify(charter, Port.NOW));
    }

    @Test
    void itCountsForADayAtMost() throws Exception {
        signed(terms(charter, "r", "t", 86_400), Port.ANN);
        refused(Refusal.OUT_OF_ORDER, () -> BreakGlassFile.of(terms(charter, "r", "t", 86_401)));
        refused(Refusal.OUT_OF_ORDER, () -> BreakGlassFile.of(terms(charter, "r", "t", 0)));
    }

    @Test
    void itHasAReasonAndATicket() {
        for (var empty : List.of("", " ", "\u001b[2J", "x".repeat(501))) {
            refused(Refusal.WRONG_PART, () -> BreakGlassFile.of(terms(charter, empty, "t", 60)));
            refused(Refusal.WRONG_PART, () -> BreakGlassFile.of(terms(charter, "r", empty, 60)));
        }
    }

    @Test
    void underAnotherCharterItCountsForNothing() throws Exception {
        var port = new Port();
        port.name = "Other";
        var other = port.charter();
        refused(
                Refusal.OTHER_CHARTER,
                () -> signed(terms(charter), Port.ANN, Port.BOB).verify(other, Port.NOW));
    }

    @Test
    void aRoleForSomeRepositoriesBreaksNoGlass() throws Exception {
        var port = new Port();
        port.breakGlassRepositories = List.of("registry.example/shop/*");
        var narrow = port.charter();
        refused(
                Refusal.OTHER_REPOSITORY,
                () -> signed(terms(narrow), Port.ANN, Port.BOB).verify(narrow, Port.NOW));
        refused(
                Refusal.OTHER_REPOSITORY,
                () -> signed(terms(narrow), Port.ANN).holders(narrow, Port.NOW));
    }

    @Test
    void aHeadIsNoSuchWord() {
        var head =
                HeadFile.sign(
                        new org.tidewaiter.model.clearance.Head(
                                "",
                                "prod",
                                1,
                                Port.NOW,
                                Port.NOW.plusSeconds(1),
                                0,
                                List.of(),
                                List.of(),
                                "cleo"),
                        charter.id(),
                        Port.CLEO);
        refused(Refusal.WRONG_PAYLOAD_TYPE, () -> BreakGlassFile.read(head));
    }
}
