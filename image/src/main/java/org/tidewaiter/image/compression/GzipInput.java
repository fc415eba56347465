package org.tidewaiter.image.compression;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.tidewaiter.image.stream.RunInput;

/// Inflates gzip members one after the other to the end of the stream. Unlike the JDK's reader it
/// refuses what follows the last member, and does not ask `available()` whether there is one.
///
/// @see "RFC 1952"
final class GzipInput extends RunInput {
    private static final int BUFFER = 64 << 10;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private boolean inMember;
    private boolean ended;

    GzipInput(InputStream in) {
        this.in = in;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            if (!inMember && !beginMember()) {
                ended = true;
                break;
            }
            int count = inflate(bytes, offset, length);
            if (count > 0) {
                crc.update(bytes, offset, count);
                return count;
            }
            if (inflater.finished()) {
                endMember();
            }
        }
        return -1;
    }

    private int inflate(byte[] bytes, int offset, int length) throws IOException {
        try {
            if (inflater.needsInput()) {
                if (at == end && !fill()) {
                    throw truncated();
                }
                inflater.setInput(buffer, at, end - at);
                at = end;
            }
            int count = inflater.inflate(bytes, offset, length);
            if (inflater.needsDictionary()) {
                throw new MalformedLayerException("gzip: asks for a preset dictionary");
            }
            return count;
        } catch (DataFormatException e) {
            throw new MalformedLayerException("gzip: " + e.getMessage(), e);
        }
    }

    /// @return false if the stream ended where a member could begin
    private boolean beginMember() throws IOException {
        if (at == end && !fill()) {
            return false;
        }
        if (octet() != 0x1f || octet() != 0x8b) {
            throw new MalformedLayerException("gzip: something else follows the compressed data");
        }
        if (octet() != 8) {
            throw new MalformedLayerException("gzip: not compressed by deflate");
        }
        int flags = octet();
        skip(6); // time, extra flags, operating system
        if ((flags & EXTRA) != 0) {
            skip(octet() | octet() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            skip(2);
        }
        inflater.reset();
        crc.reset();
        inMember = true;
        return true;
    }

    private void endMember() throws IOException {
        at = end - inflater.getRemaining();
        long expectedCrc = unsignedInt();
        long expectedSize = unsignedInt();
        if (expectedCrc != crc.getValue()
                || expectedSize != (inflater.getBytesWritten() & 0xffff_ffffL)) {
            throw new MalformedLayerException("gzip: checksum or size do not match the data");
        }
        inMember = false;
    }

    private long unsignedInt() throws IOException {
        return octet() | octet() << 8 | octet() << 16 | (long) octet() << 24;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            octet();
        }
    }

    private void skipText() throws IOException {
        while (octet() != 0) {
            // up to and with the closing NUL
        }
    }

    private int octet() throws IOException {
        if (at == end && !fill()) {
            throw truncated();
        }
        return buffer[at++] & 0xff;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer, 0, BUFFER));
        return end > 0;
    }

    private static MalformedLayerException truncated() {
        return new MalformedLayerException("gzip: the data ends too early");
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
