package org.tidewaiter.scan.document;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.scan.diff.DiffGate;
import org.tidewaiter.scan.diff.FindingChange;
import org.tidewaiter.scan.diff.FindingChange.Kind;
import org.tidewaiter.scan.diff.FindingsDiff;
import org.tidewaiter.scan.diff.InventoryDiff;
import org.tidewaiter.scan.escape.MarkdownText;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.scan.text.CauseWords;
import org.tidewaiter.scan.text.FindingsDiffTable;
import org.tidewaiter.scan.text.NoteLines;
import org.tidewaiter.scan.text.RemainderSection;

/// For a comment on a change: what is new in sight, the rest folded away. Comments have a limit, of
/// 65,536 characters on GitHub; the document is always shorter, and says what it leaves out.
///
/// @see "GitHub Flavored Markdown 0.29, tables"
public final class FindingsDiffMarkdown {
    private static final int MOST_ROWS = 100;

    /// Of the name of an image, before it is escaped.
    private static final int MOST_OF_A_NAME = 500;

    /// Where no note begins or goes on that would lead further.
    private static final int END_OF_NOTES = 20_000;

    /// Where no gap begins or goes on of the image before, and of the one after.
    private static final int END_OF_GAPS_BEFORE = 24_000;

    private static final int END_OF_GAPS = 28_000;

    /// Where no row goes on. What is left of the limit is for the headings of all kinds.
    private static final int END_OF_ROWS = 62_000;

    private FindingsDiffMarkdown() {}

    /// Writes UTF-8.
    ///
    /// @param out stays open
    public static void write(FindingsDiff diff, DiffGate gate, OutputStream out)
            throws IOException {
        var page = new StringBuilder();
        page.append("## Findings: ")
                .append(name(diff.before()))
                .append(" → ")
                .append(name(diff.after()))
                .append("\n\n**")
                .append(MarkdownText.prose(FindingsDiffTable.verdict(gate, diff)))
                .append("**\n\n")
                .append(MarkdownText.prose(FindingsDiffTable.counts(diff)))
                .append(".\n");
        notes(diff, gate, page);
        gaps(diff, page);
        for (var kind : Kind.values()) {
            var changes = diff.of(kind);
            if (!changes.isEmpty()) {
                part(kind, changes, diff, page);
            }
        }
        out.write(page.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String name(ScanReport report) {
        var name = report.inventory().source().name();
        return MarkdownText.prose(
                name.length() > MOST_OF_A_NAME ? name.substring(0, MOST_OF_A_NAME) + "…" : name);
    }

    private static void notes(FindingsDiff diff, DiffGate gate, StringBuilder page) {
        var notes = NoteLines.of(gate.excused());
        notes.addAll(NoteLines.of(diff));
        int left =
                append(
                        notes.stream()
                                .map(note -> "\nNote: " + MarkdownText.prose(note) + "\n")
                                .toList(),
                        END_OF_NOTES,
                        page);
        if (left > 0) {
            page.append("\nNote: %d more notes are not shown here\n".formatted(left));
        }
    }

    private static void gaps(FindingsDiff diff, StringBuilder page) {
        var before = diff.before().inventory();
        var after = diff.after().inventory();
        if (before.gaps().equals(after.gaps())) {
            gaps("Gaps before and after", after, END_OF_GAPS, page);
        } else {
            gaps("Gaps before", before, END_OF_GAPS_BEFORE, page);
            gaps("Gaps after", after, END_OF_GAPS, page);
        }
    }

    private static void gaps(String heading, Inventory of, int end, StringBuilder page) {
        if (of.gaps().isEmpty()) {
            return;
        }
        page.append(
                "\n<details><summary>%s (%d)</summary>\n\n".formatted(heading, of.gaps().size()));
        var lines =
                RemainderSection.texts(of).stream()
                        .map(text -> "- " + MarkdownText.prose(text) + "\n")
                        .toList();
        int left = append(lines, end, page);
        if (left > 0) {
            page.append("\nand %d more, not shown here\n".formatted(left));
        }
        page.append("\n</details>\n");
    }

    /// Appends what fits.
    ///
    /// @return how many are left out
    private static int append(List<String> parts, int end, StringBuilder page) {
        int left = 0;
        for (var part : parts) {
            if (page.length() + part.length() <= end) {
                page.append(part);
            } else {
                left++;
            }
        }
        return left;
    }

    private static void part(
            Kind kind, List<FindingChange> changes, FindingsDiff diff, StringBuilder page) {
        var heading = "%s (%d)".formatted(FindingsDiffTable.heading(kind), changes.size());
        boolean folded = kind != Kind.UNSEEN && !DiffGate.WHATEVER_IS_NEW.contains(kind);
        page.append(
                folded
                        ? "\n<details><summary>%s</summary>\n".formatted(heading)
                        : "\n### %s\n".formatted(heading));
        page.append("\n| Severity | Flaw | Package | Version | Fixed in | Cause |\n");
        page.append("|---|---|---|---|---|---|\n");
        var rows = changes.stream().limit(MOST_ROWS).map(one -> row(one, diff)).toList();
        int left = changes.size() - rows.size() + append(rows, END_OF_ROWS, page);
        if (left > 0) {
            page.append("\nand %d more, not shown here\n".formatted(left));
        }
        page.append(folded ? "\n</details>\n" : "");
    }

    private static String row(FindingChange one, FindingsDiff diff) {
        var row = new StringBuilder();
        var flaw = one.any();
        for (var cell :
                List.of(
                        FindingsDiffTable.severity(one),
                        flaw.id(),
                        flaw.in().ecosystemName(),
                        InventoryDiff.version(flaw.in()),
                        FindingsDiffTable.state(one),
                        CauseWords.of(one.cause(), diff.after()))) {
            row.append("| ").append(MarkdownText.prose(cell)).append(' ');
        }
        return row.append("|\n").toString();
    }
}
