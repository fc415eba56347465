package org.tidewaiter.signing.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.bouncycastle.crypto.generators.SCrypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretBoxTest {
    private static final byte[] KEY =
            hex("1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389");
    private static final byte[] NONCE = hex("69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37");
    private static final byte[] PLAIN =
            hex(
                    "be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd44b66849b64244ffc"
                            + "e5ecbaaf33bd751a1ac728d45e6c61296cdc3c01233561f41db66cce314adb31"
                            + "0e3be8250c46f06dceea3a7fa1348057e2f6556ad6b1318a024a838f21af1fde"
                            + "048977eb48f59ffd4924ca1c60902e52f0a089bc76897040e082f93776384864"
                            + "5e0705");
    private static final byte[] BOX =
            hex(
                    "f3ffc7703f9400e52a7dfb4b3d3305d98e993b9f48681273c29650ba32fc76ce"
                            + "48332ea7164d96a4476fb8c531a1186ac0dfc17c98dce87b4da7f011ec48c972"
                            + "71d2c20f9b928fe2270d6fb863d51738b48eeee314a7cc8ab932164548e526ae"
                            + "90224368517acfeabd6bb3732bc0e9da99832b61ca01b6de56244a9e88d5f9b3"
                            + "7973f622a43d14a6599b1f654cb45a74e355a5");

    @Test
    void aBoxIsThatOfNaCl() {
        assertThat(SecretBox.seal(KEY, NONCE, PLAIN)).isEqualTo(BOX);
        assertThat(SecretBox.open(KEY, NONCE, BOX)).hasValue(PLAIN);
    }

    @ParameterizedTest
    @CsvSource({"0", "15", "16", "80", "146"})
    void aBoxThatWasChangedAnywhereIsNotOpened(int at) {
        var box = BOX.clone();
        box[at] ^= 1;
        assertThat(SecretBox.open(KEY, NONCE, box)).isEmpty();
    }

    @Test
    void aBoxIsNotOpenedWithAnotherKeyOrNonceOrInPart() {
        assertThat(SecretBox.open(new byte[SecretBox.KEY_BYTES], NONCE, BOX)).isEmpty();
        assertThat(SecretBox.open(KEY, new byte[SecretBox.NONCE_BYTES], BOX)).isEmpty();
        assertThat(SecretBox.open(KEY, NONCE, new byte[0])).isEmpty();
        assertThat(SecretBox.open(KEY, NONCE, java.util.Arrays.copyOf(BOX, 60))).isEmpty();
    }

    /// @see "RFC 7914, section 12"
    @ParameterizedTest
    @CsvSource({
        "'', '', 16, 1, 1, 77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
                + "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906",
        "password, NaCl, 1024, 8, 16,"
                + " fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
                + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640",
    })
    void scryptIsThatOfItsSpecification(
            String password, String salt, int cost, int block, int parallel, String key) {
        assertThat(
                        SCrypt.generate(
                                password.getBytes(StandardCharsets.US_ASCII),
                                salt.getBytes(StandardCharsets.US_ASCII),
                                cost,
                                block,
                                parallel,
                                64))
                .isEqualTo(hex(key));
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
