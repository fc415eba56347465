package org.tidewaiter.policy.rule;

import java.time.Duration;
import java.util.List;

/// What came of one rule.
///
/// @param rule its id
/// @param action what it does where it is not met; a rule that could not be evaluated denies
/// @param grace for how long what runs may start again after the rule is not met any more
public record RuleAnswer(String rule, RuleAction action, Duration grace, Outcome outcome) {
    /// What it has against the image or the request, a line each; empty where nothing.
    public List<String> objections() {
        return switch (outcome) {
            case Outcome.Met _, Outcome.NotAsked _ -> List.of();
            case Outcome.NotMet(var messages) -> messages;
            case Outcome.NotEvaluated(var why) -> List.of("it cannot be evaluated: " + why);
        };
    }

    /// What its objections do.
    public RuleAction effect() {
        return outcome instanceof Outcome.NotEvaluated ? RuleAction.DENY : action;
    }

    public sealed interface Outcome {
        record Met() implements Outcome {}

        /// It is for another stage or moment, or its `when` does not hold.
        record NotAsked(String why) implements Outcome {}

        /// @param messages one for each thing that it forbids and that is there, in the order of
        ///   the facts
        record NotMet(List<String> messages) implements Outcome {
            public NotMet {
                messages = List.copyOf(messages);
            }
        }

        /// A fact that it asks for is not known, it took too long, or it is wrong.
        record NotEvaluated(String why) implements Outcome {}
    }
}
