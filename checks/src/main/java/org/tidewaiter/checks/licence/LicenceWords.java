package org.tidewaiter.checks.licence;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.tidewaiter.model.LicenceCategory;

/// Terms in a package's own words.
final class LicenceWords {
    private static final int MAX_LENGTH = 300;
    private static final List<String> DENIALS = List.of(" non", " not");
    private static final List<Map.Entry<String, LicenceCategory>> PHRASES =
            Terms.rows("words.tsv").stream()
                    .flatMap(row ->
                            row.patterns("|").stream()
                                    .map(phrase -> Map.entry(padded(phrase), row.category())))
                    .toList();

    private LicenceWords() {}

    /// @param text only its beginning is looked at
    static LicenceCategory category(String text) {
        var start = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
        var words = " " + plain(start) + " ";
        return PHRASES.stream()
                .filter(phrase -> says(words, phrase.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(LicenceCategory.UNKNOWN);
    }

    /// Whether a phrase is in a text and not only denied there: `non-GPL`.
    private static boolean says(String words, String phrase) {
        for (int at = words.indexOf(phrase); at >= 0; at = words.indexOf(phrase, at + 1)) {
            var before = words.substring(0, at);
            if (DENIALS.stream().noneMatch(before::endsWith)) {
                return true;
            }
        }
        return false;
    }

    private static String padded(String phrase) {
        return phrase.endsWith("*")
                ? " " + phrase.substring(0, phrase.length() - 1)
                : " " + phrase + " ";
    }

    /// Letters and digits in lower case, with one space between words.
    private static String plain(String text) {
        var words = text.toLowerCase(Locale.ROOT).split("[^a-z0-9]++", -1);
        return String.join(" ", Stream.of(words).filter(word -> !word.isEmpty()).toList());
    }
}
