package org.tidewaiter.image.content;

import java.io.IOException;
import java.io.InputStream;
import org.tidewaiter.image.stream.RunInput;

/// What an object of git adds to the one that it differs from: its new bytes, with a line break
/// where others are copied in between.
///
/// @see "gitformat-pack(5), Deltified representation"
final class GitDelta extends RunInput {
    private final Bytes bytes;
    private boolean isBegun;
    private int left;

    GitDelta(InputStream instructions) {
        bytes = new Bytes(instructions);
    }

    @Override
    public int read(byte[] some, int offset, int length) throws IOException {
        if (!isBegun) {
            isBegun = true;
            size();
            size();
        }
        int n = 0;
        while (n < length && (left > 0 || bytes.hasMore())) {
            if (left > 0) {
                some[offset + n++] = (byte) bytes.octet();
                left--;
                continue;
            }
            int instruction = bytes.octet();
            if ((instruction & 0x80) == 0) {
                left = instruction;
            } else {
                bytes.skip(Integer.bitCount(instruction & 0x7f));
                some[offset + n++] = '\n';
            }
        }
        return n == 0 && length > 0 ? -1 : n;
    }

    private void size() throws IOException {
        while ((bytes.octet() & 0x80) != 0) {
            // of the object
        }
    }
}
