package org.tidewaiter.scan.diff;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.SoftwarePackage;

/// One thing that differs in one package. A package with another version and other licences is two
/// changes.
///
/// @param before nothing for one that was added
/// @param after nothing for one that was removed
/// @param unread what could not be read and may have the package; of the image after, where that
///   says less than the one before, and else of the one before
public record PackageChange(
        Kind kind,
        Optional<SoftwarePackage> before,
        Optional<SoftwarePackage> after,
        Optional<Gap> unread)
        implements Comparable<PackageChange> {
    private static final Comparator<PackageChange> ORDER =
            Comparator.comparing((PackageChange one) -> one.any().purl().type())
                    .thenComparing(one -> one.any().ecosystemName())
                    .thenComparing(PackageChange::kind)
                    .thenComparing(one -> one.any().purl());

    public PackageChange {
        if (before.isEmpty() && after.isEmpty()) {
            throw new IllegalArgumentException("a change of nothing");
        }
    }

    /// In the order in which changes of one package are listed.
    public enum Kind {
        REMOVED,
        /// It is not listed any more, but there is a gap where it was.
        UNSEEN,
        ADDED,
        UPGRADED,
        DOWNGRADED,
        /// Another version, of which the ecosystem's order does not say which is the higher.
        REPLACED,
        /// Other licences are stated.
        LICENCES,
        /// Another package of the distribution owns it, or none does any more.
        OWNER;

        /// As documents write it.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// As it is after, or else as it was before.
    public SoftwarePackage any() {
        return after.or(() -> before).orElseThrow();
    }

    @Override
    public int compareTo(PackageChange other) {
        return ORDER.compare(this, other);
    }
}
