package org.tidewaiter.testkit.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One tar header block, field by field, in the form of GNU tar; wrong ones can be made too.
///
/// @param type the type flag
/// @param name cut off after 100 bytes
/// @param prefix written in ustar form if it is not empty
/// @param linkName cut off after 100 bytes
/// @param base256 whether numbers are written in binary
public record TarHeaderBytes(
        char type,
        String name,
        String prefix,
        String linkName,
        int mode,
        long uid,
        long gid,
        long size,
        boolean base256) {

    public static TarHeaderBytes of(char type, String name) {
        return new TarHeaderBytes(type, name, "", "", 0644, 0, 0, 0, false);
    }

    public TarHeaderBytes prefix(String value) {
        return new TarHeaderBytes(type, name, value, linkName, mode, uid, gid, size, base256);
    }

    public TarHeaderBytes linkName(String value) {
        return new TarHeaderBytes(type, name, prefix, value, mode, uid, gid, size, base256);
    }

    public TarHeaderBytes mode(int value) {
        return new TarHeaderBytes(type, name, prefix, linkName, value, uid, gid, size, base256);
    }

    public TarHeaderBytes owner(long newUid, long newGid) {
        return new TarHeaderBytes(
                type, name, prefix, linkName, mode, newUid, newGid, size, base256);
    }

    public TarHeaderBytes size(long value) {
        return new TarHeaderBytes(type, name, prefix, linkName, mode, uid, gid, value, base256);
    }

    public TarHeaderBytes binaryNumbers() {
        return new TarHeaderBytes(type, name, prefix, linkName, mode, uid, gid, size, true);
    }

    /// 512 bytes with a right checksum, of a sparse file in GNU's old form.
    ///
    /// @param extended whether a block with more parts follows
    /// @param parts offset and length in turn, at most four pairs
    public byte[] sparse(long realSize, boolean extended, long... parts) {
        var block = bytes();
        for (int i = 0; i < parts.length; i++) {
            number(block, 386 + 12 * i, 12, parts[i]);
        }
        block[482] = (byte) (extended ? 1 : 0);
        number(block, 483, 12, realSize);
        return withChecksum(block);
    }

    /// 512 bytes with a right checksum.
    public byte[] bytes() {
        var block = new byte[512];
        text(block, 0, 100, name);
        number(block, 100, 8, mode);
        number(block, 108, 8, uid);
        number(block, 116, 8, gid);
        number(block, 124, 12, size);
        number(block, 136, 12, 0);
        block[156] = (byte) type;
        text(block, 157, 100, linkName);
        text(block, 257, 8, prefix.isEmpty() ? "ustar  " : "ustar\00000");
        text(block, 345, 155, prefix);
        return withChecksum(block);
    }

    private static byte[] withChecksum(byte[] block) {
        Arrays.fill(block, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte octet : block) {
            sum += octet & 0xff;
        }
        text(block, 148, 8, "%06o\0 ".formatted(sum));
        return block;
    }

    private static void text(byte[] block, int offset, int length, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, block, offset, Math.min(length, bytes.length));
    }

    private void number(byte[] block, int offset, int length, long value) {
        if (!base256) {
            text(
                    block,
                    offset,
                    length - 1,
                    "%0*o".replace("*", "" + (length - 1)).formatted(value));
            return;
        }
        long rest = value;
        for (int i = offset + length - 1; i > offset; i--) {
            block[i] = (byte) rest;
            rest >>= 8;
        }
        block[offset] = (byte) (value < 0 ? 0xff : 0x80);
    }
}
