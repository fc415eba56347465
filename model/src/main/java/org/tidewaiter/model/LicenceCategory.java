package org.tidewaiter.model;

import java.util.Locale;

/// What kind of terms a licence sets, the strictest last.
public enum LicenceCategory {
    /// None at all.
    PUBLIC_DOMAIN,
    /// Notices must be kept.
    PERMISSIVE,
    /// Nobody has said, or in words that are not known.
    UNKNOWN,
    /// Changes to the software itself must be given away under the same terms.
    WEAK_COPYLEFT,
    /// So must what is built from it, when it is handed on.
    STRONG_COPYLEFT,
    /// So must what is built from it, when others use it over a network.
    NETWORK_COPYLEFT,
    /// The source can be read, but some uses are kept back.
    SOURCE_AVAILABLE,
    /// Only who has an agreement may use it.
    PROPRIETARY;

    /// Of terms that all hold.
    public LicenceCategory and(LicenceCategory other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /// Of terms of which one may be chosen. Nobody can choose terms that are not known: the others
    /// count, however strict.
    public LicenceCategory or(LicenceCategory other) {
        if (this == UNKNOWN || other == UNKNOWN) {
            return this == UNKNOWN ? other : this;
        }
        return compareTo(other) <= 0 ? this : other;
    }

    /// As documents write it: `weak_copyleft`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// For people: `weak copyleft`.
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
