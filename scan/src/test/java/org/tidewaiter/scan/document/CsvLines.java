package org.tidewaiter.scan.document;

import java.util.ArrayList;
import java.util.List;

/// Reads CSV as RFC 4180 says, for tests.
public final class CsvLines {
    private CsvLines() {}

    public static List<List<String>> of(String csv) {
        var lines = new ArrayList<List<String>>();
        var line = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char letter = csv.charAt(i);
            if (quoted) {
                if (letter != '"') {
                    cell.append(letter);
                } else if (csv.startsWith("\"", i + 1)) {
                    cell.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (letter == '"') {
                if (!cell.isEmpty()) {
                    throw new AssertionError("a quote within a cell: " + csv.substring(0, i));
                }
                quoted = true;
            } else if (letter == ',' || letter == '\n') {
                line.add(cell.toString());
                cell.setLength(0);
                if (letter == '\n') {
                    lines.add(List.copyOf(line));
                    line.clear();
                }
            } else {
                cell.append(letter);
            }
        }
        if (quoted || !cell.isEmpty() || !line.isEmpty()) {
            throw new AssertionError("the last line has no end");
        }
        return lines;
    }
}
