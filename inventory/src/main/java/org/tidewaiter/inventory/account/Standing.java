package org.tidewaiter.inventory.account;

import java.util.Optional;
import org.tidewaiter.model.Purl;

/// How a file is explained.
public sealed interface Standing {

    /// As documents write it.
    State state();

    /// A package lists it.
    record Owned(Purl owner) implements Standing {
        @Override
        public State state() {
            return State.OWNED;
        }
    }

    /// No package lists it, but it was read and understood.
    ///
    /// @param reader the first that did
    record Recognised(String reader) implements Standing {
        @Override
        public State state() {
            return State.RECOGNISED;
        }
    }

    /// A program makes it from something that is itself explained.
    ///
    /// @param rule its name in [Derivations]
    /// @param from path of the file that it is made from; empty where the package makes it by
    ///   itself
    /// @param owner the package that answers for it; nothing if `from` has no owner either
    record Derived(String rule, String from, Optional<Purl> owner) implements Standing {
        @Override
        public State state() {
            return State.DERIVED;
        }
    }

    /// Nobody knows where it is from.
    record Unexplained() implements Standing {
        @Override
        public State state() {
            return State.UNEXPLAINED;
        }
    }

    /// The four shares of the account.
    enum State {
        OWNED,
        RECOGNISED,
        DERIVED,
        UNEXPLAINED;

        /// Lower case, as documents write it.
        public String word() {
            return switch (this) {
                case OWNED -> "owned";
                case RECOGNISED -> "recognised";
                case DERIVED -> "derived";
                case UNEXPLAINED -> "unexplained";
            };
        }

        /// @return nothing if no state is called so
        public static Optional<State> parse(String word) {
            for (var state : values()) {
                if (state.word().equalsIgnoreCase(word)) {
                    return Optional.of(state);
                }
            }
            return Optional.empty();
        }
    }
}
