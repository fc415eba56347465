package org.tidewaiter.image.compression;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tidewaiter.testkit.image.LayerBytes;

class PaceTest {
    /// Streams of many slabs, whose matches reach back over the borders between them.
    @ParameterizedTest
    @EnumSource
    void allPacesGiveTheSameBytesWhateverIsReadOrSkipped(Pace pace) throws Exception {
        for (int seed = 0; seed < 4; seed++) {
            var chance = new Random(seed);
            var content = content(chance);
            var stored = members(content, chance);
            try (var in = chain(pace, stored)) {
                int at = 0;
                while (at < content.length) {
                    int count = 1 + chance.nextInt(400_000);
                    if (chance.nextInt(3) == 0) {
                        at += Math.toIntExact(in.skip(count));
                    } else {
                        var read = in.readNBytes(Math.min(count, content.length - at));
                        assertThat(
                                        Arrays.equals(
                                                read,
                                                0,
                                                read.length,
                                                content,
                                                at,
                                                at + read.length))
                                .as("seed %d, at %d", seed, at)
                                .isTrue();
                        at += read.length;
                    }
                }
                assertThat(in.read()).isEqualTo(-1);
            }
        }
    }

    private static InputStream chain(Pace pace, byte[] stored) throws IOException {
        var read = pace.ahead((InputStream) new ByteArrayInputStream(stored));
        var plain = Decompression.plain(Decompression.begun(read), Long.MAX_VALUE, pace);
        return pace.input(pace.ahead(pace.ahead(plain)));
    }

    private static byte[] content(Random chance) {
        var content = new byte[2_000_000];
        chance.nextBytes(content);
        for (int at = 40_000; at < content.length; ) {
            int length = Math.min(content.length - at, 3 + chance.nextInt(600));
            int distance = chance.nextBoolean() ? 32_768 - chance.nextInt(600) : 600;
            System.arraycopy(content, at - distance, content, at, Math.min(length, distance));
            at += length + chance.nextInt(40);
        }
        return content;
    }

    private static byte[] members(byte[] content, Random chance) {
        var stored = new ByteArrayOutputStream();
        for (int at = 0; at < content.length; ) {
            // some of a few bytes, one of hundreds of slabs
            int length = chance.nextInt(3) == 0 ? 5 : 1 + chance.nextInt(900_000);
            int end = Math.min(content.length, at + length);
            stored.writeBytes(LayerBytes.gzip(Arrays.copyOfRange(content, at, end)));
            at = end;
        }
        return stored.toByteArray();
    }
}
