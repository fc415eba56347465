package org.tidewaiter.image.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tidewaiter.testkit.Property;

class TextTest {
    /// Most are of texts, so that texts come about.
    private static final byte[] OCTETS = {'a', 'b', 'c', ' ', '~', 'e', '\n', 0x1b, -1, -128, 0, 1};

    @Test
    void bytesAreTextWhereverTheyStandInEights() {
        Property.forAll(
                random -> {
                    var bytes = new byte[random.nextInt(64)];
                    int kinds = 1 + random.nextInt(OCTETS.length);
                    for (int i = 0; i < bytes.length; i++) {
                        bytes[i] = OCTETS[random.nextInt(4) == 0 ? random.nextInt(kinds) : 0];
                    }
                    return bytes;
                },
                bytes -> assertThat(Text.isText(bytes, bytes.length)).isEqualTo(isText(bytes)));
    }

    /// Byte by byte.
    private static boolean isText(byte[] bytes) {
        int zeros = 0;
        int controls = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0 && (i == 0 || bytes[i - 1] == 0)) {
                return false;
            }
            zeros += bytes[i] == 0 ? 1 : 0;
            controls += bytes[i] == 1 ? 1 : 0;
        }
        return zeros == 0 || (controls == 0 && zeros <= bytes.length / 6);
    }
}
