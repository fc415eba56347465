package org.tidewaiter.image.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.Keyword;
import org.tidewaiter.testkit.Property;

class KeywordTableTest {
    /// Few, so that keywords are often there, begin in each other and nearly stand.
    private static final String LETTERS = "aAbB0P_\0\u00e1";

    private static final byte[] NEEDLE = "needle".getBytes(StandardCharsets.ISO_8859_1);

    /// @param text of one byte a character
    private record Sample(List<List<Keyword>> owners, String text, int from, int limit) {}

    @Test
    void theTableFindsWhatAnOrdinarySearchFindsAndInItsOrder() {
        Property.forAll(
                KeywordTableTest::sample,
                sample ->
                        assertThat(found(sample.owners, sample.text, sample.from, sample.limit))
                                .isEqualTo(naively(sample)));
    }

    @Test
    void aKeywordOfAnyLengthIsFoundAtAnyPlaceAndAtBothEnds() {
        for (int length = Keyword.MIN_LENGTH; length <= Keyword.MAX_LENGTH; length++) {
            var word = "kq" + "z".repeat(length - 3) + "!";
            for (int before = 0; before < 20; before++) {
                for (int after = 0; after < 3; after++) {
                    var text = ".".repeat(before) + word + ".".repeat(after);
                    var owners = List.of(List.of(Keyword.exactly(word)));
                    assertThat(found(owners, text, 0, text.length()))
                            .containsExactly("0 0 " + before);
                }
            }
        }
    }

    @Test
    void aKeywordIsFoundWhereverItStandsInLongContent() {
        var words = List.of(Keyword.exactly("needle"), Keyword.exactly("pin"));
        var table = new KeywordTable(List.of(words));
        var content = new byte[20_000];
        for (int at = 0; at + 6 <= content.length; at += at % 8_192 < 100 ? 1 : 97) {
            Arrays.fill(content, (byte) '.');
            System.arraycopy(NEEDLE, 0, content, at, NEEDLE.length);
            var found = new ArrayList<Integer>();

            table.find(content, 0, content.length, content.length, (_, _, one) -> found.add(one));

            assertThat(found).containsExactly(at);
        }
    }

    @Test
    void linesOfHyphensAreSeldomComparedWithWhatBeginsLikeOne() {
        var line = "-".repeat(1 << 16).getBytes(StandardCharsets.ISO_8859_1);
        var words = List.of(Keyword.exactly("-----BEGIN A KEY"), Keyword.exactly("-----BEGIN IT"));

        long compared =
                new KeywordTable(List.of(words))
                        .find(line, 0, line.length, line.length, (_, _, _) -> {});

        assertThat(compared).isLessThan(line.length / 100);
    }

    @Test
    void bytesThatAreNoKeywordsAreSeldomCompared() {
        var noise = new byte[1 << 20];
        new Random(7).nextBytes(noise);
        var words =
                IntStream.range(0, 300)
                        .mapToObj(i ->
                                Keyword.inAnyCase("w" + Integer.toString(50_000 + i * 2_371, 36)))
                        .toList();

        long compared =
                new KeywordTable(List.of(words))
                        .find(noise, 0, noise.length, noise.length, (_, _, _) -> {});

        assertThat(compared).isLessThan(noise.length / 100);
    }

    private static Sample sample(Random random) {
        var owners = new ArrayList<List<Keyword>>();
        for (int owner = random.nextInt(3); owner >= 0; owner--) {
            var own = new HashSet<Keyword>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                int length = 3 + (random.nextInt(4) == 0 ? random.nextInt(20) : random.nextInt(4));
                own.add(new Keyword(word(random, length), random.nextBoolean()));
            }
            owners.add(List.copyOf(own));
        }
        var text = new StringBuilder();
        for (int i = random.nextInt(30); i >= 0; i--) {
            text.append(word(random, random.nextInt(6)));
            var own = owners.get(random.nextInt(owners.size()));
            text.append(own.get(random.nextInt(own.size())).text());
        }
        int from = random.nextInt(Math.min(3, text.length()));
        int limit = from + random.nextInt(text.length() - from + 1);
        return new Sample(owners, text.toString(), from, limit);
    }

    private static String word(Random random, int length) {
        var word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return word.toString();
    }

    private static List<String> found(
            List<List<Keyword>> owners, String text, int from, int limit) {
        var found = new ArrayList<String>();
        var bytes = (text + "behind").getBytes(StandardCharsets.ISO_8859_1);
        new KeywordTable(owners)
                .find(
                        bytes,
                        from,
                        limit,
                        text.length(),
                        (owner, index, at) -> found.add(owner + " " + index + " " + at));
        return found;
    }

    private static List<String> naively(Sample sample) {
        var found = new ArrayList<String>();
        for (int at = sample.from; at < sample.limit; at++) {
            for (int owner = 0; owner < sample.owners.size(); owner++) {
                var own = sample.owners.get(owner);
                for (int index = 0; index < own.size(); index++) {
                    if (begins(sample.text.substring(at), own.get(index))) {
                        found.add(owner + " " + index + " " + at);
                    }
                }
            }
        }
        return found;
    }

    private static boolean begins(String text, Keyword keyword) {
        return keyword.ignoresCase()
                ? lowered(text).startsWith(lowered(keyword.text()))
                : text.startsWith(keyword.text());
    }

    /// Of ASCII letters only.
    private static String lowered(String text) {
        var lowered = new StringBuilder();
        text.chars()
                .forEach(c -> lowered.append(c < 0x80 ? one(c).toLowerCase(Locale.ROOT) : one(c)));
        return lowered.toString();
    }

    private static String one(int c) {
        return String.valueOf((char) c);
    }
}
