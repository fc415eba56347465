package org.tidewaiter.inventory.text;

import java.util.ArrayList;
import java.util.List;

/// Rows under a head, in columns as wide as their widest cell, for a terminal. The last column has
/// no end, so that nothing is cut off that one may want to copy.
public final class TextTable {
    private static final String GUTTER = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    public TextTable(String... head) {
        rows.add(List.of(head));
    }

    /// @param cells as many as the head has; foreign text is the caller's to make an [Excerpt] of
    public void add(String... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException("a row of another length");
        }
        rows.add(List.of(cells));
    }

    public boolean isEmpty() {
        return rows.size() == 1;
    }

    /// @return lines that end with LF, without trailing spaces
    public String text() {
        int last = rows.getFirst().size() - 1;
        var widths = new int[last];
        for (var row : rows) {
            for (int column = 0; column < last; column++) {
                widths[column] = Math.max(widths[column], width(row.get(column)));
            }
        }
        var text = new StringBuilder();
        for (var row : rows) {
            var line = new StringBuilder();
            for (int column = 0; column < last; column++) {
                var cell = row.get(column);
                line.append(cell).repeat(' ', widths[column] - width(cell)).append(GUTTER);
            }
            text.append(line.append(row.get(last)).toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
