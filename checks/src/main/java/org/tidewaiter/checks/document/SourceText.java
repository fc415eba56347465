package org.tidewaiter.checks.document;

import java.util.ArrayList;
import java.util.List;

/// Text that was put together from parts of a file, and knows from which line each character came.
///
/// @param text the parts, one after the other
/// @param pieces where a part starts; sorted, the first at 0
public record SourceText(String text, List<Piece> pieces) {
    public SourceText {
        pieces = List.copyOf(pieces);
    }

    /// @param start in the text
    /// @param line from 1
    public record Piece(int start, int line) {}

    /// Text that stands in a file as it is.
    ///
    /// @param firstLine of the file, where the text starts
    public static SourceText of(String text, int firstLine) {
        var pieces = new ArrayList<Piece>();
        pieces.add(new Piece(0, firstLine));
        int line = firstLine;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
            line++;
            pieces.add(new Piece(end + 1, line));
        }
        return new SourceText(text, pieces);
    }

    /// Text of which all counts as one line, whatever it contains.
    public static SourceText onLine(String text, int line) {
        return new SourceText(text, List.of(new Piece(0, line)));
    }

    /// The line that a character came from.
    ///
    /// @param offset in the text; one beyond its end counts as its last
    public int line(int offset) {
        return pieces.get(indexAt(offset)).line();
    }

    private int indexAt(int offset) {
        int low = 0;
        int high = pieces.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (pieces.get(middle).start() <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    public int firstLine() {
        return line(0);
    }

    public SourceText part(int start, int end) {
        var kept = new ArrayList<Piece>();
        kept.add(new Piece(0, line(start)));
        for (int i = indexAt(start) + 1; i < pieces.size() && pieces.get(i).start() < end; i++) {
            kept.add(new Piece(pieces.get(i).start() - start, pieces.get(i).line()));
        }
        return new SourceText(text.substring(start, end), kept);
    }
}
