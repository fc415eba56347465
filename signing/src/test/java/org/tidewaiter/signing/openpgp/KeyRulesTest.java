package org.tidewaiter.signing.openpgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bouncycastle.bcpg.PublicKeyAlgorithmTags.ECDSA;
import static org.bouncycastle.bcpg.PublicKeyAlgorithmTags.EDDSA_LEGACY;
import static org.bouncycastle.bcpg.PublicKeyAlgorithmTags.Ed25519;
import static org.bouncycastle.bcpg.PublicKeyAlgorithmTags.RSA_GENERAL;

import java.math.BigInteger;
import java.util.Date;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.bcpg.BCPGKey;
import org.bouncycastle.bcpg.ECDSAPublicBCPGKey;
import org.bouncycastle.bcpg.Ed25519PublicBCPGKey;
import org.bouncycastle.bcpg.EdDSAPublicBCPGKey;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.RSAPublicBCPGKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRulesTest {
    private static final ASN1ObjectIdentifier EDWARDS =
            new ASN1ObjectIdentifier("1.3.6.1.4.1.11591.15.1");
    private static final ASN1ObjectIdentifier P256 =
            new ASN1ObjectIdentifier("1.2.840.10045.3.1.7");

    static Stream<TestSigner> strong() {
        return Stream.of(
                TestSigner.rsa(2048),
                TestSigner.ecdsa("P-256"),
                TestSigner.ecdsa("P-384"),
                TestSigner.ecdsa("P-521"),
                TestSigner.ed25519(),
                TestSigner.ed25519OfVersion6());
    }

    @ParameterizedTest
    @MethodSource("strong")
    void aKeyAsProgramsMakeItIsStrong(TestSigner signer) {
        assertThat(KeyRules.weakness(signer.publicKey())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "65538", "4294967297"})
    void aPublicExponentByWhichAnybodyCouldSignIsWeak(long exponent) throws Exception {
        var material =
                (RSAPublicBCPGKey) TestSigner.rsa(2048).publicKey().getPublicKeyPacket().getKey();
        var key =
                key(
                        RSA_GENERAL,
                        new RSAPublicBCPGKey(material.getModulus(), BigInteger.valueOf(exponent)));

        assertThat(KeyRules.weakness(key)).get().asString().contains("exponent");
    }

    /// Of order 1, 2, 4 and 8, and one off the curve.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "0200000000000000000000000000000000000000000000000000000000000000",
            })
    void aPointOfASmallOrderOrOffTheCurveIsWeak(String point) throws Exception {
        var written = new BigInteger("40" + point, 16);
        var old = key(EDDSA_LEGACY, new EdDSAPublicBCPGKey(EDWARDS, written));
        var today = key(Ed25519, new Ed25519PublicBCPGKey(HexFormat.of().parseHex(point)));

        assertThat(KeyRules.weakness(old)).get().asString().contains("its point is");
        assertThat(KeyRules.weakness(today)).get().asString().contains("its point is");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "40", "41", "4001"})
    void aPointInAnotherFormIsWeak(String point) throws Exception {
        var key = key(EDDSA_LEGACY, new EdDSAPublicBCPGKey(EDWARDS, new BigInteger(point, 16)));

        assertThat(KeyRules.weakness(key)).isPresent();
    }

    @Test
    void aPointOffTheCurveOfEcdsaIsWeak() throws Exception {
        var point = new BigInteger("04" + "01".repeat(64), 16);

        assertThat(KeyRules.weakness(key(ECDSA, new ECDSAPublicBCPGKey(P256, point))))
                .contains("its point is not on the curve P-256");
    }

    private static PGPPublicKey key(int algorithm, BCPGKey material) throws Exception {
        return new PGPPublicKey(
                new PublicKeyPacket(
                        PublicKeyPacket.VERSION_4, algorithm, Date.from(TestSigner.MADE), material),
                new BcKeyFingerprintCalculator());
    }
}
