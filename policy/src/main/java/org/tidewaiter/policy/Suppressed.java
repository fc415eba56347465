package org.tidewaiter.policy;

import java.util.Locale;
import java.util.Optional;
import org.tidewaiter.model.Finding;

/// A finding that does not count, and why.
///
/// @param reason one line for people
/// @param decision the one that took it out of the count, where it was one
public record Suppressed(Finding finding, Cause cause, String reason, Optional<Decision> decision) {
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
        /// A VEX statement clears it, in a document that whoever scans has named.
        VEX,
        /// A rule for another scanner ignores it, which nobody signed.
        IGNORED,
        /// What looks like a credential is presumably none, or another tool says itself that what
        /// it reports does not count.
        EXCUSED,
        /// A flag of whoever scans hides it.
        HIDDEN;

        /// Lower case with underscores, as documents write it.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The waiver that covers it, where it is waived.
    public Optional<Waiver> waiver() {
        return decision.filter(Waiver.class::isInstance).map(Waiver.class::cast);
    }
}
