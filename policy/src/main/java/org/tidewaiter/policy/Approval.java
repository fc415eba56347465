package org.tidewaiter.policy;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// How it is known that a second person approves of a waiver.
public sealed interface Approval {
    /// Who wrote the waiver says so, and nobody asked for a signature.
    record Stated() implements Approval {}

    /// The signature of whom the waiver names was verified.
    ///
    /// @param holders all who have signed, by the names of the charter
    record Signed(SortedSet<String> holders) implements Approval {
        public Signed {
            holders = Collections.unmodifiableSortedSet(new TreeSet<>(holders));
        }
    }

    /// A signature was asked for, and there is none that counts.
    ///
    /// @param why one line for people
    record Missing(String why) implements Approval {}
}
