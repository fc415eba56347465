package org.tidewaiter.checks.host.record;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What was asked of a host.
///
/// @param words a path, a path of the engine, or those of a command
public record Question(Kind kind, List<String> words) implements Comparable<Question> {
    private static final Comparator<Question> ORDER =
            Comparator.comparing(Question::kind)
                    .thenComparing(question -> String.join("\0", question.words()));

    public enum Kind {
        COMMAND,
        ENGINE,
        LSTAT,
        NAMES,
        STAT,
        TEXT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> of(String word) {
            return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
        }
    }

    public Question {
        words = List.copyOf(words);
    }

    @Override
    public int compareTo(Question other) {
        return ORDER.compare(this, other);
    }
}
