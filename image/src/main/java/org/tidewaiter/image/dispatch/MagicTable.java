package org.tidewaiter.image.dispatch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.tidewaiter.image.reader.Claims;

/// The first bytes of files that owners want, looked up by the first of them. Immutable.
public final class MagicTable {
    /// How many bytes of a file have to be shown.
    public static final int HEAD_BYTES = 16;

    private final List<List<Magic>> byFirstByte = new ArrayList<>();

    /// @param magics those of owner 0, those of owner 1 and so on
    public MagicTable(List<List<Claims.Bytes>> magics) {
        for (int i = 0; i < 256; i++) {
            byFirstByte.add(new ArrayList<>());
        }
        for (int owner = 0; owner < magics.size(); owner++) {
            for (var magic : magics.get(owner)) {
                var bytes = magic.toArray();
                if (bytes.length > HEAD_BYTES) {
                    throw new IllegalArgumentException("a magic longer than 16 bytes: " + magic);
                }
                byFirstByte.get(bytes[0] & 0xff).add(new Magic(bytes, owner));
            }
        }
    }

    /// @param head the first 16 bytes of a file, fewer if it is shorter
    public BitSet match(byte[] head) {
        var owners = new BitSet();
        if (head.length > 0) {
            for (var magic : byFirstByte.get(head[0] & 0xff)) {
                if (magic.begins(head)) {
                    owners.set(magic.owner);
                }
            }
        }
        return owners;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Magic(byte[] bytes, int owner) {
        private boolean begins(byte[] head) {
            return head.length >= bytes.length
                    && Arrays.equals(bytes, 0, bytes.length, head, 0, bytes.length);
        }
    }
}
