package org.tidewaiter.checks.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.security.KeyPairGenerator;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.model.Observation.SecretSeen;

class DerKeysTest {
    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519", "Ed448", "X25519"})
    void aKeyOfPkcs8IsFoundAndItsPublicHalfIsNone(String algorithm) throws Exception {
        var pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        assertThat(SecretKindsTest.seen("app/k.der", pair.getPrivate().getEncoded()))
                .extracting(SecretSeen::check)
                .containsExactly("secret/der-private-key");
        assertThat(SecretKindsTest.seen("app/k.der", pair.getPublic().getEncoded())).isEmpty();
    }

    /// The private value, and the name of the curve, as OpenSSL writes them by default.
    @ParameterizedTest
    @CsvSource({"32", "48", "66"})
    void aKeyOfSec1IsFound(int bytes) throws Exception {
        var body = new ByteArrayOutputStream();
        body.write(new byte[] {2, 1, 1, 4, (byte) bytes});
        var value = new byte[bytes];
        new Random(bytes).nextBytes(value);
        body.write(value);
        body.write(new byte[] {(byte) 0xa0, 7, 6, 5, 0x2b, (byte) 0x81, 4, 0, 0x22});
        var key = new ByteArrayOutputStream();
        key.write(0x30);
        if (body.size() > 127) {
            key.write(0x81);
        }
        key.write(body.size());
        key.write(body.toByteArray());
        assertThat(SecretKindsTest.seen("app/ec.der", key.toByteArray())).hasSize(1);
    }

    @Test
    void theSameBytesWithinAFileAreNone() throws Exception {
        var key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate();
        var file = new byte[200];
        System.arraycopy(key.getEncoded(), 0, file, 100, key.getEncoded().length);
        assertThat(SecretKindsTest.seen("app/data.bin", file)).isEmpty();
    }
}
