package org.tidewaiter.signing.clearance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.clearance.Head;
import org.tidewaiter.signing.charter.Revocation;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.key.NewKey;
import org.tidewaiter.signing.key.SigningKey;

/// Cleo has withdrawn an image in the second head and lost her key then, which the charter has
/// revoked; from its second version on she has another one.
class LostKeyTest {
    private static final String SHOP = "registry.example/shop/db";
    private static final SigningKey NEW_KEY = NewKey.ED25519.make();
    private static final Instant LOST = Port.NOW.plusSeconds(3600);
    private static final Instant CHANGED = LOST.plusSeconds(3600);
    private static final Instant NOW = CHANGED.plusSeconds(3600);

    @TempDir private Path folder;

    private SignedCharter before;
    private SignedCharter charter;
    private HeadMemory memory;

    @BeforeEach
    void aCharterThatHasRevokedAKey() throws Exception {
        before = new Port().charter();
        var second = new Port();
        second.issued = CHANGED;
        second.cleo = NEW_KEY;
        second.revocations.add(
                new Revocation(
                        Revocation.Target.KEY,
                        Port.CLEO.publicKey().fingerprint().toString(),
                        LOST,
                        "it was on a laptop"));
        charter = second.charter(Optional.of(before));
        memory = new HeadMemory(folder);
    }

    private static Head head(long sequence, Instant issued, Digest... withdrawn) {
        return new Head(
                SHOP,
                "prod",
                sequence,
                issued,
                issued.plus(Duration.ofDays(30)),
                1,
                List.of(withdrawn).stream()
                        .map(one -> new Head.Withdrawn(new TreeSet<>(List.of(one)), issued, "worm"))
                        .toList(),
                List.of(),
                "cleo");
    }

    private byte[] signed(Head head, SigningKey key) {
        return HeadFile.sign(head, charter.id(), key);
    }

    private byte[] good() {
        return signed(head(2, Port.NOW, Port.IMAGE), Port.CLEO);
    }

    private Head former(byte[] file) throws Exception {
        return HeadFile.readFormer(SHOP, "prod", file, charter, NOW);
    }

    private byte[] next(Optional<byte[]> stands, Optional<Head> follows) throws Exception {
        return new NextHead(
                        charter,
                        NEW_KEY,
                        SHOP,
                        "prod",
                        NOW,
                        Duration.ofDays(1),
                        NextHead.News.NONE,
                        follows,
                        0)
                .after(stands)
                .orElseThrow();
    }

    private Head remembered(byte[] file, SignedCharter by, Instant now) throws Exception {
        var head = HeadFile.readOf(SHOP, "prod", file, by, now);
        memory.remember(head, file, by, now);
        return head;
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
    void noHeadOfTheLostKeyCountsAnyMoreAndNoneIsFollowedUnasked() {
        refused(Refusal.UNKNOWN_KEY, () -> HeadFile.readOf(SHOP, "prod", good(), charter, NOW));
        assertThatThrownBy(() -> next(Optional.of(good()), Optional.empty()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("head-refused"));
    }

    @Test
    void aCertifierInForceTakesOverWhatTheFormerOneHasSaidInTime() throws Exception {
        remembered(good(), before, Port.NOW);
        var taken = next(Optional.of(good()), Optional.of(former(good())));
        var head = remembered(taken, charter, NOW);
        assertThat(head.sequence()).isEqualTo(3);
        assertThat(head.floor()).isEqualTo(1);
        assertThat(head.withdrawn()).isEqualTo(former(good()).withdrawn());
    }

    @Test
    void whatTheLostKeyHasSignedAfterItWasRevokedIsNotFollowed() {
        refused(Refusal.REVOKED_SIGNER, () -> former(signed(head(3, LOST), Port.CLEO)));
        refused(Refusal.UNKNOWN_KEY, () -> former(signed(head(3, CHANGED), Port.CLEO)));
        refused(
                Refusal.SIGNED_IN_FUTURE,
                () -> former(signed(head(3, NOW.plusSeconds(1)), Port.CLEO)));
    }

    @Test
    void whoNeverWasACertifierIsNotFollowed() {
        refused(Refusal.NOT_IN_ROLE, () -> former(signed(head(3, Port.NOW), Port.CARL)));
        refused(Refusal.UNKNOWN_KEY, () -> former(signed(head(3, Port.NOW), Port.STRANGER)));
        refused(Refusal.UNKNOWN_KEY, () -> former(signed(head(3, Port.NOW), NEW_KEY)));
        refused(
                Refusal.CHARTER_NOT_YET,
                () -> former(signed(head(3, Port.ISSUED.minusSeconds(1)), Port.CLEO)));
        refused(
                Refusal.HEAD_ELSEWHERE,
                () -> HeadFile.readFormer("registry.example/till", "prod", good(), charter, NOW));
    }

    @Test
    void whatTheLostKeyTakesBackBeforeItIsRevokedIsRefusedByWhoHasSeenTheWithdrawal()
            throws Exception {
        remembered(good(), before, Port.NOW);
        var attack = signed(head(3, Port.NOW.plusSeconds(1)), Port.CLEO);
        refused(Refusal.HEAD_TAKES_BACK, () -> remembered(attack, before, Port.NOW.plusSeconds(2)));
        refused(
                Refusal.HEAD_TAKES_BACK,
                () -> memory.require(former(attack), attack, charter, NOW));
        var taken = next(Optional.of(attack), Optional.of(former(good())));
        assertThat(remembered(taken, charter, NOW).withdrawn()).hasSize(1);
    }

    @Test
    void noNumberOfTheLostKeyKeepsTheNextHeadOutAndNoFloorNeither() throws Exception {
        var last =
                new Head(
                        SHOP,
                        "prod",
                        Integer.MAX_VALUE,
                        Port.NOW,
                        Port.NOW.plusSeconds(60),
                        Integer.MAX_VALUE,
                        former(good()).withdrawn(),
                        List.of(),
                        "cleo");
        remembered(signed(last, Port.CLEO), before, Port.NOW);
        var taken = next(Optional.of(signed(last, Port.CLEO)), Optional.of(former(good())));
        assertThat(remembered(taken, charter, NOW).sequence()).isEqualTo(3);
        refused(
                Refusal.HEAD_ROLLBACK,
                () -> remembered(signed(head(2, CHANGED, Port.IMAGE), NEW_KEY), charter, NOW));
        assertThatThrownBy(() -> next(Optional.empty(), Optional.of(last)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("head-full"));
    }

    @Test
    void whatWasWithdrawnIsRememberedAfterItsSignerCountsNoMore() throws Exception {
        remembered(good(), before, Port.NOW);
        refused(
                Refusal.HEAD_TAKES_BACK,
                () -> remembered(signed(head(7, CHANGED, Port.CONFIG), NEW_KEY), charter, NOW));
    }

    @Test
    void aFloorIsNotLoweredByWhoCounts() throws Exception {
        remembered(signed(head(2, CHANGED), NEW_KEY), charter, NOW);
        var one = head(3, CHANGED);
        var lower =
                new Head(SHOP, "prod", 3, one.issued(), one.expires(), 0, List.of(), List.of(), "");
        refused(Refusal.HEAD_TAKES_BACK, () -> remembered(signed(lower, NEW_KEY), charter, NOW));
    }

    @Test
    void whatACertifierInForceHasPutThereMeanwhileIsJoined() throws Exception {
        var other = signed(head(5, NOW.minusSeconds(1), Port.CONFIG), NEW_KEY);
        var head =
                HeadFile.read(next(Optional.of(other), Optional.of(former(good()))), charter, NOW);
        assertThat(head.sequence()).isEqualTo(6);
        assertThat(head.withdrawn())
                .extracting(one -> one.subjects().first())
                .containsExactlyInAnyOrder(Port.IMAGE, Port.CONFIG);
        assertThat(
                        new NextHead(
                                        charter,
                                        NEW_KEY,
                                        SHOP,
                                        "prod",
                                        NOW,
                                        Duration.ofDays(1),
                                        NextHead.News.NONE,
                                        Optional.of(former(good())),
                                        0)
                                .after(Optional.of(signed(head, NEW_KEY))))
                .isEmpty();
    }

    @Test
    void aHeadThatNobodyWouldBelieveIsNotSigned() throws Exception {
        var port = new Port();
        port.certifierRepositories = Port.set("registry.example/till");
        var narrow = port.charter();
        assertThatThrownBy(() ->
                        new NextHead(
                                        narrow,
                                        Port.CLEO,
                                        SHOP,
                                        "prod",
                                        Port.NOW,
                                        Duration.ofDays(1),
                                        NextHead.News.NONE,
                                        Optional.empty(),
                                        0)
                                .after(Optional.empty()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("head-refused"));
    }
}
