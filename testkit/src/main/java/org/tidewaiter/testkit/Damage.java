package org.tidewaiter.testkit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;

/// What becomes of intact bytes on the way: cut short, overwritten, with a part missing or twice,
/// and with numbers that lie. Seeded by the bytes, so the same bytes are always damaged alike.
public final class Damage {
    private static final int VERSIONS = 32;
    private static final int[] LIES = {-1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 24, 0, 1};

    private Damage() {}

    /// The intact bytes first, and then damaged versions of them.
    public static Stream<byte[]> versions(byte[] intact) {
        var random = new Random(Arrays.hashCode(intact));
        return Stream.concat(
                Stream.of(intact),
                Stream.generate(() -> damaged(intact, random))
                        .limit(intact.length > 0 ? VERSIONS : 0));
    }

    private static byte[] damaged(byte[] intact, Random random) {
        int from = random.nextInt(intact.length);
        int length = 1 + random.nextInt(Math.min(intact.length - from, 64));
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(intact, from);
            case 1 -> overwritten(intact, from, length, random);
            case 2 -> spliced(intact, from, from + length);
            case 3 -> spliced(intact, from + length, from);
            default -> lying(intact, from, random);
        };
    }

    private static byte[] overwritten(byte[] intact, int from, int length, Random random) {
        var bytes = intact.clone();
        var noise = new byte[length];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, bytes, from, length);
        return bytes;
    }

    /// The beginning up to `end`, and all from `start` on: a part is missing, or is there twice.
    private static byte[] spliced(byte[] intact, int end, int start) {
        var bytes = Arrays.copyOf(intact, end + intact.length - start);
        System.arraycopy(intact, start, bytes, end, intact.length - start);
        return bytes;
    }

    private static byte[] lying(byte[] intact, int from, Random random) {
        var bytes = intact.clone();
        if (from + Integer.BYTES <= bytes.length) {
            ByteBuffer.wrap(bytes)
                    .order(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
                    .putInt(from, LIES[random.nextInt(LIES.length)]);
        }
        return bytes;
    }
}
