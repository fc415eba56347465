package org.tidewaiter.image.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The members of a cpio archive with ASCII headers, in the order of its bytes.
///
/// @see "cpio(5), New ASCII Format"
final class CpioStream {
    private static final int HEADER_BYTES = 110;
    private static final int SIZE_AT = 54;
    private static final int NAME_SIZE_AT = 94;
    private static final int FIELD_BYTES = 8;
    private static final int MAX_NAME_BYTES = 4096;

    private final Bytes bytes;
    private Optional<InputStream> open = Optional.empty();
    private long padding;

    CpioStream(InputStream in) {
        bytes = new Bytes(in);
    }

    record Member(String name, InputStream content) {}

    /// @return nothing where no header follows, as behind the trailer
    Optional<Member> next() throws IOException {
        if (open.isPresent()) {
            open.get().transferTo(OutputStream.nullOutputStream());
            open = Optional.empty();
            for (long i = 0; i < padding && bytes.hasMore(); i++) {
                bytes.drop(1);
            }
        }
        while (bytes.hasMore() && bytes.peek(0) == 0) {
            bytes.drop(1);
        }
        if (!bytes.has(HEADER_BYTES) || bytes.peek(0) != '0' || bytes.peek(1) != '7') {
            return Optional.empty();
        }
        var header = new String(bytes.take(HEADER_BYTES), StandardCharsets.ISO_8859_1);
        long size = number(header, SIZE_AT);
        long nameSize = number(header, NAME_SIZE_AT);
        if (nameSize == 0 || nameSize > MAX_NAME_BYTES) {
            throw new BrokenContentException("a name of %d bytes".formatted(nameSize));
        }
        var name = new String(bytes.take((int) nameSize - 1), StandardCharsets.UTF_8);
        bytes.skip(1 + padding(HEADER_BYTES + nameSize));
        padding = padding(size);
        open = Optional.of(bytes.run(size));
        return Optional.of(new Member(name, open.get()));
    }

    /// What follows, perhaps another archive.
    InputStream rest() {
        return bytes.rest();
    }

    private static long padding(long size) {
        return (4 - size % 4) % 4;
    }

    private static long number(String header, int at) throws BrokenContentException {
        try {
            return Long.parseUnsignedLong(header, at, at + FIELD_BYTES, 16);
        } catch (NumberFormatException _) {
            throw new BrokenContentException("a size that is no number");
        }
    }
}
