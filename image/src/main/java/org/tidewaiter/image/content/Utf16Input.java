package org.tidewaiter.image.content;

import java.io.IOException;
import java.io.InputStream;
import org.tidewaiter.image.stream.RunInput;

/// UTF-16 as bytes in which keywords can stand: of each unit the lower byte, where the higher is 0,
/// and `?` for all that is not in Latin-1.
final class Utf16Input extends RunInput {
    private final InputStream in;
    private final int high;
    private final byte[] units = new byte[1 << 13];
    private int kept;

    Utf16Input(InputStream in, boolean isBigEndian) {
        this.in = in;
        high = isBigEndian ? 0 : 1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int wanted = (int) Math.min(units.length, 2L * length);
        int have = kept;
        do {
            int n = in.read(units, have, Math.max(1, wanted - have));
            if (n < 0) {
                return -1;
            }
            have += n;
        } while (have < 2);
        int count = have / 2;
        for (int i = 0; i < count; i++) {
            bytes[offset + i] = units[2 * i + high] == 0 ? units[2 * i + 1 - high] : (byte) '?';
        }
        kept = have % 2;
        if (kept > 0) {
            units[0] = units[have - 1];
        }
        return count;
    }
}
