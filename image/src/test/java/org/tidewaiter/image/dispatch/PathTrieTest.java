package org.tidewaiter.image.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tidewaiter.testkit.Property;

class PathTrieTest {
    @Test
    void aStarStaysWithinItsSegment() {
        assertThat(owners("var/lib/dpkg/info/bash.list", "var/lib/dpkg/info/*.list")).contains(0);
        assertThat(owners("var/lib/dpkg/info/a/b.list", "var/lib/dpkg/info/*.list")).isEmpty();
    }

    @Test
    void twoStarsAreAnyNumberOfSegmentsAlsoNone() {
        assertThat(owners("package.json", "**/package.json")).contains(0);
        assertThat(owners("a/b/c/package.json", "**/package.json")).contains(0);
        assertThat(owners("a/xpackage.json", "**/package.json")).isEmpty();
        assertThat(owners("a/b", "a/**/b")).contains(0);
        assertThat(owners("a/x/y/b", "a/**/b")).contains(0);
    }

    @Test
    void everyOwnerOfAMatchingPatternIsNamed() {
        assertThat(owners("lib/a.jar", "**/*.jar", "lib/*", "lib/a.jar", "lib/b.jar"))
                .containsExactly(0, 1, 2);
    }

    @Test
    void aPatternWithALeadingSlashIsRefused() {
        assertThatThrownBy(() -> owners("a", "/a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theTrieMatchesWhatPatternsMatchOneByOne() {
        Property.forAll(
                random ->
                        new Case(
                                some(random, 6, PathTrieTest::pattern),
                                some(random, 6, PathTrieTest::path)),
                sample -> {
                    var trie = PathTrie.of(sample.patterns.stream().map(List::of).toList());
                    for (var path : sample.paths) {
                        var expected = new BitSet();
                        for (int i = 0; i < sample.patterns.size(); i++) {
                            expected.set(i, naively(sample.patterns.get(i), path));
                        }
                        assertThat(trie.match(path)).as(path).isEqualTo(expected);
                    }
                });
    }

    private record Case(List<String> patterns, List<String> paths) {}

    private static List<Integer> owners(String path, String... patterns) {
        return PathTrie.of(List.of(patterns).stream().map(List::of).toList()).match(path).stream()
                .boxed()
                .toList();
    }

    private static boolean naively(String pattern, String path) {
        var regex = new StringBuilder("/");
        for (var segment : pattern.split("/", -1)) {
            regex.append(
                    segment.equals("**")
                            ? "(?:[^/]*/)*"
                            : Pattern.quote(segment).replace("*", "\\E[^/]*\\Q") + "/");
        }
        return Pattern.matches(regex.toString(), "/" + path + "/");
    }

    private static String pattern(Random random) {
        var segments = some(random, 4, PathTrieTest::patternSegment);
        return String.join("/", segments);
    }

    private static String patternSegment(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> "**";
            case 1 -> "*";
            case 2 -> "*" + word(random);
            case 3 -> word(random) + "*" + word(random);
            case 4 -> word(random) + "*" + word(random) + "*" + word(random);
            case 5 -> "*" + word(random) + "*";
            default -> word(random);
        };
    }

    private static String path(Random random) {
        return String.join("/", some(random, 5, PathTrieTest::word));
    }

    private static String word(Random random) {
        return List.of("a", "b", "ab", "ba", "aab", "a.b").get(random.nextInt(6));
    }

    private static List<String> some(Random random, int most, Function<Random, String> one) {
        var list = new ArrayList<String>();
        int count = 1 + random.nextInt(most);
        for (int i = 0; i < count; i++) {
            list.add(one.apply(random));
        }
        return list;
    }
}
