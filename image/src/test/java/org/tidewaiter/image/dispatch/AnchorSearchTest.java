package org.tidewaiter.image.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.testkit.Property;

class AnchorSearchTest {
    private static final int WINDOW = 5;

    @Test
    void theAutomatonFindsWhatAnOrdinarySearchFindsHoweverTheTextIsCut() {
        Property.forAll(
                AnchorSearchTest::sample,
                sample -> {
                    var search = search(sample.anchors, WINDOW, 1_000_000, all(sample.anchors));
                    feed(search, sample.text, sample.cuts);
                    for (int owner = 0; owner < sample.anchors.size(); owner++) {
                        assertThat(words(search, owner))
                                .isEqualTo(naively(sample.text, sample.anchors.get(owner)));
                    }
                });
    }

    @Test
    void onlyThoseWhoWantThisFileAreGivenWindows() {
        var anchors = List.of(List.of("ab"), List.of("b"));
        var second = new BitSet();
        second.set(1);
        var search = search(anchors, WINDOW, 10, second);

        feed(search, "ab", List.of());

        assertThat(words(search, 0)).isEmpty();
        assertThat(words(search, 1)).containsExactly("1 0 b");
    }

    @Test
    void moreWindowsThanTheBoundAreSaidAndNotKept() {
        var anchors = List.of(List.of("a"));
        var search = search(anchors, 1, 3, all(anchors));

        feed(search, "aaaa", List.of());

        assertThat(search.windows(0)).hasSize(3);
        assertThat(search.overflowed(0)).containsExactly(0);
    }

    @Test
    void largeWindowsAreFewSinceTheyAreHeldTogether() {
        var anchors = List.of(List.of("a"));
        var search = search(anchors, 16 << 20, 1_000, all(anchors));

        feed(search, "a".repeat(10), List.of());

        assertThat(search.count(0)).isEqualTo(4);
        assertThat(search.windows(0)).hasSize(4);
        assertThat(search.overflowed(0)).containsExactly(0);
    }

    @Test
    void smallWindowsOpenThoughLargeOnesHaveFilledTheirBudget() {
        var automaton =
                new AnchorAutomaton(
                        List.of(List.of(Claims.Bytes.ofText("a"), Claims.Bytes.ofText("b"))));
        var bounds = new AnchorSearch.Bounds(new int[][] {{16 << 20, 2}}, 1_000);
        var search = new AnchorSearch(automaton, bounds, all(List.of(List.of("a", "b"))));

        feed(search, "aaaaab1", List.of());

        assertThat(search.windows(0)).hasSize(5);
        assertThat(words(search, 0)).contains("5 1 b1");
        assertThat(search.overflowed(0)).containsExactly(0);
    }

    @Test
    void eachAnchorHasAWindowOfItsOwn() {
        var automaton =
                new AnchorAutomaton(
                        List.of(List.of(Claims.Bytes.ofText("a"), Claims.Bytes.ofText("b"))));
        var bounds = new AnchorSearch.Bounds(new int[][] {{2, 4}}, 10);
        var search = new AnchorSearch(automaton, bounds, all(List.of(List.of("a", "b"))));

        search.feed("a1234b1234".getBytes(StandardCharsets.US_ASCII), 10);

        assertThat(search.windows(0))
                .extracting(window -> new String(window.bytes(), StandardCharsets.US_ASCII))
                .containsExactly("a1", "b123");
    }

    @Test
    void aWindowTakesTheMemoryOfWhatItHolds() {
        var anchors = List.of(List.of("ab"));
        var searches = new ArrayList<AnchorSearch>();
        for (int i = 0; i < 1_000; i++) {
            var search = search(anchors, 64 << 20, 1, all(anchors));
            feed(search, "abcd", List.of(1, 3));
            searches.add(search);
        }
        assertThat(searches).allMatch(search -> words(search, 0).equals(List.of("0 0 abcd")));
    }

    @Test
    void withoutAnchorsNothingIsFound() {
        var anchors = List.of(List.<String>of());
        var search = search(anchors, 0, 3, all(anchors));

        feed(search, "anything", List.of());

        assertThat(search.windows(0)).isEmpty();
    }

    private record Sample(List<List<String>> anchors, String text, List<Integer> cuts) {}

    private static Sample sample(Random random) {
        var anchors = new ArrayList<List<String>>();
        int shortest = 1 + random.nextInt(4);
        for (int owner = 0; owner < 3; owner++) {
            anchors.add(
                    IntStream.range(0, random.nextInt(4))
                            .mapToObj(_ -> text(random, shortest + random.nextInt(4)))
                            .distinct()
                            .toList());
        }
        var text = text(random, random.nextInt(60));
        var cuts =
                IntStream.range(0, random.nextInt(10))
                        .map(_ -> random.nextInt(text.length() + 1))
                        .sorted()
                        .boxed()
                        .toList();
        return new Sample(anchors, text, cuts);
    }

    private static String text(Random random, int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(3)));
        }
        return text.toString();
    }

    private static AnchorSearch search(
            List<List<String>> anchors, int window, int maxWindows, BitSet owners) {
        var automaton =
                new AnchorAutomaton(
                        anchors.stream()
                                .map(own -> own.stream().map(Claims.Bytes::ofText).toList())
                                .toList());
        var windowBytes = new int[anchors.size()][];
        for (int owner = 0; owner < windowBytes.length; owner++) {
            windowBytes[owner] = new int[anchors.get(owner).size()];
            Arrays.fill(windowBytes[owner], window);
        }
        return new AnchorSearch(
                automaton, new AnchorSearch.Bounds(windowBytes, maxWindows), owners);
    }

    private static BitSet all(List<List<String>> anchors) {
        var owners = new BitSet();
        owners.set(0, anchors.size());
        return owners;
    }

    private static void feed(AnchorSearch search, String text, List<Integer> cuts) {
        int start = 0;
        for (int cut : cuts) {
            feed(search, text.substring(start, cut));
            start = cut;
        }
        feed(search, text.substring(start));
    }

    /// The chunk stands in a longer buffer with rubbish after it, as in the pass.
    private static void feed(AnchorSearch search, String chunk) {
        var buffer = (chunk + "abcabc").getBytes(StandardCharsets.US_ASCII);
        search.feed(buffer, chunk.length());
    }

    private static List<String> words(AnchorSearch search, int owner) {
        return search.windows(owner).stream()
                .map(window ->
                        "%d %d %s"
                                .formatted(
                                        window.offset(),
                                        window.anchor(),
                                        new String(window.bytes(), StandardCharsets.US_ASCII)))
                .toList();
    }

    private static List<String> naively(String text, List<String> anchors) {
        var found = new ArrayList<String>();
        for (int offset = 0; offset < text.length(); offset++) {
            for (int anchor = 0; anchor < anchors.size(); anchor++) {
                if (text.startsWith(anchors.get(anchor), offset)) {
                    var window = text.substring(offset, Math.min(offset + WINDOW, text.length()));
                    found.add("%d %d %s".formatted(offset, anchor, window));
                }
            }
        }
        return found;
    }
}
