package org.tidewaiter.signing.clearance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.clearance.Head;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;

class NextHeadTest {
    private SignedCharter charter;

    @BeforeEach
    void aCharter() throws Exception {
        charter = new Port().charter();
    }

    private NextHead next(Instant now, long floor, Digest... withdrawn) {
        var news =
                List.of(withdrawn).stream()
                        .map(one -> new Head.Withdrawn(new TreeSet<>(List.of(one)), now, "why"))
                        .toList();
        return new NextHead(
                charter,
                Port.CLEO,
                "",
                "prod",
                now,
                Duration.ofDays(1),
                new NextHead.News(news, List.of(), floor),
                Optional.empty(),
                0);
    }

    private Head read(Optional<byte[]> file) throws Exception {
        return HeadFile.read(file.orElseThrow(), charter, Port.NOW);
    }

    @Test
    void whatWasSaidBeforeIsNeverTakenBack() throws Exception {
        var first = next(Port.NOW, 3, Port.IMAGE).after(Optional.empty());
        var second = next(Port.NOW.plusSeconds(1), 0, Port.CONFIG).after(first);
        var head = read(second);
        assertThat(head.sequence()).isEqualTo(2);
        assertThat(head.floor()).isEqualTo(3);
        assertThat(head.withdrawn())
                .extracting(one -> one.subjects().first())
                .containsExactly(Port.IMAGE, Port.CONFIG);
    }

    private NextHead lapsing(Instant now, List<Head.Lapsed> lapsed) {
        return new NextHead(
                charter,
                Port.CLEO,
                "",
                "prod",
                now,
                Duration.ofDays(1),
                new NextHead.News(List.of(), lapsed, 0),
                Optional.empty(),
                0);
    }

    private static Head.Lapsed lapsed(Digest image, Instant at, Instant restartUntil) {
        return new Head.Lapsed(new TreeSet<>(List.of(image)), at, restartUntil, "why");
    }

    @Test
    void whatHasLapsedGivesWayToWhatSaysAsMuchAndMore() throws Exception {
        var end = Port.NOW.plusSeconds(100);
        var first = lapsed(Port.IMAGE, Port.NOW, end);
        var other = lapsed(Port.CONFIG, Port.NOW, end);
        var file = lapsing(Port.NOW, List.of(first, other)).after(Optional.empty());
        var later = Port.NOW.plusSeconds(1);
        var longer = lapsed(Port.IMAGE, later, end.plusSeconds(1));
        var both = lapsing(later, List.of(longer)).after(file);
        assertThat(read(both).lapsed()).containsExactly(first, other, longer);
        var again = lapsed(Port.IMAGE, later.plusSeconds(1), end);
        var merged = lapsing(later.plusSeconds(1), List.of(again)).after(both);
        assertThat(read(merged).lapsed()).containsExactly(other, again);
    }

    @Test
    void whatLapsedBeforeAnyClearanceThatMayStillCountIsLeftOut() throws Exception {
        var old = lapsed(Port.IMAGE, Port.NOW.minus(Duration.ofDays(800)), Port.NOW);
        var file = lapsing(Port.NOW.minusSeconds(1), List.of(old)).after(Optional.empty());
        assertThat(read(file).lapsed()).containsExactly(old);
        assertThat(read(lapsing(Port.NOW, List.of()).after(file)).lapsed()).isEmpty();
    }

    @Test
    void aHeadThatNobodyCouldReadIsNotSigned() throws Exception {
        var many = new ArrayList<Head.Lapsed>();
        for (int i = 0; i < 10_000; i++) {
            many.add(lapsed(Port.digest("image " + i), Port.NOW, Port.NOW.plusSeconds(1)));
        }
        var file = lapsing(Port.NOW, many).after(Optional.empty());
        assertThat(read(file).lapsed()).hasSize(10_000);
        var one = List.of(lapsed(Port.IMAGE, Port.NOW, Port.NOW.plusSeconds(1)));
        assertThatThrownBy(() -> lapsing(Port.NOW.plusSeconds(1), one).after(file))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("head-full"));
    }

    @Test
    void whatStandsThereAlreadyIsNotWrittenAgain() throws Exception {
        var next = next(Port.NOW, 0, Port.IMAGE);
        var written = next.after(Optional.empty());
        assertThat(next.after(written)).isEmpty();
        assertThat(next(Port.NOW, 1, Port.IMAGE).after(written)).isPresent();
        assertThat(next(Port.NOW, 0, Port.CONFIG).after(written)).isPresent();
        assertThat(next(Port.NOW.plusSeconds(1), 0).after(written)).isPresent();
    }

    @Test
    void aHeadOfAnotherRepositoryIsNotFollowed() throws Exception {
        var shop = of("registry.example/shop", 0).after(Optional.empty());
        assertThat(read(next(Port.NOW.plusSeconds(1), 0).after(shop)).repository())
                .isEqualTo("registry.example/shop");
        assertThatThrownBy(() -> of("registry.example/till", 0).after(shop))
                .isInstanceOf(ProblemException.class)
                .cause()
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal()).isEqualTo(Refusal.HEAD_ELSEWHERE));
    }

    @Test
    void nothingIsSignedAfterAnOlderOneThanWasSeen() throws Exception {
        var first = of("", 0).after(Optional.empty());
        for (var before : List.of(first, Optional.<byte[]>empty())) {
            assertThatThrownBy(() -> of("", 2).after(before))
                    .isInstanceOf(ProblemException.class)
                    .cause()
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            e -> assertThat(e.refusal()).isEqualTo(Refusal.HEAD_ROLLBACK));
        }
    }

    private NextHead of(String repository, long seen) {
        return new NextHead(
                charter,
                Port.CLEO,
                repository,
                "prod",
                Port.NOW,
                Duration.ofDays(1),
                NextHead.News.NONE,
                Optional.empty(),
                seen);
    }

    @Test
    void somethingElseInItsPlaceIsNotWrittenOver() {
        assertThatThrownBy(() -> next(Port.NOW, 0).after(Optional.of("{}".getBytes(UTF_8))))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("head-refused"));
    }
}
