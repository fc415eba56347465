package org.tidewaiter.scan.text;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tidewaiter.model.FindingState;
import org.tidewaiter.scan.report.FixStep;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.scan.report.Support;

/// What to do.
final class FixSection {
    private static final int MOST_IDS = 6;

    private FixSection() {}

    static void write(ScanReport report, Page page) {
        var ended =
                report.support()
                        .filter(one -> one.status(report.asOf()) == Support.Status.ENDED)
                        .isPresent();
        if (report.vulnerabilities().isEmpty() && !ended) {
            return;
        }
        page.heading("What to do");
        if (ended) {
            page.wrapped(
                    "  ", 2, "Move to a release that gets security fixes: this one gets none.");
        }
        report.fixes().forEach(step -> step(step, page));
        unfixed(report, page);
    }

    private static void step(FixStep step, Page page) {
        page.wrapped("  ", 4, step.command());
        changes(step, page);
    }

    /// A line for each upgrade, alike ones together.
    static void changes(FixStep step, Page page) {
        var alike = new LinkedHashMap<Change, TreeSet<String>>();
        for (var upgrade : step.upgrades()) {
            alike.computeIfAbsent(
                            new Change(upgrade.purl().version(), upgrade.to(), upgrade.ids()),
                            _ -> new TreeSet<>())
                    .add(upgrade.purl().ecosystemName());
        }
        alike.forEach((change, names) ->
                page.wrapped("    ", 6, String.join(", ", names) + " " + change.text()));
    }

    /// What several packages, as those of one source, can have in common.
    private record Change(String from, String to, List<String> ids) {
        String text() {
            var named = String.join(", ", ids.subList(0, Math.min(MOST_IDS, ids.size())));
            return "%s -> %s mends %s%s"
                    .formatted(
                            from,
                            to,
                            named,
                            ids.size() > MOST_IDS
                                    ? " and %d more".formatted(ids.size() - MOST_IDS)
                                    : "");
        }
    }

    private static void unfixed(ScanReport report, Page page) {
        var states = new EnumMap<FindingState, Integer>(FindingState.class);
        report.vulnerabilities().stream()
                .filter(flaw -> flaw.fixedVersions().isEmpty())
                .forEach(flaw -> states.merge(flaw.state(), 1, Integer::sum));
        if (!states.isEmpty()) {
            int total = states.values().stream().mapToInt(Integer::intValue).sum();
            page.wrapped(
                    "  ",
                    2,
                    "No upgrade mends %s (%s): remove the package, or waive what you can bear."
                            .formatted(
                                    Counted.of(total, "finding"),
                                    states.entrySet().stream()
                                            .map(one ->
                                                    FindingRow.words(one.getKey())
                                                            + ": "
                                                            + one.getValue())
                                            .collect(Collectors.joining(", "))));
        }
    }
}
