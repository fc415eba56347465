package org.tidewaiter.model;

import java.util.Locale;
import java.util.Optional;

/// How bad a finding is, worst last.
public enum Severity {
    UNKNOWN,
    NEGLIGIBLE,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /// @param word in any case
    /// @return nothing for a word that is none of ours; the words of feeds are translated by them
    public static Optional<Severity> parse(String word) {
        for (var severity : values()) {
            if (severity.name().equalsIgnoreCase(word.strip())) {
                return Optional.of(severity);
            }
        }
        return Optional.empty();
    }

    /// From a CVSS base score, by the qualitative scale of CVSS 3 and 4 (`none` is negligible).
    public static Severity ofScore(double score) {
        if (score >= 9.0) {
            return CRITICAL;
        }
        if (score >= 7.0) {
            return HIGH;
        }
        if (score >= 4.0) {
            return MEDIUM;
        }
        return score > 0 ? LOW : NEGLIGIBLE;
    }

    /// Lower case, as documents write it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
