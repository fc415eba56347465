package org.tidewaiter.signing.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.EdDSAParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyKindTest {
    private static final byte[] WORDS = "alpha".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @CsvSource({
        "EC, secp256r1, ECDSA P-256, ECDSA_SHA256",
        "EC, secp384r1, ECDSA P-384, ECDSA_SHA384",
        "EC, secp521r1, ECDSA P-521, ECDSA_SHA512",
        "RSA, 2048, RSA, RSA_PKCS1_SHA256",
        "Ed25519, '', Ed25519, ED25519",
    })
    void whatAKeySignsIsVerifiedByItsPublicKeyAndAsItsKindDoes(
            String algorithm, String size, String label, SignatureAlgorithm expected)
            throws Exception {
        var pair = pair(algorithm, size);
        var key = SigningKey.of(pair.getPrivate(), pair.getPublic());
        var signature = key.sign(WORDS);

        assertThat(key.publicKey().kind().label()).isEqualTo(label);
        assertThat(key.publicKey().verify(WORDS, signature)).hasValue(expected);
        assertThat(key.publicKey().verify(new byte[5], signature)).isEmpty();
        signature[signature.length / 2] ^= 1;
        assertThat(key.publicKey().verify(WORDS, signature)).isEmpty();
        assertThat(key.publicKey().verify(WORDS, new byte[3])).isEmpty();
    }

    @Test
    void whatOtherProgramsDoWithAKindIsVerifiedToo() throws Exception {
        var pair = pair("Ed25519", "");
        var signer = Signature.getInstance("Ed25519");
        signer.setParameter(new EdDSAParameterSpec(true));
        signer.initSign(pair.getPrivate());
        signer.update(WORDS);

        assertThat(VerificationKey.of(pair.getPublic()).verify(WORDS, signer.sign()))
                .hasValue(SignatureAlgorithm.ED25519PH);
    }

    @ParameterizedTest
    @CsvSource({"RSA, 1024", "DSA, 1024", "Ed448, ''", "X25519, ''"})
    void aKeyOfAnotherKindOrSizeIsNotUsed(String algorithm, String size) throws Exception {
        var pair = pair(algorithm, size);

        assertThatThrownBy(() -> VerificationKey.of(pair.getPublic()))
                .isInstanceOf(UnusableKeyException.class);
    }

    @Test
    void twoKeysThatAreNoPairAreNotUsed() throws Exception {
        var one = pair("EC", "secp256r1");
        var other = pair("EC", "secp256r1");

        assertThatThrownBy(() -> SigningKey.of(one.getPrivate(), other.getPublic()))
                .isInstanceOf(UnusableKeyException.class);
    }

    @Test
    void nothingOfAPrivateKeyIsInItsWords() throws Exception {
        var pair = pair("EC", "secp256r1");
        var key = SigningKey.of(pair.getPrivate(), pair.getPublic());

        assertThat(key).hasToString("private key of " + key.publicKey());
    }

    private static KeyPair pair(String algorithm, String size) throws Exception {
        var generator = KeyPairGenerator.getInstance(algorithm);
        if (size.startsWith("secp")) {
            generator.initialize(new ECGenParameterSpec(size));
        } else if (!size.isEmpty()) {
            generator.initialize(Integer.parseInt(size));
        }
        return generator.generateKeyPair();
    }
}
