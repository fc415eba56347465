package org.tidewaiter.signing.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.testkit.Damage;

/// Whatever the bytes are, they are read or refused.
class KeyFuzzTest {
    private static final SigningKey KEY = NewKey.ECDSA_P256.make();

    static Stream<byte[]> publicKeys() {
        return Stream.of(
                        WrittenKey.ofPublic(KEY.publicKey()),
                        KEY.publicKey().encoded(),
                        NewKey.ED25519.make().publicKey().encoded(),
                        NewKey.RSA_2048.make().publicKey().encoded(),
                        bytes(
                                """
                                {"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}\
                                """))
                .flatMap(Damage::versions);
    }

    @FuzzTest
    @MethodSource("publicKeys")
    void aPublicKeyIsReadOrRefused(byte[] file) {
        try {
            for (var key : PublicKeyFile.read(file)) {
                assertThat(PublicKeyFile.read(key.encoded())).containsExactly(key);
                assertThat(key.verify(file, file)).isEmpty();
            }
        } catch (UnusableKeyException _) {
            // refused
        }
    }

    static Stream<byte[]> privateKeys() {
        return Stream.of(
                        WrittenKey.plain(KEY),
                        WrittenKey.plain(NewKey.ED25519.make()),
                        WrittenKey.plain(NewKey.RSA_2048.make()))
                .flatMap(Damage::versions);
    }

    @FuzzTest
    @MethodSource("privateKeys")
    void aPrivateKeyIsReadOrRefused(byte[] file) {
        try {
            var read = PrivateKeyFile.read(file);
            if (!read.isEncrypted()) {
                var key = read.key();
                assertThat(key.publicKey().verify(file, key.sign(file))).isPresent();
            }
        } catch (UnusableKeyException _) {
            // refused
        }
    }

    static Stream<byte[]> structures() {
        return Stream.of(NewKey.ECDSA_P384.make(), KEY, NewKey.RSA_2048.make())
                .map(key -> key.privateKey().getEncoded())
                .flatMap(Damage::versions);
    }

    @FuzzTest
    @MethodSource("structures")
    void aStructureIsReadOrRefused(byte[] der) {
        try {
            var key = PrivateKeyDer.ofPkcs8(der);
            assertThat(key.publicKey().verify(der, key.sign(der))).isPresent();
        } catch (UnusableKeyException _) {
            // refused
        }
    }

    static Stream<byte[]> boxes() {
        try (var password = Password.of(new char[] {'x'})) {
            var sealed = CosignBox.seal(new byte[9], password, new SecureRandom());
            return Stream.of(sealed).flatMap(Damage::versions);
        }
    }

    @FuzzTest
    @MethodSource("boxes")
    void anEncryptedKeyIsOpenedOrRefused(byte[] box) {
        try (var password = Password.of(new char[] {'x'})) {
            assertThat(CosignBox.open(box, password)).hasSize(9);
        } catch (UnusableKeyException _) {
            // refused
        }
    }

    static Stream<byte[]> signatures() {
        return Stream.of(KEY.sign(new byte[1]), KEY.sign(new byte[2])).flatMap(Damage::versions);
    }

    @FuzzTest
    @MethodSource("signatures")
    void aSignatureThatIsReadIsWrittenAsItWas(byte[] der) {
        try {
            assertThat(EcdsaSignature.ofDer(KeyKind.EC_P256, der).der()).isEqualTo(der);
        } catch (MalformedSignatureException _) {
            // refused
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
