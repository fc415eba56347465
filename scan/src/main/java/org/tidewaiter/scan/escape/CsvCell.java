package org.tidewaiter.scan.escape;

/// A text as a cell of a CSV file. One that a spreadsheet would take for a formula gets an
/// apostrophe before it, which is how a person tells the spreadsheet that it is none.
///
/// @see "RFC 4180; OWASP, CSV injection"
public final class CsvCell {
    private static final String FORMULAS = "=+-@＝＋－＠";

    private CsvCell() {}

    public static String of(String text) {
        var printable = Printable.of(text);
        var value =
                printable.isEmpty() || FORMULAS.indexOf(printable.charAt(0)) < 0
                        ? printable
                        : "'" + printable;
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == ';' || c == '"' || c == ' ');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
