package org.tidewaiter.policy.rule;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/// A rule as it is written, for people.
///
/// @param about why it is there; may be empty
/// @param stages empty for all
/// @param where it is asked: where an image is cleared, or at a door
/// @param facts that it looks at
/// @param conditions how it is asked and what it wants, a line each, in the words of its file
/// @param message what people are told where it is not met
/// @param grace where it has one of its own
public record RuleText(
        String id,
        String about,
        SortedSet<String> stages,
        RuleAction action,
        String where,
        SortedSet<String> facts,
        List<String> conditions,
        String message,
        Optional<Duration> grace) {
    public RuleText {
        conditions = List.copyOf(conditions);
    }

    /// Whether it is asked there.
    public boolean isFor(String stage) {
        return stages.isEmpty() || stages.contains(stage);
    }
}
