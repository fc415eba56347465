package org.tidewaiter.scan.diff;

import java.util.Locale;
import java.util.Optional;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.SoftwarePackage;

/// Why a finding is there and was not before, or the other way round, or is judged otherwise.
public sealed interface ChangeCause {
    /// The package is another, or is judged otherwise for what is around it.
    ///
    /// @param change of its version; nothing where that is the same, and the release of the
    ///   distribution, the owner or the source of the package is another
    record ByImage(
            Optional<PackageChange.Kind> change,
            Optional<SoftwarePackage> before,
            Optional<SoftwarePackage> after)
            implements ChangeCause {}

    /// Nobody knows: where one image has the package, the other could not be read.
    ///
    /// @param otherwise the cause, if the other image has it not
    /// @param gap of the other image
    record ByGap(ByImage otherwise, Side side, Gap gap) implements ChangeCause {}

    /// A source says something else of the same package.
    ///
    /// @param record its id, as the feed writes it
    record ByRecord(Way way, String feed, String record) implements ChangeCause {}

    /// Somebody decided on it, or a decision does not count any more.
    ///
    /// @param reason one line for people
    record ByDecision(String reason) implements ChangeCause {}

    /// One of the two images.
    enum Side {
        BEFORE,
        AFTER;

        /// As documents write it.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What became of the record of a feed.
    enum Way {
        NEW,
        CHANGED,
        /// The source took it back.
        WITHDRAWN,
        /// The feed has it no more.
        GONE;

        /// As documents write it.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
