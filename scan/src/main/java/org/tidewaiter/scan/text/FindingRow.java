package org.tidewaiter.scan.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.FindingState;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.SourcePackage;

/// One line of the findings: one flaw, in all packages of one source that share its version and
/// fix.
///
/// @param flaw the first of them, which stands for all
/// @param packages names, in the order of the report
/// @param locations of all of them
record FindingRow(Finding.Vulnerability flaw, List<String> packages, List<Location> locations) {
    /// What must be the same for two findings to share a line.
    private record Shared(
            String id,
            String type,
            String source,
            String version,
            String fixed,
            String marks,
            Presence presence) {
        static Shared of(Finding.Vulnerability flaw) {
            var purl = flaw.in().purl();
            return new Shared(
                    flaw.id(),
                    purl.type(),
                    flaw.in().source().map(SourcePackage::name).orElse(purl.ecosystemName()),
                    purl.version(),
                    fixText(flaw),
                    flaw.severity() + markText(flaw),
                    flaw.in().presence());
        }
    }

    static List<FindingRow> of(List<Finding.Vulnerability> flaws) {
        var groups = new LinkedHashMap<Shared, List<Finding.Vulnerability>>();
        for (var flaw : flaws) {
            groups.computeIfAbsent(Shared.of(flaw), _ -> new ArrayList<>()).add(flaw);
        }
        return groups.values().stream()
                .map(group -> {
                    var locations = new TreeSet<Location>();
                    group.forEach(flaw -> locations.addAll(flaw.in().locations()));
                    return new FindingRow(
                            group.getFirst(),
                            group.stream()
                                    .map(flaw -> flaw.in().ecosystemName())
                                    .distinct()
                                    .toList(),
                            List.copyOf(locations));
                })
                .toList();
    }

    String packageText() {
        return andMore(packages.getFirst(), packages.size());
    }

    /// The layer for what stands in the distribution's database, otherwise the path; before it what
    /// became of a package that is no longer there.
    String where() {
        var presence = flaw.in().presence();
        return presence == Presence.LIVE
                ? place()
                : "%s, %s".formatted(presence.word(), layersAndPlace());
    }

    private String layersAndPlace() {
        var layers =
                locations.stream()
                        .flatMapToInt(one -> one.layer().stream())
                        .distinct()
                        .sorted()
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(", "));
        var place =
                locations.isEmpty() ? "" : andMore(locations.getFirst().path(), locations.size());
        return layers.isEmpty() ? place : "layer %s: %s".formatted(layers, place);
    }

    private String place() {
        if (locations.isEmpty()) {
            return "";
        }
        var first = locations.getFirst();
        if (flaw.in().purl().isKeptInDatabase() && first.layer().isPresent()) {
            return "layer " + first.layer().getAsInt();
        }
        return andMore(first.path(), locations.size());
    }

    String fixed() {
        return fixText(flaw);
    }

    String marks() {
        return markText(flaw);
    }

    private static String fixText(Finding.Vulnerability flaw) {
        if (!flaw.fixedVersions().isEmpty()) {
            return andMore(flaw.fixedVersions().getFirst(), flaw.fixedVersions().size());
        }
        return words(flaw.state());
    }

    static String words(FindingState state) {
        return switch (state) {
            case AFFECTED -> "no fix";
            case FIXED -> "fixed";
            case NOT_AFFECTED -> "not affected";
            case WILL_NOT_FIX -> "won't fix";
            case FIX_DEFERRED -> "deferred";
            case END_OF_LIFE -> "end of life";
            case UNDER_INVESTIGATION -> "undecided";
            case MINOR -> "minor";
            case WITHDRAWN -> "withdrawn";
            case UNREADABLE -> "unreadable";
        };
    }

    /// `KEV` where exploitation is known, and the EPSS score in percent.
    private static String markText(Finding.Vulnerability flaw) {
        var epss =
                flaw.exploitSigns()
                        .epss()
                        .map(one ->
                                one.score() < 0.01
                                        ? "<1%"
                                        : String.format(Locale.ROOT, "%.0f%%", one.score() * 100))
                        .orElse("");
        return flaw.exploitSigns().kevAdded().isPresent() ? ("KEV " + epss).strip() : epss;
    }

    private static String andMore(String first, int count) {
        return count > 1 ? "%s +%d".formatted(first, count - 1) : first;
    }
}
