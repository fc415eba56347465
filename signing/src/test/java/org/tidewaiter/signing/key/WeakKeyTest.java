package org.tidewaiter.signing.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.testkit.Property;

/// Public keys by which anybody could sign.
class WeakKeyTest {
    private static final String X509_OF_ED25519 = "302a300506032b6570032100";

    /// Java takes each point of these that it can read, and by the first the same signature holds
    /// for whatever was signed.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
                "0100000000000000000000000000000000000000000000000000000000000080",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "0200000000000000000000000000000000000000000000000000000000000000",
            })
    void aPointOfEd25519OfASmallOrderOrOffTheCurveIsNotUsed(String point) {
        assertThatThrownBy(() -> PublicKeyDer.ofX509(hex(X509_OF_ED25519 + point)))
                .isInstanceOf(UnusableKeyException.class);
    }

    @Test
    void javaItselfWouldTakeOneSignatureForEverything() throws Exception {
        var key =
                KeyFactory.getInstance("Ed25519")
                        .generatePublic(
                                new X509EncodedKeySpec(
                                        hex(X509_OF_ED25519 + "01" + "00".repeat(31))));
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(key);
        verifier.update(new byte[] {1, 2, 3});
        assertThat(verifier.verify(hex("01" + "00".repeat(63)))).isTrue();

        assertThatThrownBy(() -> VerificationKey.of(key))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("small order");
    }

    @Test
    void bouncyCastleTakesTheSamePointsOfEd25519() {
        Property.forAll(
                random -> {
                    var point = new byte[32];
                    random.nextBytes(point);
                    return point;
                },
                point -> {
                    boolean used;
                    try {
                        EdwardsPoint.publicKey(point);
                        used = true;
                    } catch (UnusableKeyException _) {
                        used = false;
                    }
                    assertThat(used).isEqualTo(Ed25519.validatePublicKeyPartial(point, 0));
                });
    }

    @Test
    void aPointOffTheCurveIsNotUsedThoughJavaTakesIt() throws Exception {
        var parameters = parameters();
        var key =
                KeyFactory.getInstance("EC")
                        .generatePublic(
                                new ECPublicKeySpec(
                                        new ECPoint(BigInteger.ONE, BigInteger.ONE), parameters));
        assertThatThrownBy(() -> VerificationKey.of(key))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("not on the curve P-256");
        assertThatThrownBy(() -> PublicKeyFile.read(key.getEncoded()))
                .isInstanceOf(UnusableKeyException.class);
    }

    @Test
    void aCurveWithABasePointOfSomebodysChoiceIsAnother() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var victim = (ECPublicKey) generator.generateKeyPair().getPublic();
        var right = parameters();
        var chosen = new ECParameterSpec(right.getCurve(), victim.getW(), right.getOrder(), 1);

        assertThat(Curve.of(right)).isEqualTo(Optional.of(Curve.P256));
        assertThat(Curve.of(chosen)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "4", "65538", "4294967297"})
    void aPublicExponentThatIsEvenOrLowOrLongIsNotUsed(String exponent) throws Exception {
        var modulus = modulus();
        assertThatThrownBy(() -> SoundKey.rsa(modulus, new BigInteger(exponent)))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("public exponent");
        if (exponent.equals("4")) {
            var taken =
                    KeyFactory.getInstance("RSA")
                            .generatePublic(
                                    new RSAPublicKeySpec(modulus, new BigInteger(exponent)));
            assertThatThrownBy(() -> VerificationKey.of(taken))
                    .isInstanceOf(UnusableKeyException.class);
        }
    }

    @Test
    void aModulusWithASmallFactorIsNotUsed() throws Exception {
        var even = modulus().subtract(BigInteger.ONE);
        assertThatThrownBy(() -> SoundKey.rsa(even, BigInteger.valueOf(65537)))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("small factor");
    }

    private static BigInteger modulus() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return ((RSAPublicKey) generator.generateKeyPair().getPublic()).getModulus();
    }

    private static ECParameterSpec parameters() throws Exception {
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
