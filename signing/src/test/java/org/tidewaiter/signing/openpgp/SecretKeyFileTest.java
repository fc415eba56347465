package org.tidewaiter.signing.openpgp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidewaiter.signing.openpgp.TestSigner.MAY_CERTIFY;
import static org.tidewaiter.signing.openpgp.TestSigner.MAY_SIGN;
import static org.tidewaiter.signing.openpgp.TestSigner.NOW;
import static org.tidewaiter.signing.openpgp.TestSigner.USER;
import static org.tidewaiter.signing.openpgp.TestSigner.join;
import static org.tidewaiter.signing.openpgp.TestSigner.user;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.S2K;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.operator.PBESecretKeyEncryptor;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyEncryptorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.signing.key.Password;
import org.tidewaiter.signing.key.UnusableKeyException;
import org.tidewaiter.testkit.signing.GpgKey;

class SecretKeyFileTest {
    private static final byte[] WORDS = "alpha".getBytes(UTF_8);
    private static final TestSigner ALPHA = TestSigner.ed25519();

    static Stream<TestSigner> signers() {
        return Stream.of(
                ALPHA,
                TestSigner.rsa(2048),
                TestSigner.ecdsa("P-256"),
                TestSigner.ecdsa("P-384"),
                TestSigner.ecdsa("P-521"));
    }

    @ParameterizedTest
    @MethodSource("signers")
    void whatIsSignedIsVerifiedByThePublicKey(TestSigner signer) throws Exception {
        var message = SecretKeyFile.read(file(signer), NOW).signer().sign(WORDS, NOW);

        var verified = OpenPgpKeys.parse(signer.certificate()).verify(message, NOW);
        assertThat(verified.content()).isEqualTo(WORDS);
        assertThat(verified.signedAt()).isEqualTo(NOW);
    }

    @Test
    void theSameIsSignedAlikeTwice() throws Exception {
        var signer = SecretKeyFile.read(file(ALPHA), NOW).signer();

        assertThat(signer.sign(WORDS, NOW)).isEqualTo(signer.sign(WORDS, NOW));
    }

    @Test
    void textIsReadAsBytesAre() throws Exception {
        var key = GpgKey.of("Alpha <alpha@example.com>");
        var now = Instant.parse("2026-03-01T00:00:00Z");
        var message =
                SecretKeyFile.read(key.privateText().getBytes(UTF_8), now)
                        .signer()
                        .sign(WORDS, now);

        var trusted = OpenPgpKeys.parse(key.publicText().getBytes(UTF_8));
        assertThat(trusted.verify(message, now).issuer().users())
                .containsExactly("Alpha <alpha@example.com>");
    }

    /// Numbers are written without the zeros before them.
    @Test
    void everyKeyIsReadAlsoOneThatBeginsWithZeros() throws Exception {
        for (int i = 0; i < 300; i++) {
            var key = GpgKey.of("alpha").privateText().getBytes(UTF_8);

            assertThat(SecretKeyFile.read(key, NOW).signer().sign(WORDS, NOW)).isNotEmpty();
        }
    }

    @Test
    void anEncryptedKeyIsReadWithItsPassword() throws Exception {
        var file = SecretKeyFile.read(encrypted(sha1("secret")), NOW);

        assertThat(file.isEncrypted()).isTrue();
        assertThat(file).hasToString("an encrypted private key");
        try (var password = Password.of("secret".toCharArray())) {
            assertThat(file.signer(password).sign(WORDS, NOW)).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Secret"})
    void anotherPasswordIsToldAsThat(String typed) throws Exception {
        var file = SecretKeyFile.read(encrypted(sha1("secret")), NOW);

        assertThatThrownBy(() -> file.signer(Password.of(typed.toCharArray())))
                .isInstanceOfSatisfying(
                        UnusableKeyException.class, e -> assertThat(e.isOfPassword()).isTrue())
                .hasNoCause();
        assertThatThrownBy(file::signer).isInstanceOf(UnusableKeyException.class);
    }

    @Test
    void aPasswordThatMayCostAnythingIsNotTried() throws Exception {
        var body = Packet.all(encrypted(sha1("secret")), 3).getFirst().body();
        int kind = Packet.all(ALPHA.publicPacket(), 1).getFirst().body().length + 2;
        body[kind] = S2K.ARGON_2;
        var file =
                join(
                        new Packet(Packet.SECRET_KEY, body).encoded(),
                        user(USER),
                        ALPHA.certification(it -> it.setKeyFlags(false, MAY_SIGN)));

        assertThatThrownBy(() -> SecretKeyFile.read(file, NOW).signer(password()))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("in a way that is not read");
    }

    @Test
    void thePrimaryKeySignsWhereItMay() throws Exception {
        var file = join(file(ALPHA), subkeyOf(TestSigner.ed25519()));

        assertThat(isSignedBy(ALPHA, file)).isTrue();
    }

    @Test
    void otherwiseASubkeyThatMaySigns() throws Exception {
        var signing = TestSigner.ed25519();
        var encrypting = TestSigner.ed25519();
        var binding =
                ALPHA.ofSubkey(
                        PGPSignature.SUBKEY_BINDING,
                        encrypting,
                        it -> it.setKeyFlags(false, TestSigner.MAY_ENCRYPT));
        var file =
                join(
                        certifying(),
                        encrypting.secretPacket(false, none()),
                        binding,
                        subkeyOf(signing));

        assertThat(isSignedBy(signing, file)).isTrue();
    }

    @Test
    void aPrivatePartThatIsKeptElsewhereIsPassedOver() throws Exception {
        var body = Packet.all(ALPHA.publicPacket(), 1).getFirst().body();
        var dummy = new byte[] {(byte) 255, 0, S2K.GNU_DUMMY_S2K, 0, 'G', 'N', 'U', 1};
        var subkey = TestSigner.ed25519();
        var file =
                join(
                        new Packet(Packet.SECRET_KEY, join(body, dummy)).encoded(),
                        user(USER),
                        ALPHA.certification(it -> it.setKeyFlags(false, MAY_CERTIFY | MAY_SIGN)));

        assertThat(isSignedBy(subkey, join(file, subkeyOf(subkey)))).isTrue();
        assertRefused(file, "the part that may sign is not in it");
    }

    private static boolean isSignedBy(TestSigner signer, byte[] file) throws Exception {
        var message = SecretKeyFile.read(file, NOW).signer().sign(WORDS, NOW);
        var signature = Packet.all(message, 3).getLast();
        return PacketSignature.parse(signature).orElseThrow().names(signer.publicKey());
    }

    private static byte[] certifying() {
        return join(
                ALPHA.secretPacket(true, none()),
                user(USER),
                ALPHA.certification(it -> it.setKeyFlags(false, MAY_CERTIFY)));
    }

    @Test
    void aKeyThatMaySignNothingNowIsRefusedWithTheReason() throws Exception {
        assertRefused(certifying(), "not one for signing");
        var expired =
                join(
                        ALPHA.secretPacket(true, none()),
                        user(USER),
                        ALPHA.certification(it -> {
                            it.setKeyFlags(false, MAY_CERTIFY | MAY_SIGN);
                            it.setKeyExpirationTime(false, 3600);
                        }));
        assertRefused(expired, "expired");
        assertRefused(join(file(ALPHA), file(TestSigner.ed25519())), "not exactly one");
        assertRefused(ALPHA.certificate(), "not exactly one");
        assertRefused(new byte[0], "not exactly one");
        assertRefused(TestSigner.ed25519OfVersion6().secretPacket(true, none()), "version");
        assertRefused(new byte[SecretKeyFile.MAX_BYTES + 1], "larger than");
    }

    @Test
    void aPrivatePartOfAnotherKeySignsNothing() throws Exception {
        var mixed = ALPHA.secretPacketOf(TestSigner.ed25519());
        var file = join(mixed, user(USER), ALPHA.certification(it -> it.setKeyFlags(false, 3)));

        assertThatThrownBy(() -> SecretKeyFile.read(file, NOW).signer().sign(WORDS, NOW))
                .isInstanceOf(UnusableKeyException.class);
    }

    private static void assertRefused(byte[] file, String why) {
        assertThatThrownBy(() -> SecretKeyFile.read(file, NOW))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining(why);
    }

    static byte[] file(TestSigner signer) {
        return file(signer, none());
    }

    private static byte[] file(TestSigner signer, Optional<PBESecretKeyEncryptor> encryptor) {
        return join(
                signer.secretPacket(true, encryptor),
                user(USER),
                signer.certification(it -> it.setKeyFlags(false, MAY_CERTIFY | MAY_SIGN)));
    }

    private static byte[] subkeyOf(TestSigner subkey) throws Exception {
        var bound = Packet.all(ALPHA.boundSubkey(subkey), 2);
        return join(subkey.secretPacket(false, none()), bound.getLast().encoded());
    }

    private static byte[] encrypted(PBESecretKeyEncryptor encryptor) {
        return file(ALPHA, Optional.of(encryptor));
    }

    private static Optional<PBESecretKeyEncryptor> none() {
        return Optional.empty();
    }

    private static Password password() {
        return Password.of("secret".toCharArray());
    }

    static PBESecretKeyEncryptor sha1(String password) {
        return new BcPBESecretKeyEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_128)
                .build(password.toCharArray());
    }
}
