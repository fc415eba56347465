package org.tidewaiter.scan.text;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.scan.fix.FixPlan;
import org.tidewaiter.scan.report.FixStep;
import org.tidewaiter.scan.report.ReportStyle;

/// For people: what to do, in order, what goes with each step, and what is left.
public final class FixTable {
    private static final int MOST_IDS = 12;

    private FixTable() {}

    /// Writes UTF-8.
    ///
    /// @param out stays open
    public static void write(FixPlan plan, ImageSource image, ReportStyle style, OutputStream out)
            throws IOException {
        var page = new Page(style);
        page.field("Image", image.name());
        page.field("Findings", sum(plan));
        int number = 0;
        for (var step : plan.steps()) {
            page.blank();
            step(++number, step, page);
        }
        rest(plan, page);
        var notes = NoteLines.of(plan.notes());
        if (!notes.isEmpty()) {
            page.blank();
            NoteLines.write(notes, page);
        }
        out.write(page.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// What a plan comes to.
    public static String sum(FixPlan plan) {
        var majors =
                plan.majors() == 0
                        ? ""
                        : ", %d of them to another major version".formatted(plan.majors());
        return "%,d now, %,d after %s%s"
                .formatted(
                        plan.before().size(),
                        plan.remaining().size(),
                        Counted.of(plan.actions(), "action"),
                        majors);
    }

    private static void step(int number, FixStep step, Page page) {
        page.wrapped("%2d. ".formatted(number), 4, step.command());
        page.wrapped(
                "    ",
                6,
                "removes %s%s"
                        .formatted(
                                Counted.of(step.mended(), "finding"),
                                step.upgrades().isEmpty() && !step.removes().isEmpty()
                                        ? ": " + ids(step.removes())
                                        : ""));
        FixSection.changes(step, page);
    }

    private static String ids(List<Finding.Vulnerability> findings) {
        var ids = findings.stream().map(Finding.Vulnerability::id).distinct().toList();
        return String.join(", ", ids.subList(0, Math.min(MOST_IDS, ids.size())))
                + (ids.size() > MOST_IDS ? " and %d more".formatted(ids.size() - MOST_IDS) : "");
    }

    private static void rest(FixPlan plan, Page page) {
        if (!plan.introduced().isEmpty()) {
            page.heading("What it brings");
            page.wrapped("  ", 4, ids(plan.introduced()));
        }
        if (!plan.unknown().isEmpty()) {
            page.heading("What is not known");
            page.wrapped("  ", 4, unknown(plan));
        }
        if (plan.remaining().isEmpty()) {
            return;
        }
        page.heading("What is left");
        var byState = new TreeMap<String, List<Finding.Vulnerability>>();
        byState.putAll(plan.remaining().stream().collect(Collectors.groupingBy(one -> why(one))));
        byState.forEach(
                (why, findings) -> page.wrapped("  ", 4, "%s: %s".formatted(why, ids(findings))));
    }

    /// What no matching can tell before the image is built.
    public static String unknown(FixPlan plan) {
        return "which version, if any, of %s the other base will have; what is known of them counts as left"
                .formatted(Counted.of(plan.unknown().size(), "package"));
    }

    private static String why(Finding.Vulnerability one) {
        return one.fixedVersions().isEmpty()
                ? FindingRow.words(one.state())
                : one.in().owner().isPresent()
                        ? "fixed in another version, but the package is the distribution's"
                        : "fixed in another version, which no action reaches";
    }
}
