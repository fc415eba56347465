package org.tidewaiter.checks.host.shell;

import java.util.List;

/// Commands of a shell, one after another.
///
/// @param steps in their order
/// @see "POSIX.1-2024, Shell Command Language"
record Script(List<Step> steps) {
    Script {
        steps = List.copyOf(steps);
    }

    /// When a step is taken: by the status of the one before.
    enum When {
        ALWAYS,
        IF_TRUE,
        IF_FALSE
    }

    /// Commands of which each reads what the one before writes.
    ///
    /// @param isNegated whether its status is turned round
    record Step(When when, boolean isNegated, List<Command> pipeline) {
        Step {
            pipeline = List.copyOf(pipeline);
        }
    }

    sealed interface Command {}

    /// @param writes whether what it writes is kept: `> /dev/null` throws it away
    record Simple(List<Assignment> assignments, List<Word> words, boolean writes)
            implements Command {
        Simple {
            assignments = List.copyOf(assignments);
            words = List.copyOf(words);
        }
    }

    /// @param branches conditions with what is done; the first that holds
    record If(List<Branch> branches, Script otherwise) implements Command {
        If {
            branches = List.copyOf(branches);
        }
    }

    record Branch(Script condition, Script then) {}

    record For(String variable, List<Word> words, Script body) implements Command {
        For {
            words = List.copyOf(words);
        }
    }

    /// In braces or parentheses.
    record Group(Script body) implements Command {}

    record Assignment(String variable, Word value) {}

    record Word(List<Part> parts) {
        Word {
            parts = List.copyOf(parts);
        }

        /// The word as it stands, where nothing in it is quoted or replaced; otherwise empty.
        String bare() {
            return parts.size() == 1
                            && parts.getFirst() instanceof Text(var text, var isQuoted)
                            && !isQuoted
                    ? text
                    : "";
        }
    }

    /// @see #isQuoted()
    sealed interface Part {
        /// Whether blanks in it stay within the word.
        boolean isQuoted();
    }

    record Text(String text, boolean isQuoted) implements Part {}

    record Variable(String name, boolean isQuoted) implements Part {}

    /// What commands write: `$(…)`.
    record Substitution(Script script, boolean isQuoted) implements Part {}
}
