package org.tidewaiter.image.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The members of an `ar` archive, as packages of Debian are, in the order of its bytes.
///
/// @see "ar(5)"
final class ArStream {
    private static final int MAGIC_BYTES = 8;
    private static final int HEADER_BYTES = 60;
    private static final int NAME_BYTES = 16;
    private static final int SIZE_AT = 48;
    private static final int SIZE_BYTES = 10;

    private final Bytes bytes;
    private Optional<InputStream> open = Optional.empty();
    private boolean isPadded;

    ArStream(InputStream in) throws IOException {
        bytes = new Bytes(in);
        bytes.skip(MAGIC_BYTES);
    }

    record Member(String name, InputStream content) {}

    /// @return nothing where no header follows
    Optional<Member> next() throws IOException {
        if (open.isPresent()) {
            open.get().transferTo(OutputStream.nullOutputStream());
            open = Optional.empty();
            if (isPadded && bytes.hasMore()) {
                bytes.drop(1);
            }
        }
        if (!bytes.has(HEADER_BYTES)
                || bytes.peek(HEADER_BYTES - 2) != '`'
                || bytes.peek(HEADER_BYTES - 1) != '\n') {
            return Optional.empty();
        }
        var header = new String(bytes.take(HEADER_BYTES), StandardCharsets.ISO_8859_1);
        long size = number(header.substring(SIZE_AT, SIZE_AT + SIZE_BYTES).strip());
        isPadded = size % 2 != 0;
        var name = header.substring(0, NAME_BYTES).strip();
        open = Optional.of(bytes.run(size));
        return Optional.of(
                new Member(
                        name.endsWith("/") ? name.substring(0, name.length() - 1) : name,
                        open.get()));
    }

    /// What follows the last member.
    InputStream rest() {
        return bytes.rest();
    }

    private static long number(String text) throws BrokenContentException {
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException _) {
            throw new BrokenContentException("a size that is no number");
        }
    }
}
