package org.tidewaiter.image.content;

import java.io.IOException;
import java.io.InputStream;

/// What a package file of RPM holds behind its headers: a compressed archive.
///
/// @see "rpm.org, RPM v4 package format"
final class RpmFile {
    private static final int LEAD_BYTES = 96;
    private static final int ENTRY_BYTES = 16;
    private static final int ALIGNMENT = 8;

    private RpmFile() {}

    static InputStream payload(InputStream in) throws IOException {
        var bytes = new Bytes(in);
        bytes.skip(LEAD_BYTES);
        long signature = skipHeader(bytes);
        bytes.skip((ALIGNMENT - signature % ALIGNMENT) % ALIGNMENT);
        skipHeader(bytes);
        return bytes.rest();
    }

    /// @return its length
    private static long skipHeader(Bytes bytes) throws IOException {
        if (bytes.octet() != 0x8e || bytes.octet() != 0xad || bytes.octet() != 0xe8) {
            throw new BrokenContentException("no header where one should begin");
        }
        bytes.skip(5); // version, reserved
        long entries = bigEndian(bytes);
        long length = ENTRY_BYTES * entries + bigEndian(bytes);
        bytes.skip(length);
        return ENTRY_BYTES + length;
    }

    private static long bigEndian(Bytes bytes) throws IOException {
        long number = 0;
        for (int i = 0; i < 4; i++) {
            number = number << 8 | bytes.octet();
        }
        return number;
    }
}
