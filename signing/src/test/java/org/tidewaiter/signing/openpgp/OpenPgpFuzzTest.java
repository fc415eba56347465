package org.tidewaiter.signing.openpgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidewaiter.signing.openpgp.TestSigner.NOW;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.key.UnusableKeyException;
import org.tidewaiter.testkit.Damage;

class OpenPgpFuzzTest {
    private static final byte[] WORDS = "alpha".getBytes(StandardCharsets.UTF_8);
    private static final TestSigner ALPHA = TestSigner.ed25519();
    private static final TestSigner BETA = TestSigner.ed25519OfVersion6();

    static Stream<byte[]> messages() throws Exception {
        var signature = Packet.all(ALPHA.message(WORDS), 2).getFirst().encoded();
        return Stream.of(
                        ALPHA.message(WORDS),
                        TestSigner.announced(WORDS, signature),
                        BETA.message(WORDS),
                        "-----BEGIN PGP MESSAGE-----\n\nywA=\n-----END PGP MESSAGE-----"
                                .getBytes(StandardCharsets.UTF_8))
                .flatMap(Damage::versions);
    }

    static Stream<byte[]> keys() {
        return Stream.of(
                        TestSigner.join(
                                ALPHA.certificate(), ALPHA.boundSubkey(TestSigner.ed25519())),
                        BETA.certificate(),
                        TestSigner.rsa(2048).certificate(),
                        TestSigner.ecdsa("P-256").certificate())
                .flatMap(Damage::versions);
    }

    static Stream<byte[]> signatures() throws Exception {
        return Stream.of(Packet.all(ALPHA.message(WORDS), 2).getFirst().encoded())
                .flatMap(Damage::versions);
    }

    @FuzzTest
    @MethodSource("signatures")
    void noDamageMakesASignatureOfSomethingElse(byte[] signature) throws Exception {
        var keys = OpenPgpKeys.parse(ALPHA.certificate());
        try {
            keys.verify(signature, () -> new ByteArrayInputStream(WORDS), NOW);
            assertThat(DetachedSignature.isOne(signature)).isTrue();
            assertThatThrownBy(() ->
                            keys.verify(
                                    signature, () -> new ByteArrayInputStream(new byte[1]), NOW))
                    .isInstanceOf(RefusedException.class);
        } catch (RefusedException _) {
            // refused
        }
    }

    static Stream<byte[]> secretKeys() {
        return Stream.of(
                        SecretKeyFileTest.file(ALPHA),
                        SecretKeyFileTest.file(TestSigner.rsa(2048)),
                        SecretKeyFileTest.file(TestSigner.ecdsa("P-256")))
                .flatMap(Damage::versions);
    }

    @FuzzTest
    @MethodSource("secretKeys")
    void anyPrivateKeyIsRefusedOrSignsWhatItsPublicKeyVerifies(byte[] file) {
        try {
            var read = SecretKeyFile.read(file, NOW);
            if (!read.isEncrypted()) {
                assertThat(read.signer().sign(WORDS, NOW)).isNotEmpty();
            }
        } catch (UnusableKeyException _) {
            // refused
        }
    }

    @FuzzTest
    @MethodSource("messages")
    void noDamageToAMessageChangesWhatIsVerified(byte[] message) throws Exception {
        var keys = OpenPgpKeys.parse(TestSigner.join(ALPHA.certificate(), BETA.certificate()));
        try {
            assertThat(keys.verify(message, NOW).content()).isEqualTo(WORDS);
        } catch (RefusedException _) {
            // refused
        }
    }

    @FuzzTest
    @MethodSource("keys")
    void anyKeysAreReadOrRefused(byte[] file) {
        try {
            var keys = OpenPgpKeys.parse(file);
            assertThat(keys.fingerprints()).isNotEmpty();
            assertThat(keys.verify(ALPHA.message(WORDS), NOW).content()).isEqualTo(WORDS);
        } catch (UnusableKeyException | RefusedException _) {
            // refused
        }
    }
}
