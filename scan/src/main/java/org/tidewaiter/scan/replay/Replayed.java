package org.tidewaiter.scan.replay;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.signing.ledger.LedgerEntry;
import org.tidewaiter.signing.ledger.Ruling;

/// A decision of the ledger, asked again.
public sealed interface Replayed {
    LedgerEntry entry();

    /// How the answer differs.
    enum Change {
        SAME,
        NOW_DENIED,
        NOW_ALLOWED;

        /// For people and documents.
        public String word() {
            return switch (this) {
                case SAME -> "same";
                case NOW_DENIED -> "now denied";
                case NOW_ALLOWED -> "now allowed";
            };
        }
    }

    /// @param image as it was named then
    /// @param then what was decided; what no rule is asked about (`others`) is taken to be as it
    ///   was
    /// @param now what the rules deny for; empty where they let it pass
    /// @param byThese whether these very rules were asked then
    record Asked(LedgerEntry entry, String image, Ruling then, List<Reason> now, boolean byThese)
            implements Replayed {
        public Asked {
            now = List.copyOf(now);
        }

        public Change change() {
            if (then.allowed() == allowed()) {
                return Change.SAME;
            }
            return then.allowed() ? Change.NOW_DENIED : Change.NOW_ALLOWED;
        }

        public boolean allowed() {
            return now.isEmpty() && then.others().isEmpty();
        }

        public SortedSet<String> rules() {
            var rules = new TreeSet<String>();
            now.forEach(reason -> rules.add(reason.rule()));
            return Collections.unmodifiableSortedSet(rules);
        }

        /// That deny, and did not then.
        public SortedSet<String> more() {
            return without(rules(), then.rules());
        }

        /// That denied then, and do not now.
        public SortedSet<String> fewer() {
            return without(then.rules(), rules());
        }

        /// Whether the answer is the same, and the rules that give it are others.
        public boolean isByOtherRules() {
            return change() == Change.SAME && !rules().equals(then.rules());
        }

        private static SortedSet<String> without(SortedSet<String> some, SortedSet<String> others) {
            var left = new TreeSet<>(some);
            left.removeAll(others);
            return Collections.unmodifiableSortedSet(left);
        }
    }

    /// @param why for people
    record NotAsked(LedgerEntry entry, String why) implements Replayed {}
}
