package org.tidewaiter.signing.make;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.signing.key.NewKey;

class NewMessageTest {
    private static final byte[] WORDS = "alpha".getBytes(UTF_8);

    @ParameterizedTest
    @EnumSource
    void aFileIsSignedWithEveryKindOfKey(NewKey type) throws Exception {
        var key = type.make();
        var made = NewMessage.of(new ByteArrayInputStream(WORDS), key);

        assertThat(key.publicKey().verify(WORDS, made.signature())).hasValue(key.algorithm());
        var message = JsonReader.read(made.toBundle()).get("messageSignature");
        var hash = made.algorithm().replace("SHA2_", "SHA-");
        assertThat(Base64.getDecoder().decode(message.get("messageDigest").text("digest")))
                .isEqualTo(VerifiedBytes.hash(hash, WORDS));
    }

    @Test
    void aLargeFileIsNotHeldInMemory() throws Exception {
        var key = NewKey.ECDSA_P256.make();
        var zeros = new Zeros(256L << 20);

        assertThat(NewMessage.of(zeros, key).signature()).isNotEmpty();
        assertThat(zeros.longest).isPositive().isLessThanOrEqualTo(1 << 20);
    }

    @Test
    void whatMustBeHeldIsBounded() {
        assertThatThrownBy(() -> NewMessage.of(new Zeros(1L << 40), NewKey.ED25519.make()))
                .hasMessageContaining("an Ed25519 key signs no file of more than");
    }

    /// As many as are asked for at once, and never more.
    private static final class Zeros extends InputStream {
        private long left;
        private int longest;

        Zeros(long count) {
            left = count;
        }

        @Override
        public int read() throws IOException {
            throw new IOException("nobody reads byte by byte");
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            longest = Math.max(longest, into.length);
            int given = (int) Math.min(left, length);
            left -= given;
            return given;
        }
    }
}
