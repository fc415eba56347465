package org.tidewaiter.signing.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EcdsaSignatureTest {
    @ParameterizedTest
    @EnumSource(Curve.class)
    void bothFormsAreOfTheSameNumbers(Curve curve) throws Exception {
        var largest = curve.order().subtract(BigInteger.ONE);
        for (var number : new BigInteger[] {BigInteger.ONE, BigInteger.valueOf(0x80), largest}) {
            var signature = new EcdsaSignature(curve.kind(), number, largest);
            assertThat(EcdsaSignature.ofDer(curve.kind(), signature.der())).isEqualTo(signature);
            assertThat(EcdsaSignature.ofFixed(curve.kind(), signature.fixed()))
                    .isEqualTo(signature);
            assertThat(signature.fixed()).hasSize(2 * curve.bytes());
        }
    }

    @Test
    void derIsAsTheSpecificationHasIt() {
        assertThat(
                        new EcdsaSignature(
                                        KeyKind.EC_P256, BigInteger.ONE, BigInteger.valueOf(0xff))
                                .der())
                .isEqualTo(hex("3007020101020200ff"));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "'', nothing",
        "30, a tag alone",
        "3006020101, the end is missing",
        "300602010102010100, something after the end",
        "3007020101020101ff, something inside after the numbers",
        "3003020101, one number",
        "3009020101020101020101, three numbers",
        "308106020101020101, a length in a longer form",
        "3080020101020101, a length that is not stated",
        "3006028101010201, a length inside in a longer form",
        "30070202000102 0101, a number with a needless zero",
        "30060201ff020101, a negative number",
        "3006020100020101, r is zero",
        "3006020101020100, s is zero",
        "30050200020101, a number of no bytes",
        "3106020101020101, a set",
        "3006030101020101, a bit string",
        "3006020101040101, an octet string",
        "302602210100000000000000000000000000000000000000000000000000000000000000000201 01, above",
        "3026022100ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551020101, r is n",
        "3026020101022100ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551, s is n",
        "30847fffffff020101020101, a length without bound",
        "3085010000000602010102 0101, a length of five bytes",
    })
    void whatIsNotStrictlyDerIsRefused(String digits, String why) {
        assertThatThrownBy(() -> EcdsaSignature.ofDer(KeyKind.EC_P256, hex(digits)))
                .as(why)
                .isInstanceOf(MalformedSignatureException.class);
    }

    @Test
    void oneFormIsRefusedWhereTheOtherIsWanted() throws Exception {
        var key = NewKey.ECDSA_P256.make();
        var der = key.sign(new byte[] {1});
        var fixed = EcdsaSignature.ofDer(KeyKind.EC_P256, der).fixed();

        assertThat(key.publicKey().verify(new byte[] {1}, der)).isPresent();
        assertThat(key.publicKey().verify(new byte[] {1}, fixed)).isEmpty();
        assertThatThrownBy(() -> EcdsaSignature.ofDer(KeyKind.EC_P256, fixed))
                .isInstanceOf(MalformedSignatureException.class)
                .hasMessageContaining("must be DER");
        assertThatThrownBy(() -> EcdsaSignature.ofFixed(KeyKind.EC_P256, der))
                .isInstanceOf(MalformedSignatureException.class)
                .hasMessageContaining("two numbers of 32 bytes");
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "31"})
    void aNumberOfFixedWidthIsInRange(int which) {
        var order = Curve.P256.order().toByteArray();
        var plain = Arrays.copyOfRange(order, 1, 33);
        var fixed = new byte[64];
        Arrays.fill(fixed, (byte) 1);
        System.arraycopy(which == 0 ? new byte[32] : plain, 0, fixed, which == 31 ? 32 : 0, 32);
        assertThatThrownBy(() -> EcdsaSignature.ofFixed(KeyKind.EC_P256, fixed))
                .isInstanceOf(MalformedSignatureException.class)
                .hasMessageContaining("out of range");
    }

    @ParameterizedTest
    @EnumSource(
            value = NewKey.class,
            names = {"ECDSA_P256", "ECDSA_P521", "ED25519", "RSA_2048"})
    void theFormIsToldFromTheSigner(NewKey type) throws Exception {
        var key = type.make();
        var signature = key.sign(new byte[] {1});
        key.publicKey().requireForm(signature);

        for (int length : new int[] {0, 1, signature.length - 1, signature.length + 1}) {
            assertThatThrownBy(() -> key.publicKey().requireForm(Arrays.copyOf(signature, length)))
                    .isInstanceOf(MalformedSignatureException.class);
        }
    }

    @Test
    void aSignatureOfEd25519HasOneForm() throws Exception {
        var key = NewKey.ED25519.make();
        var signature = key.sign(new byte[] {1});
        var number = new byte[32];
        for (int i = 0; i < 32; i++) {
            number[31 - i] = signature[32 + i];
        }
        var more = new BigInteger(1, number).add(EdwardsPoint.ORDER).toByteArray();
        for (int i = 0; i < 32; i++) {
            signature[32 + i] = more[more.length - 1 - i];
        }
        assertThatThrownBy(() -> key.publicKey().requireForm(signature))
                .isInstanceOf(MalformedSignatureException.class)
                .hasMessageContaining("out of range");
        assertThat(key.publicKey().verify(new byte[] {1}, signature)).isEmpty();
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }
}
