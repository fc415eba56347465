package org.tidewaiter.scan.text;

import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.scan.escape.Printable;

/// Rows in aligned columns that fit a width: the widest column gives way first, down to what it
/// needs; columns that may go go where that does not suffice.
final class Grid {
    private static final int GAP = 2;

    private final List<Column> columns;
    private final List<List<Cell>> rows = new ArrayList<>();

    Grid(List<Column> columns) {
        this.columns = columns;
    }

    /// How a column gives way.
    enum Cut {
        /// It does not.
        NEVER,
        /// The end goes.
        END,
        /// The start goes, as of a path, whose end says more, and then the whole column.
        START_OR_ALL,
        /// Never cut, and numbers: aligned right.
        NUMBER
    }

    /// @param least columns of the terminal that it needs
    record Column(String heading, Cut cut, int least) {
        boolean gives() {
            return cut == Cut.END || cut == Cut.START_OR_ALL;
        }
    }

    record Cell(String text, Ink ink) {
        Cell {
            text = Printable.of(text);
        }

        static Cell of(String text) {
            return new Cell(text, Ink.PLAIN);
        }
    }

    void add(List<Cell> row) {
        rows.add(row);
    }

    void write(Page page) {
        var widths = widths();
        var shown = new ArrayList<Integer>();
        for (int i = 0; i < columns.size(); i++) {
            shown.add(i);
        }
        fit(widths, shown, page.width());
        if (total(widths, shown) > page.width()) {
            var all = widths();
            System.arraycopy(all, 0, widths, 0, all.length);
            shown.removeIf(i -> columns.get(i).cut() == Cut.START_OR_ALL);
            fit(widths, shown, page.width());
        }
        var heading = new StringBuilder();
        for (int i : shown) {
            heading.append(page.ink(Ink.BOLD, aligned(i, columns.get(i).heading(), widths[i])));
            heading.append(" ".repeat(GAP));
        }
        page.line(heading.toString());
        for (var row : rows) {
            var line = new StringBuilder();
            for (int i : shown) {
                var cell = row.get(i);
                line.append(page.ink(cell.ink(), aligned(i, cell.text(), widths[i])));
                line.append(" ".repeat(GAP));
            }
            page.line(line.toString());
        }
    }

    private int[] widths() {
        var widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = length(columns.get(i).heading());
            for (var row : rows) {
                widths[i] = Math.max(widths[i], length(row.get(i).text()));
            }
        }
        return widths;
    }

    private void fit(int[] widths, List<Integer> shown, int width) {
        while (total(widths, shown) > width) {
            int widest = -1;
            for (int i : shown) {
                if (columns.get(i).gives()
                        && widths[i] > columns.get(i).least()
                        && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest < 0) {
                return;
            }
            widths[widest]--;
        }
    }

    private static long total(int[] widths, List<Integer> shown) {
        return shown.stream().mapToLong(i -> widths[i] + GAP).sum() - GAP;
    }

    private String aligned(int column, String text, int width) {
        var cut = columns.get(column).cut();
        var fitted = length(text) > width ? shortened(cut, text, width) : text;
        var pad = " ".repeat(width - length(fitted));
        return cut == Cut.NUMBER ? pad + fitted : fitted + pad;
    }

    private static String shortened(Cut cut, String text, int width) {
        return cut == Cut.END
                ? text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…"
                : "…" + text.substring(text.offsetByCodePoints(text.length(), 1 - width));
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
