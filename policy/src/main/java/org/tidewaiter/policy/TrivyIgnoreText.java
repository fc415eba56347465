package org.tidewaiter.policy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.policy.yaml.MalformedYamlException;

/// Reads Trivy's `.trivyignore`: a line has an id, and may have `exp:YYYY-MM-DD`, the first day on
/// which it does not count any more. What stands behind a `#` is a comment, also at the end of a
/// line, and taken as the reason there.
final class TrivyIgnoreText {
    private static final String EXPIRY = "exp:";

    private TrivyIgnoreText() {}

    static IgnoreFile read(String name, String text) throws MalformedYamlException {
        var rules = new ArrayList<IgnoreRule>();
        int line = 0;
        for (var content : text.lines().toList()) {
            line++;
            int comment = content.indexOf('#');
            var words = (comment < 0 ? content : content.substring(0, comment)).strip();
            var reason = comment < 0 ? "" : content.substring(comment + 1).strip();
            if (!words.isEmpty()) {
                rules.add(rule(name, line, List.of(words.split("\\s+", -1)), reason));
            }
        }
        return new IgnoreFile(rules, List.of());
    }

    private static IgnoreRule rule(String name, int line, List<String> words, String reason)
            throws MalformedYamlException {
        var expires = Optional.<LocalDate>empty();
        for (var word : words.subList(1, words.size())) {
            if (!word.startsWith(EXPIRY) || expires.isPresent()) {
                throw new MalformedYamlException(
                        line, "'%s' is not understood; only exp:2026-12-31 is".formatted(word));
            }
            expires = Optional.of(date(line, word.substring(EXPIRY.length())));
        }
        var id = new IgnoreCondition.Id(words.getFirst(), true);
        return new IgnoreRule(name, line, List.of(id), reason, expires);
    }

    static LocalDate date(int line, String text) throws MalformedYamlException {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException _) {
            throw new MalformedYamlException(
                    line, "'%s' is not a date like 2026-12-31".formatted(text));
        }
    }
}
