package org.tidewaiter.signing.clearance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.clearance.Head;
import org.tidewaiter.signing.charter.SignedCharter;

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
                charter, Port.CLEO, "", "prod", now, Duration.ofDays(1), news, List.of(), floor);
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
    void somethingElseInItsPlaceIsNotWrittenOver() {
        assertThatThrownBy(() -> next(Port.NOW, 0).after(Optional.of("{}".getBytes(UTF_8))))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("head-refused"));
    }
}
