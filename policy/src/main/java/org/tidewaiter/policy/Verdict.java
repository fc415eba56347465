package org.tidewaiter.policy;

import java.util.List;
import java.util.stream.Stream;

/// Whether an image may pass, always with the facts that decided.
public sealed interface Verdict {
    List<Reason> reasons();

    /// Lower case, as documents write it.
    String word();

    /// What both say: it passes where both let it, and whatever either has to say is said, each
    /// fact once.
    default Verdict and(Verdict other) {
        var all = Stream.concat(reasons().stream(), other.reasons().stream()).distinct().toList();
        if (this instanceof Deny || other instanceof Deny) {
            return new Deny(all);
        }
        return all.isEmpty() ? new Allow() : new Warn(all);
    }

    /// Nothing speaks against it.
    record Allow() implements Verdict {
        @Override
        public List<Reason> reasons() {
            return List.of();
        }

        @Override
        public String word() {
            return "allow";
        }
    }

    /// It passes, and somebody should know at what cost: on old data, or beside an expired waiver.
    record Warn(List<Reason> reasons) implements Verdict {
        public Warn {
            reasons = List.copyOf(reasons);
        }

        @Override
        public String word() {
            return "warn";
        }
    }

    /// It does not pass.
    record Deny(List<Reason> reasons) implements Verdict {
        public Deny {
            reasons = List.copyOf(reasons);
        }

        @Override
        public String word() {
            return "deny";
        }
    }
}
