package org.tidewaiter.scan.text;

import java.util.List;
import org.tidewaiter.scan.escape.Printable;
import org.tidewaiter.scan.report.ReportStyle;

/// The lines of a report as they are put together, for one width.
final class Page {
    private static final int LABEL_WIDTH = 14;

    private final StringBuilder text = new StringBuilder();
    private final ReportStyle style;

    Page(ReportStyle style) {
        this.style = style;
    }

    int width() {
        return style.width();
    }

    /// Whether each of what does not count is listed.
    boolean listsSuppressed() {
        return style.suppressed();
    }

    String ink(Ink ink, String part) {
        return style.colour() ? ink.on(part) : part;
    }

    void blank() {
        text.append('\n');
    }

    void heading(String heading) {
        blank();
        line(ink(Ink.BOLD, heading));
    }

    /// A line as it is, whatever its length.
    void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }

    /// A label, and beside it a text that wraps below itself.
    void field(String label, String value) {
        wrapped(label + " ".repeat(LABEL_WIDTH - label.length()), LABEL_WIDTH, value);
    }

    /// Words that wrap at the width. A word that is too long stays whole, so that it can be copied.
    ///
    /// @param lead what stands before the first word
    /// @param indent of the lines that follow
    void wrapped(String lead, int indent, String words) {
        var line = new StringBuilder(lead);
        boolean fresh = true;
        for (var word : List.of(Printable.of(words).split(" ", -1))) {
            if (!fresh && line.length() + 1L + word.length() > width()) {
                line(line.toString());
                line = new StringBuilder(" ".repeat(indent));
                fresh = true;
            }
            line.append(fresh ? "" : " ").append(word);
            fresh = false;
        }
        line(line.toString());
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
