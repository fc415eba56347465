package org.tidewaiter.checks.licence;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.LicenceCategory;
import org.tidewaiter.model.Place;
import org.tidewaiter.model.Severity;
import org.tidewaiter.model.SoftwarePackage;

/// The terms of packages that somebody may not be able to accept.
public final class LicenceRoom {
    private static final Check NETWORK =
            check(
                    "network-copyleft",
                    Severity.MEDIUM,
                    "Who offers the program over a network must give away its source",
                    "Make sure that the source of all that is built from it can be given to its"
                            + " users, or take another package.");
    private static final Check SOURCE_AVAILABLE =
            check(
                    "source-available",
                    Severity.MEDIUM,
                    "Some uses of a package are kept back by who made it",
                    "Compare the use with the terms, or take another package.");
    private static final Check STRONG =
            check(
                    "strong-copyleft",
                    Severity.MEDIUM,
                    "What is built from a package must be given away under its terms",
                    "Make sure that the source of all that is built from it can be given to who gets"
                            + " the image, or take another package.");
    private static final Check STRONG_OF_SYSTEM =
            check(
                    "strong-copyleft-system",
                    Severity.NEGLIGIBLE,
                    "A program of the distribution must be handed on with its source",
                    "Keep the distribution's offer of the source with the image.");
    private static final Check PROPRIETARY =
            check(
                    "proprietary",
                    Severity.LOW,
                    "Only who has an agreement may use a package",
                    "Make sure that there is one, and that it allows handing the image on.");
    private static final Check UNKNOWN =
            check(
                    "unknown",
                    Severity.LOW,
                    "The terms of a package are not known",
                    "Look them up at its source, and waive this with what they are.");
    private static final Check NONE_STATED =
            check(
                    "none-stated",
                    Severity.NEGLIGIBLE,
                    "A package does not say under which terms it comes",
                    "Look them up at its source, and waive this with what they are.");

    public static final List<Check> CHECKS =
            List.of(
                    NETWORK,
                    SOURCE_AVAILABLE,
                    STRONG,
                    STRONG_OF_SYSTEM,
                    PROPRIETARY,
                    UNKNOWN,
                    NONE_STATED);

    /// Those of distributions, whose programs stand beside others and are not built into them.
    private static final Set<String> SYSTEM = Set.of("deb", "rpm", "apk", "alpm", "ebuild", "opkg");

    /// Where several licences are listed, one may be chosen.
    ///
    /// @see "Maven, POM reference, Licenses: the user can select any of them"
    private static final Set<String> LISTS_CHOICES = Set.of("maven", "npm");

    private static final Comparator<Finding.Licence> ORDER =
            Comparator.<Finding.Licence, String>comparing(finding -> finding.check().id())
                    .thenComparing(finding -> finding.in().purl().toString())
                    .thenComparing(Finding.Licence::place);

    private LicenceRoom() {}

    private static Check check(String name, Severity severity, String title, String mend) {
        return new Check("licence/" + name, Check.Kind.LICENCE, severity, title, mend, List.of());
    }

    /// Of the live packages, sorted by check, then package.
    public static List<Finding.Licence> findings(Inventory inventory) {
        return inventory.livePackages().stream()
                .flatMap(one -> finding(one).stream())
                .sorted(ORDER)
                .toList();
    }

    private static Optional<Finding.Licence> finding(SoftwarePackage in) {
        if (in.licences().isEmpty()) {
            return Optional.of(finding(NONE_STATED, in, "no licence is stated"));
        }
        var category = category(in);
        boolean isSystem = SYSTEM.contains(in.purl().type());
        var check =
                switch (category) {
                    case PUBLIC_DOMAIN, PERMISSIVE, WEAK_COPYLEFT -> Optional.<Check>empty();
                    case UNKNOWN -> Optional.of(UNKNOWN);
                    case STRONG_COPYLEFT -> Optional.of(isSystem ? STRONG_OF_SYSTEM : STRONG);
                    case NETWORK_COPYLEFT -> Optional.of(NETWORK);
                    case SOURCE_AVAILABLE -> Optional.of(SOURCE_AVAILABLE);
                    case PROPRIETARY -> Optional.of(PROPRIETARY);
                };
        return check.map(one ->
                finding(one, in, "%s (%s)".formatted(decisive(in, category), category.words())));
    }

    private static Finding.Licence finding(Check check, SoftwarePackage in, String message) {
        var place =
                in.locations().stream()
                        .findFirst()
                        .map(at -> new Place(at.path(), 0, "", at.layer(), in.presence()))
                        .orElseGet(() -> Place.inFile("", 0));
        return new Finding.Licence(check, place, in, message);
    }

    /// The licence that made it so; a package of a distribution can have fifty.
    private static String decisive(SoftwarePackage in, LicenceCategory category) {
        return in.licences().stream()
                .filter(licence -> LicenceExpression.category(licence) == category)
                .findFirst()
                .orElse(in.licences().getFirst());
    }

    /// Of all that a package states; [LicenceCategory#UNKNOWN] where it states nothing.
    public static LicenceCategory category(SoftwarePackage of) {
        boolean isChoice = LISTS_CHOICES.contains(of.purl().type());
        return of.licences().stream()
                .map(LicenceExpression::category)
                .reduce((one, other) -> isChoice ? one.or(other) : one.and(other))
                .orElse(LicenceCategory.UNKNOWN);
    }

    /// How many live packages are of each category that occurs.
    public static SortedMap<LicenceCategory, Integer> counts(Inventory inventory) {
        var counts = new TreeMap<LicenceCategory, Integer>();
        inventory.livePackages().forEach(one -> counts.merge(category(one), 1, Integer::sum));
        return counts;
    }
}
