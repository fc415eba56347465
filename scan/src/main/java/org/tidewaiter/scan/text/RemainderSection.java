package org.tidewaiter.scan.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.policy.Suppressed;
import org.tidewaiter.policy.Suppressed.Cause;
import org.tidewaiter.scan.report.ScanReport;

/// What does not count, what was not judged and what could not be read, so that nothing is left
/// unsaid.
public final class RemainderSection {
    private static final int MOST = 20;
    private static final String UNKNOWN = " (not read, so what is in them is not known)";

    private RemainderSection() {}

    static void write(ScanReport report, Page page) {
        suppressed(report, page);
        list("Not judged", report.unjudged(), page);
        list("Gaps" + UNKNOWN, texts(report.inventory()), page);
    }

    /// The gaps of two inventories; those of both once where they are the same.
    static void gaps(Inventory before, Inventory after, Page page) {
        if (before.gaps().equals(after.gaps())) {
            list("Gaps before and after" + UNKNOWN, texts(after), page);
        } else {
            list("Gaps before" + UNKNOWN, texts(before), page);
            list("Gaps after" + UNKNOWN, texts(after), page);
        }
    }

    /// The gaps as fields, as far as a page should be long.
    static void gaps(String label, Inventory of, Page page) {
        var texts = texts(of);
        texts.stream().limit(MOST).forEach(one -> page.field(label, one));
        if (texts.size() > MOST) {
            page.field(label, more(texts.size()));
        }
    }

    /// The gaps, a line each.
    public static List<String> texts(Inventory of) {
        return of.gaps().stream().map(RemainderSection::text).toList();
    }

    /// A gap in one line.
    public static String text(Gap gap) {
        if (gap.path().isEmpty() && gap.layer().isEmpty()) {
            return gap.reason();
        }
        return "%s%s: %s"
                .formatted(
                        gap.path().isEmpty() ? "the whole layer" : gap.path(),
                        gap.layer().isPresent()
                                ? " (layer %d)".formatted(gap.layer().getAsInt())
                                : "",
                        gap.reason());
    }

    private static void suppressed(ScanReport report, Page page) {
        if (report.suppressed().isEmpty()) {
            return;
        }
        page.heading("Not counted");
        page.wrapped("  ", 2, NoteLines.counts(report.notes().suppressed()));
        if (page.listsSuppressed()) {
            each(report, page);
            return;
        }
        decided(report)
                .forEach((decided, packages) ->
                        page.wrapped(
                                "  %s: ".formatted(label(decided.cause)),
                                4,
                                decided.text(packages)));
        hidden(report, page);
    }

    private static void each(ScanReport report, Page page) {
        for (var one : report.suppressed()) {
            var where =
                    switch (one.finding()) {
                        case Finding.Vulnerability flaw -> flaw.in().purl().toString();
                        case Finding.OfCheck found -> CheckRow.where(found.place());
                    };
            page.wrapped(
                    "  ",
                    4,
                    "%s %s in %s: %s"
                            .formatted(
                                    one.finding().severity().word(),
                                    one.finding().id(),
                                    where,
                                    one.reason()));
        }
    }

    /// What the layers below have, where it was asked for.
    private static void hidden(ScanReport report, Page page) {
        var flaws =
                report.suppressed().stream()
                        .filter(one -> one.cause() == Cause.NOT_LIVE)
                        .map(Suppressed::finding)
                        .filter(Finding.Vulnerability.class::isInstance)
                        .map(Finding.Vulnerability.class::cast)
                        .toList();
        if (!flaws.isEmpty()) {
            page.heading("In packages that later layers replaced or deleted (not counted)");
            FindingsSection.rows(flaws, report.base()).write(page);
        }
    }

    /// The packages by the id and the decision, of which there is one line for all of them.
    private static Map<Decided, Set<String>> decided(ScanReport report) {
        var byDecision = new LinkedHashMap<Decided, Set<String>>();
        for (var one : report.suppressed()) {
            if (one.decision().isPresent()) {
                switch (one.finding()) {
                    case Finding.Vulnerability flaw ->
                            byDecision
                                    .computeIfAbsent(
                                            new Decided(one.cause(), flaw.id(), one.reason()),
                                            _ -> new TreeSet<>())
                                    .add(flaw.in().ecosystemName());
                    case Finding.OfCheck found ->
                            byDecision
                                    .computeIfAbsent(
                                            new Decided(one.cause(), found.id(), one.reason()),
                                            _ -> new TreeSet<>())
                                    .add(found.place().words());
                }
            }
        }
        return byDecision;
    }

    private record Decided(Cause cause, String id, String reason) {
        String text(Set<String> packages) {
            return "%s in %s: %s".formatted(id, String.join(", ", packages), reason);
        }
    }

    private static String label(Cause cause) {
        return cause == Cause.VEX ? "VEX" : NoteLines.words(cause);
    }

    private static void list(String heading, List<String> entries, Page page) {
        if (entries.isEmpty()) {
            return;
        }
        page.heading(heading);
        entries.stream().limit(MOST).forEach(one -> page.wrapped("  ", 4, one));
        if (entries.size() > MOST) {
            page.line("  " + more(entries.size()));
        }
    }

    private static String more(int entries) {
        return "and %d more; '--format json' lists all".formatted(entries - MOST);
    }
}
