package org.tidewaiter.scan.document;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tidewaiter.scan.diff.DiffGate;
import org.tidewaiter.scan.diff.FindingChange;
import org.tidewaiter.scan.diff.FindingChange.Kind;
import org.tidewaiter.scan.diff.FindingsDiff;
import org.tidewaiter.scan.diff.InventoryDiff;
import org.tidewaiter.scan.escape.MarkdownText;
import org.tidewaiter.scan.text.CauseWords;
import org.tidewaiter.scan.text.FindingsDiffTable;
import org.tidewaiter.scan.text.NoteLines;

/// For a comment on a change: what is new in sight, the rest folded away.
///
/// @see "GitHub Flavored Markdown 0.29, tables"
public final class FindingsDiffMarkdown {
    /// Comments have a limit, of 65,536 characters on GitHub.
    private static final int MOST_ROWS = 100;

    private FindingsDiffMarkdown() {}

    /// Writes UTF-8.
    ///
    /// @param out stays open
    public static void write(FindingsDiff diff, DiffGate gate, OutputStream out)
            throws IOException {
        var page = new StringBuilder();
        page.append("## Findings: ")
                .append(MarkdownText.prose(diff.before().inventory().source().name()))
                .append(" → ")
                .append(MarkdownText.prose(diff.after().inventory().source().name()))
                .append("\n\n**")
                .append(MarkdownText.prose(FindingsDiffTable.verdict(gate, diff)))
                .append("**\n\n")
                .append(MarkdownText.prose(FindingsDiffTable.counts(diff)))
                .append(".\n");
        for (var note : notes(diff, gate)) {
            page.append("\nNote: ").append(MarkdownText.prose(note)).append('\n');
        }
        for (var kind : Kind.values()) {
            var changes = diff.of(kind);
            if (!changes.isEmpty()) {
                part(kind, changes, diff, page);
            }
        }
        out.write(page.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> notes(FindingsDiff diff, DiffGate gate) {
        var notes = NoteLines.of(gate.excused());
        notes.addAll(NoteLines.of(diff));
        return notes;
    }

    private static void part(
            Kind kind, List<FindingChange> changes, FindingsDiff diff, StringBuilder page) {
        var heading = "%s (%d)".formatted(FindingsDiffTable.heading(kind), changes.size());
        boolean folded = !DiffGate.WHATEVER_IS_NEW.contains(kind);
        page.append(
                folded
                        ? "\n<details><summary>%s</summary>\n".formatted(heading)
                        : "\n### %s\n".formatted(heading));
        page.append("\n| Severity | Flaw | Package | Version | Fixed in | Cause |\n");
        page.append("|---|---|---|---|---|---|\n");
        for (var one : changes.subList(0, Math.min(MOST_ROWS, changes.size()))) {
            row(one, diff, page);
        }
        if (changes.size() > MOST_ROWS) {
            page.append("\nand %d more\n".formatted(changes.size() - MOST_ROWS));
        }
        page.append(folded ? "\n</details>\n" : "");
    }

    private static void row(FindingChange one, FindingsDiff diff, StringBuilder page) {
        var flaw = one.any();
        for (var cell :
                List.of(
                        FindingsDiffTable.severity(one),
                        flaw.id(),
                        flaw.in().ecosystemName(),
                        InventoryDiff.version(flaw.in()),
                        FindingsDiffTable.state(one),
                        CauseWords.of(one.cause(), diff.after()))) {
            page.append("| ").append(MarkdownText.prose(cell)).append(' ');
        }
        page.append("|\n");
    }
}
