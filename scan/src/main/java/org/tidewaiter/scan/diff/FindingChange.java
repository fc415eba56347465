package org.tidewaiter.scan.diff;

import java.util.Locale;
import java.util.Optional;
import org.tidewaiter.model.Finding;

/// What became of one flaw in one package. Only a finding that counts, since nothing suppresses it,
/// stands on either side.
///
/// @param before nothing where it did not count
/// @param after nothing where it does not count any more
public record FindingChange(
        Kind kind,
        Optional<Finding.Vulnerability> before,
        Optional<Finding.Vulnerability> after,
        ChangeCause cause) {
    public FindingChange {
        if (before.isEmpty() && after.isEmpty()) {
            throw new IllegalArgumentException("a change of nothing");
        }
    }

    /// In the order in which they are listed.
    public enum Kind {
        /// It came with the image: by today's advisories the image before has it not.
        INTRODUCED,
        /// The package was there before, and the advisories have learnt of it since.
        DISCLOSED,
        /// A waiver, or another decision, covers it no longer.
        UNSUPPRESSED,
        /// It has another severity, or is now, or no longer, known to be exploited.
        RERATED,
        /// It has another state, or is mended by another version.
        RESTATED,
        /// It was there before, and after could not be read where it was. It counts as still there.
        UNSEEN,
        /// A waiver, or another decision, covers it now.
        SUPPRESSED,
        /// The advisories hold it against the package no longer.
        RETRACTED,
        /// It went with the image: by the advisories of before the image after has it not.
        FIXED;

        /// As documents write it.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// As it is after, or else as it was before.
    public Finding.Vulnerability any() {
        return after.or(() -> before).orElseThrow();
    }
}
