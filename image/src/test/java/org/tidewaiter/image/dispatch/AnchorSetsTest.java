package org.tidewaiter.image.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.Claims;

class AnchorSetsTest {
    private static final int OWNERS = 6;

    /// Owner 0 has the anchor `a0`, owner 1 `a1` and so on.
    private static AnchorSets sets() {
        return new AnchorSets(
                IntStream.range(0, OWNERS)
                        .mapToObj(owner -> List.of(Claims.Bytes.ofText("a" + owner)))
                        .toList());
    }

    private static BitSet set(int bits) {
        return BitSet.valueOf(new long[] {bits});
    }

    @Test
    void anAutomatonServesEveryFileOfTheSameReaders() {
        var sets = sets();

        assertThat(sets.of(set(0b11))).isSameAs(sets.of(set(0b11))).isNotSameAs(sets.of(set(0b1)));
    }

    @Test
    void aSetThatChangesLaterStaysWhatItWas() {
        var sets = sets();
        var changing = set(0b1);
        var automaton = sets.of(changing);
        changing.set(1);

        assertThat(sets.of(set(0b1))).isSameAs(automaton);
    }

    @Test
    void howeverManySetsThereAreEachFindsItsOwnAndFewAreKept() {
        var sets = sets();
        var automata = new HashSet<AnchorAutomaton>();
        for (int bits = 1; bits < 1 << OWNERS; bits++) {
            var owners = set(bits);
            var automaton = sets.of(owners);
            automata.add(automaton);
            assertThat(found(automaton, owners)).isEqualTo(owners);
        }
        assertThat(automata).hasSizeLessThan(20);
    }

    private static BitSet found(AnchorAutomaton automaton, BitSet owners) {
        var windows = new int[OWNERS][1];
        var search = new AnchorSearch(automaton, new AnchorSearch.Bounds(windows, 10), owners);
        var bytes = "a0a1a2a3a4a5".getBytes(StandardCharsets.US_ASCII);
        search.feed(bytes, bytes.length);
        var found = new BitSet();
        IntStream.range(0, OWNERS).filter(owner -> search.count(owner) > 0).forEach(found::set);
        return found;
    }
}
