package org.tidewaiter.image.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.zip.Inflater;

/// The objects of a pack of git in the order of its bytes. Of an object that is told by how it
/// differs from another, the new bytes are given.
///
/// @see "gitformat-pack(5), pack-*.pack files have the following format"
final class GitPack {
    private static final int OFFSET_DELTA = 6;
    private static final int REFERENCE_DELTA = 7;
    private static final int NAME_BYTES = 20;

    private final Bytes bytes;
    private final Inflater inflater;
    private final long count;
    private long given;
    private boolean hasDeltas;
    private Optional<InputStream> open = Optional.empty();

    /// @param inflater for zlib; the caller ends it
    GitPack(InputStream in, Inflater inflater) throws IOException {
        this.bytes = new Bytes(in);
        this.inflater = inflater;
        bytes.skip(8); // PACK, version
        long number = 0;
        for (int i = 0; i < 4; i++) {
            number = number << 8 | bytes.octet();
        }
        count = number;
    }

    Optional<InputStream> next() throws IOException {
        if (open.isPresent()) {
            open.get().transferTo(OutputStream.nullOutputStream());
            open = Optional.empty();
        }
        if (given == count) {
            return Optional.empty();
        }
        given++;
        int first = bytes.octet();
        int kind = first >> 4 & 7;
        for (int octet = first; (octet & 0x80) != 0; ) {
            octet = bytes.octet(); // of the size
        }
        if (kind == OFFSET_DELTA) {
            while ((bytes.octet() & 0x80) != 0) {
                // of the distance
            }
        } else if (kind == REFERENCE_DELTA) {
            bytes.skip(NAME_BYTES);
        }
        inflater.reset();
        var plain = bytes.inflated(inflater);
        open = Optional.of(plain);
        boolean isDelta = kind == OFFSET_DELTA || kind == REFERENCE_DELTA;
        hasDeltas |= isDelta;
        return Optional.of(isDelta ? new GitDelta(plain) : plain);
    }

    /// Whether one of those given was told by how it differs from another.
    boolean hasDeltas() {
        return hasDeltas;
    }

    /// How many objects were given.
    long given() {
        return given;
    }
}
