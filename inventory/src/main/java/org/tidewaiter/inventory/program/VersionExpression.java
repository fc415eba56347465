package org.tidewaiter.inventory.program;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a version stands in, as the table `programs.tsv` writes it. Compiled when it is first
/// asked, since hardly any is.
final class VersionExpression {
    /// Possessive, so that a long run of digits is walked once.
    private static final String NUMBERS = "(?<version>\\d++(?:\\.\\d++)";

    private static final String PRE_RELEASE =
            "(?:[-~.]?(?:alpha|beta|preview|pre|rc|RC|dev|a|b|p)[-.]?\\d++|[a-z](?![A-Za-z0-9]))?+";
    private static final String END = ")(?![0-9])";
    private static final String RELEASE =
            "(?<version>\\d++\\.\\d++\\.\\d++(?:-(?:alpha|beta|rc)[.-]?\\d++)?+" + END;
    private static final String VERSION = NUMBERS + "++" + PRE_RELEASE + END;
    private static final String NUMBER = NUMBERS + "*+" + PRE_RELEASE + END;

    private final String words;
    private volatile @Nullable Pattern compiled;

    /// @param words an expression with one of the table's words, or with a group `version`
    VersionExpression(String words) {
        this.words = words;
    }

    /// The version that a text begins with.
    Optional<String> find(String text) {
        var matcher = pattern().matcher(text);
        return matcher.lookingAt() ? Optional.of(matcher.group("version")) : Optional.empty();
    }

    /// Two threads may both compile it, to the same.
    private Pattern pattern() {
        var pattern = compiled;
        if (pattern == null) {
            pattern =
                    Pattern.compile(
                            words.replace("VERSION", VERSION)
                                    .replace("RELEASE", RELEASE)
                                    .replace("NUMBER", NUMBER)
                                    .replace("NAMED", VERSION),
                            Pattern.DOTALL);
            compiled = pattern;
        }
        return pattern;
    }
}
