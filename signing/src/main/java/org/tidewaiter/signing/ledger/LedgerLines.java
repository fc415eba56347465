package org.tidewaiter.signing.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// The lines of a ledger, one after the other, none of them longer than a line may be.
final class LedgerLines {
    static final int MAX_BYTES = 32 << 20;

    private final InputStream in;

    /// @param in buffered
    LedgerLines(InputStream in) {
        this.in = in;
    }

    /// @param bytes without the end of the line
    /// @param whole whether it has that
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Line(byte[] bytes, boolean whole) {}

    /// @return nothing at the end
    Optional<Line> next() throws IOException {
        int letter = in.read();
        if (letter < 0) {
            return Optional.empty();
        }
        var bytes = new ByteArrayOutputStream();
        while (letter >= 0 && letter != '\n') {
            if (bytes.size() == MAX_BYTES) {
                throw new IOException("a line has more than %,d bytes".formatted(MAX_BYTES));
            }
            bytes.write(letter);
            letter = in.read();
        }
        return Optional.of(new Line(bytes.toByteArray(), letter == '\n'));
    }
}
