package org.tidewaiter.signing.ledger;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What an entry of a ledger is about.
public enum EntryKind {
    CLEARANCE,
    REFUSAL,
    PROMOTION,
    RENEWAL,
    WITHDRAWAL,
    HEAD,
    WAIVER,
    BREAK_GLASS,
    DECISION,
    CHECKPOINT;

    /// Lower-case, with hyphens.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<EntryKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
