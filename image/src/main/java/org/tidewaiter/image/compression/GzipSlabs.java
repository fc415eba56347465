package org.tidewaiter.image.compression;

import java.io.IOException;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;

/// Inflates gzip members one after the other to the end of the stream. Unlike the JDK's reader it
/// refuses what follows the last member, and does not ask `available()` whether there is one.
///
/// @see "RFC 1952"
final class GzipSlabs implements Slabs {
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final DeflateDecoder decoder;
    private final CRC32 crc = new CRC32();
    private long memberBytes;
    private boolean inMember;
    private boolean ended;
    private Optional<IOException> failure = Optional.empty();

    /// What was given last. Whoever has it now reads it at most.
    private byte[] lastArray = {};

    private int lastEnd;

    GzipSlabs(DeflateDecoder decoder) {
        this.decoder = decoder;
    }

    @Override
    public boolean fill(Slab slab) throws IOException {
        int history = historyBytes();
        System.arraycopy(lastArray, lastEnd - history, slab.array, Slab.START - history, history);
        slab.end = Slab.START;
        while (!ended && slab.array.length - slab.end >= DeflateDecoder.SPARE_BYTES) {
            try {
                inflate(slab);
            } catch (IOException e) {
                failure = Optional.of(e);
                ended = true;
            }
        }
        if (slab.end == Slab.START && failure.isPresent()) {
            throw failure.get();
        }
        lastArray = slab.array;
        lastEnd = slab.end;
        return slab.end > Slab.START;
    }

    private void inflate(Slab slab) throws IOException {
        if (!inMember && !beginMember()) {
            ended = true;
            return;
        }
        int from = slab.end;
        try {
            decoder.decode(slab.array, from - historyBytes(), from, slab.array.length);
        } catch (DataFormatException e) {
            throw new MalformedLayerException("gzip: " + e.getMessage(), e);
        } finally {
            slab.end = decoder.position();
            crc.update(slab.array, from, slab.end - from);
            memberBytes += slab.end - from;
        }
        if (decoder.isFinished()) {
            endMember();
        }
    }

    private int historyBytes() {
        return (int) Math.min(DeflateDecoder.HISTORY_BYTES, memberBytes);
    }

    /// @return false if the stream ended where a member could begin
    private boolean beginMember() throws IOException {
        int first = decoder.octet();
        if (first < 0) {
            return false;
        }
        if (first != 0x1f || octet() != 0x8b) {
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
        decoder.begin();
        crc.reset();
        memberBytes = 0;
        inMember = true;
        return true;
    }

    private void endMember() throws IOException {
        long expectedCrc = unsignedInt();
        long expectedSize = unsignedInt();
        if (expectedCrc != crc.getValue() || expectedSize != (memberBytes & 0xffff_ffffL)) {
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
        int octet = decoder.octet();
        if (octet < 0) {
            throw new MalformedLayerException("gzip: the data ends too early");
        }
        return octet;
    }

    @Override
    public void close() throws IOException {
        decoder.close();
    }
}
