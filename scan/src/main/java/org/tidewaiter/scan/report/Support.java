package org.tidewaiter.scan.report;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/// Until when a distribution release gets security fixes.
///
/// @param ends the last day of support by the distribution itself
/// @param extendedEnds the last day of a support that goes on under other terms (Debian LTS, Ubuntu
///   Pro, paid extensions)
public record Support(LocalDate ends, Optional<LocalDate> extendedEnds) {
    /// Where a release is in its life.
    public enum Status {
        SUPPORTED,
        EXTENDED,
        ENDED;

        /// Lower case, as documents write it.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Status status(LocalDate asOf) {
        if (!asOf.isAfter(ends)) {
            return Status.SUPPORTED;
        }
        return extendedEnds.filter(end -> !asOf.isAfter(end)).isPresent()
                ? Status.EXTENDED
                : Status.ENDED;
    }

    /// For people, for example `support ended 2026-07-11, extended until 2028-06-30`.
    public String text(LocalDate asOf) {
        return switch (status(asOf)) {
            case SUPPORTED -> "supported until " + ends;
            case EXTENDED ->
                    "support ended %s, extended until %s"
                            .formatted(ends, extendedEnds.orElse(ends));
            case ENDED -> "end of life since " + extendedEnds.orElse(ends);
        };
    }
}
