package org.tidewaiter.image.lazy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EStargzFooterTest {
    private static final String HEADER = "\u001f\u008b\b\4\0\0\0\0\0\u00ff";
    private static final String END = "\1\0\0\u00ff\u00ff\0\0\0\0\0\0\0\0";

    @Test
    void theOffsetIsReadFromTheEndOfALayer() {
        assertThat(EStargzFooter.of(bytes("before" + footer("00000000000004d2"))))
                .contains(new EStargzFooter(1234, 51));
    }

    @Test
    void theOlderFormIsKnown() {
        assertThat(EStargzFooter.of(bytes(HEADER + "\u0016\0" + "00000000000004d2STARGZ" + END)))
                .contains(new EStargzFooter(1234, 47));
    }

    @Test
    void anythingElseIsNone() {
        var intact = bytes(footer("00000000000004d2"));
        for (int length = 0; length < intact.length; length++) {
            assertThat(EStargzFooter.of(Arrays.copyOf(intact, length))).isEmpty();
        }
        assertThat(EStargzFooter.of(bytes(footer("ffffffffffffffff")))).isEmpty();
        assertThat(EStargzFooter.of(bytes(footer("-0000000000004d2")))).isEmpty();
        assertThat(EStargzFooter.of(bytes(footer("00000000000004D2")))).isEmpty();
    }

    private static String footer(String offset) {
        return HEADER + "\u001a\0SG\u0016\0" + offset + "STARGZ" + END;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
