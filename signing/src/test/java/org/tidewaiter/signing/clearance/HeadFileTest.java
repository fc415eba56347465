package org.tidewaiter.signing.clearance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidewaiter.signing.clearance.Port.set;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.model.clearance.Head;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;

class HeadFileTest {
    private static final String REPOSITORY = "registry.example/shop/db";

    private SignedCharter charter;

    @BeforeEach
    void aCharter() throws Exception {
        charter = new Port().charter();
    }

    private static Head head(String repository, long sequence) {
        return new Head(
                repository,
                "prod",
                sequence,
                Port.NOW,
                Port.NOW.plusSeconds(86_400),
                2,
                List.of(
                        new Head.Withdrawn(
                                new TreeSet<>(List.of(Port.IMAGE)), Port.NOW, "a back door")),
                List.of(
                        new Head.Lapsed(
                                new TreeSet<>(List.of(Port.CONFIG)),
                                Port.NOW,
                                Port.NOW.plusSeconds(60),
                                "CVE-2026-1")),
                "cleo");
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

    private static Head read(byte[] file, SignedCharter charter) throws Exception {
        return HeadFile.read(file, charter, Port.NOW);
    }

    @Test
    void whatACertifierHasSignedIsReadAsItWasSaid() throws Exception {
        var head = head(REPOSITORY, 7);
        assertThat(read(HeadFile.sign(head, charter.id(), Port.CLEO), charter)).isEqualTo(head);
    }

    @Test
    void anOldHeadIsReadTooSinceItsAgeIsForTheDoor() throws Exception {
        var file = HeadFile.sign(head(REPOSITORY, 7), charter.id(), Port.CLEO);
        assertThat(HeadFile.read(file, charter, Port.NOW.plusSeconds(30 * 86_400)).sequence())
                .isEqualTo(7);
    }

    @Test
    void nobodyElseSaysWhatIsWithdrawn() {
        var head = head(REPOSITORY, 7);
        refused(
                Refusal.NOT_IN_ROLE,
                () -> read(HeadFile.sign(head, charter.id(), Port.CARL), charter));
        refused(
                Refusal.UNKNOWN_KEY,
                () -> read(HeadFile.sign(head, charter.id(), Port.STRANGER), charter));
    }

    @Test
    void aHeadOfAnotherCharterIsNone() {
        refused(
                Refusal.OTHER_CHARTER,
                () ->
                        read(
                                HeadFile.sign(head(REPOSITORY, 7), Port.digest("other"), Port.CLEO),
                                charter));
    }

    @Test
    void aCertifierOfSomeRepositoriesSaysNothingOfOthers() throws Exception {
        var port = new Port();
        port.certifierRepositories = set("registry.example/shop/*");
        var narrow = port.charter();
        read(HeadFile.sign(head(REPOSITORY, 7), narrow.id(), Port.CLEO), narrow);
        for (var other : List.of("", "registry.example/other")) {
            refused(
                    Refusal.OTHER_REPOSITORY,
                    () -> read(HeadFile.sign(head(other, 7), narrow.id(), Port.CLEO), narrow));
        }
    }

    @Test
    void aHeadOfAnotherRepositoryOrStageIsNotTheOneOfThisPlace() throws Exception {
        var file = HeadFile.sign(head(REPOSITORY, 7), charter.id(), Port.CLEO);
        assertThat(HeadFile.readOf(REPOSITORY, "prod", file, charter, Port.NOW))
                .isEqualTo(head(REPOSITORY, 7));
        assertThat(HeadFile.readOf("", "prod", file, charter, Port.NOW)).isNotNull();
        refused(
                Refusal.HEAD_ELSEWHERE,
                () -> HeadFile.readOf("registry.example/other", "prod", file, charter, Port.NOW));
        for (var repository : List.of(REPOSITORY, "")) {
            refused(
                    Refusal.HEAD_ELSEWHERE,
                    () -> HeadFile.readOf(repository, "dev", file, charter, Port.NOW));
        }
        var everywhere = HeadFile.sign(head("", 7), charter.id(), Port.CLEO);
        refused(
                Refusal.HEAD_ELSEWHERE,
                () -> HeadFile.readOf(REPOSITORY, "prod", everywhere, charter, Port.NOW));
    }

    @Test
    void anotherKindOfDocumentIsNoHead() throws Exception {
        var word = BreakGlassFile.of(BreakGlassFileTest.terms(charter)).signedBy(Port.CLEO).write();
        refused(Refusal.WRONG_PAYLOAD_TYPE, () -> read(word, charter));
    }

    @Test
    void oneChangedLetterIsNoticed() {
        var file = new String(HeadFile.sign(head(REPOSITORY, 7), charter.id(), Port.CLEO), UTF_8);
        int place = file.indexOf("payload") + 40;
        var changed = new StringBuilder(file);
        changed.setCharAt(place, changed.charAt(place) == 'A' ? 'B' : 'A');
        assertThatThrownBy(() -> read(changed.toString().getBytes(UTF_8), charter))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void anOlderOneThanWasSeenIsRefused(@TempDir Path folder) throws Exception {
        var memory = new HeadMemory(folder.resolve("heads"));
        remember(memory, head(REPOSITORY, 7));
        remember(memory, head(REPOSITORY, 7));
        remember(memory, head(REPOSITORY, 8));
        refused(Refusal.HEAD_ROLLBACK, () -> remember(memory, head(REPOSITORY, 7)));
        remember(memory, head("", 1));
    }

    @Test
    void twoOfOneNumberAreNotBothBelieved(@TempDir Path folder) throws Exception {
        var memory = new HeadMemory(folder);
        var one = head(REPOSITORY, 7);
        remember(memory, one);
        var other =
                new Head(
                        REPOSITORY,
                        "prod",
                        7,
                        one.issued(),
                        one.expires(),
                        2,
                        List.of(),
                        List.of(),
                        "cleo");
        refused(Refusal.HEAD_OTHER_HISTORY, () -> remember(memory, other));
    }

    private void remember(HeadMemory memory, Head head) throws Exception {
        var file = HeadFile.sign(head, charter.id(), Port.CLEO);
        memory.remember(head, file, charter, Port.NOW);
    }
}
