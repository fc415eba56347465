package org.tidewaiter.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class DigestTest {
    private static final String HEX = "0123456789abcdef".repeat(4);

    @Test
    void aDigestIsReadBackFromWhatItPrints() {
        assertThat(Digest.parse("sha256:" + HEX)).hasValue(new Digest("sha256", HEX));
    }

    @Test
    void upperCaseOtherLengthsAndOtherAlgorithmsAreNoDigests() {
        assertThat(Digest.parse("sha256:" + HEX.toUpperCase(Locale.ROOT))).isEmpty();
        assertThat(Digest.parse("sha256:" + HEX.substring(1))).isEmpty();
        assertThat(Digest.parse("md5:" + HEX.substring(32))).isEmpty();
        assertThat(Digest.parse(HEX)).isEmpty();
    }
}
