package org.tidewaiter.policy;

import java.util.Locale;
import java.util.Optional;
import org.tidewaiter.model.Finding;

/// A finding that does not count, and why.
///
/// @param reason one line for people
/// @param waiver the one that covers it, where it is waived
public record Suppressed(Finding finding, Cause cause, String reason, Optional<Waiver> waiver) {
    /// Why a finding does not count.
    public enum Cause {
        /// Somebody entitled to say so says that it does not apply.
        NOT_AFFECTED,
        /// Its advisory was withdrawn.
        WITHDRAWN,
        /// A container started from the image does not have the package any more.
        NOT_LIVE,
        /// A waiver in force covers it.
        WAIVED,
        /// A flag of whoever scans hides it.
        HIDDEN;

        /// Lower case with underscores, as documents write it.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
