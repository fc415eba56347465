package org.tidewaiter.image.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PemFileTest {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void aKeyInPkcs8FormIsRead(String algorithm) throws Exception {
        var key = KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();
        assertThat(read("PRIVATE KEY", key.getEncoded())).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 2048})
    void anRsaKeyInItsOlderFormIsRead(int bits) throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        var key = generator.generateKeyPair().getPrivate();
        // version 0 and the algorithm, 18 bytes, then the head of the octet string
        var inner = Arrays.copyOfRange(key.getEncoded(), 26, key.getEncoded().length);
        assertThat(inner).startsWith(0x30, 0x82);
        assertThat(read("RSA PRIVATE KEY", inner)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "secp256r1, 32, 06082a8648ce3d030107",
        "secp384r1, 48, 06052b81040022",
        "secp521r1, 66, 06052b81040023",
    })
    void aKeyOfAnEllipticCurveInItsOlderFormIsRead(String curve, int bytes, String name)
            throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        var key = (ECPrivateKey) generator.generateKeyPair().getPrivate();
        assertThat(read("EC PRIVATE KEY", sec1(key.getS(), bytes, name)))
                .isInstanceOfSatisfying(
                        ECPrivateKey.class,
                        found -> {
                            assertThat(found.getS()).isEqualTo(key.getS());
                            assertThat(found.getParams().getCurve())
                                    .isEqualTo(key.getParams().getCurve());
                        });
    }

    /// Version 1, the number, and under tag 0 the name of the curve.
    private static byte[] sec1(BigInteger number, int bytes, String curve) {
        var digits = number.toString(16);
        var members =
                "02010104%02x%s%sa0%02x%s"
                        .formatted(
                                bytes,
                                "0".repeat(2 * bytes - digits.length()),
                                digits,
                                curve.length() / 2,
                                curve);
        return HexFormat.of().parseHex("30%02x%s".formatted(members.length() / 2, members));
    }

    @Test
    void whatStandsAroundAKeyIsPassedOver() throws Exception {
        var key = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate();
        var file = folder.resolve("key.pem");
        Files.writeString(
                file,
                "Bag Attributes: none\n-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n"
                        + "-----END EC PARAMETERS-----\n"
                        + pem("PRIVATE KEY", key.getEncoded()));
        assertThat(new PemFile(file).key()).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "ENCRYPTED PRIVATE KEY, AAAA, encrypted",
        "RSA PRIVATE KEY, 'Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA', encrypted",
        "PRIVATE KEY, AAAA, broken",
        "RSA PRIVATE KEY, AAAA, broken",
        "EC PRIVATE KEY, AAAA, broken",
        "EC PRIVATE KEY, MIL//w==, broken",
        "EC PRIVATE KEY, MAA=, broken",
        "PUBLIC KEY, AAAA, no private key",
    })
    void whatIsNoKeyIsSaidToBeNone(String label, String body, String reason) throws Exception {
        var file = folder.resolve("key.pem");
        Files.writeString(file, pem(label, body));
        assertThatThrownBy(() -> new PemFile(file).key())
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + " has ")
                .hasMessageContaining(reason);
    }

    private PrivateKey read(String label, byte[] der) throws Exception {
        var file = folder.resolve("key.pem");
        Files.writeString(file, pem(label, der));
        return new PemFile(file).key();
    }

    private static String pem(String label, byte[] der) {
        return pem(label, Base64.getMimeEncoder().encodeToString(der));
    }

    private static String pem(String label, String body) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, body, label);
    }
}
