package org.tidewaiter.signing.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
    private static final byte[] WORDS = "alpha".getBytes(StandardCharsets.UTF_8);
    private static final SigningKey KEY = NewKey.ECDSA_P256.make();

    /// As the appendix of RFC 8037 has it.
    private static final String OCTET_PAIR =
            """
            {"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}\
            """;

    @ParameterizedTest
    @EnumSource(NewKey.class)
    void aKeyThatWasMadeIsReadAsItWasWritten(NewKey type) throws Exception {
        var key = type.make();

        assertThat(PublicKeyFile.read(WrittenKey.ofPublic(key.publicKey())))
                .containsExactly(key.publicKey());
        assertThat(PublicKeyFile.read(key.publicKey().encoded())).containsExactly(key.publicKey());
        assertSame(PrivateKeyFile.read(WrittenKey.plain(key)).key(), key);
        assertThat(type.label()).matches("(ecdsa-p|rsa-)\\d{3,4}|ed25519");
    }

    private static void assertSame(SigningKey read, SigningKey made) {
        assertThat(read.publicKey()).isEqualTo(made.publicKey());
        assertThat(made.publicKey().verify(WORDS, read.sign(WORDS))).isPresent();
    }

    @Test
    void anEncryptedKeyIsOpenedByItsPasswordAlone() throws Exception {
        for (var letters : new String[] {"correct horse", "", "pässwörd"}) {
            try (var password = password(letters);
                    var other = password("other")) {
                var written = WrittenKey.encrypted(KEY, password, new SecureRandom());
                var file = PrivateKeyFile.read(written);

                assertThat(new String(written, StandardCharsets.US_ASCII))
                        .startsWith("-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\neyJrZGYi");
                assertThat(file.isEncrypted()).isTrue();
                assertSame(file.key(password), KEY);
                assertThatThrownBy(() -> file.key(other))
                        .isInstanceOfSatisfying(
                                UnusableKeyException.class,
                                e -> assertThat(e.isOfPassword()).isTrue());
                assertThatThrownBy(file::key)
                        .isInstanceOf(UnusableKeyException.class)
                        .hasMessage("it is encrypted, and there is no password");
            }
        }
    }

    @Test
    void theOlderNameOfCosignIsReadToo() throws Exception {
        try (var password = password("x")) {
            var older =
                    text(WrittenKey.encrypted(KEY, password, new SecureRandom()))
                            .replace("SIGSTORE", "COSIGN");
            assertSame(
                    PrivateKeyFile.read(older.getBytes(StandardCharsets.US_ASCII)).key(password),
                    KEY);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'\"N\":65536', '\"N\":1073741824', other costs",
        "'\"N\":65536', '\"N\":65537', other costs",
        "'\"N\":65536', '\"N\":2', other costs",
        "'\"r\":8', '\"r\":1048576', other costs",
        "'\"p\":1', '\"p\":1048576', other costs",
        "'\"p\":1', '\"p\":-1', other costs",
        "'\"name\":\"scrypt\"', '\"name\":\"none\"', other than scrypt",
        "nacl/secretbox, none, other than scrypt",
        "'\"salt\":\"', '\"salt\":\"=', salt is not base64",
        "'\"nonce\":\"', '\"nonce\":\"AAAA', another length",
        "'\"ciphertext\":\"', '\"ciphertext\":\"-', ciphertext is not base64",
        "'\"ciphertext\":\"', '\"ciphertext\":\"AAAA', another password",
        "'{\"kdf\"', '{\"kdf\":1,\"kdf\"', not JSON",
    })
    void aHostileEncryptionIsRefusedBeforeItCostsAnything(String part, String other, String why) {
        try (var password = password("x")) {
            var sealed = text(CosignBox.seal(WORDS, password, new SecureRandom()));
            var changed = sealed.replace(part, other);
            assertThat(changed).isNotEqualTo(sealed);
            assertThatThrownBy(() ->
                            CosignBox.open(changed.getBytes(StandardCharsets.US_ASCII), password))
                    .isInstanceOf(UnusableKeyException.class)
                    .hasMessageContaining(why);
        }
    }

    @Test
    void aFileMayHaveManyPublicKeysAndEachCountsOnce() throws Exception {
        var other = NewKey.ED25519.make().publicKey();
        var pem =
                "first\n"
                        + text(WrittenKey.ofPublic(KEY.publicKey()))
                        + text(WrittenKey.ofPublic(other)).replace("\n", "\r\n")
                        + text(WrittenKey.ofPublic(KEY.publicKey()));
        assertThat(PublicKeyFile.read(pem.getBytes(StandardCharsets.US_ASCII)))
                .containsExactly(KEY.publicKey(), other);
    }

    @Test
    void aKeyIsTheSameInWhicheverWayItIsWritten() throws Exception {
        var key = NewKey.RSA_2048.make();
        var numbers = (RSAPrivateCrtKey) key.privateKey();
        var pkcs1 =
                DerBytes.sequence(
                        DerBytes.integer(numbers.getModulus()),
                        DerBytes.integer(numbers.getPublicExponent()));
        var json =
                """
                {"kty":"RSA","n":"%s","e":"AQAB","alg":"RS256"}\
                """
                        .formatted(url(numbers.getModulus()));

        assertThat(PublicKeyFile.read(new PemBlock("RSA PUBLIC KEY", pkcs1).bytes()))
                .isEqualTo(PublicKeyFile.read(json.getBytes(StandardCharsets.US_ASCII)))
                .containsExactly(key.publicKey());
    }

    @Test
    void aJsonWebKeyIsAKey() throws Exception {
        var read = PublicKeyFile.read(OCTET_PAIR.getBytes(StandardCharsets.US_ASCII));
        assertThat(HexFormat.of().formatHex(read.getFirst().encoded()))
                .endsWith("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");

        var set = "{\"keys\":[" + OCTET_PAIR + "," + OCTET_PAIR + "]}";
        assertThat(PublicKeyFile.read(set.getBytes(StandardCharsets.US_ASCII))).isEqualTo(read);

        var secret =
                OCTET_PAIR.replace("}", ",\"d\":\"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A\"}");
        assertThat(
                        PrivateKeyFile.read(secret.getBytes(StandardCharsets.US_ASCII))
                                .key()
                                .publicKey())
                .isEqualTo(read.getFirst());
    }

    @Test
    void aPrivateJsonWebKeyOfACurveIsReadAndItsHalvesMustFit() throws Exception {
        var der = KEY.publicKey().encoded();
        var secret = ((java.security.interfaces.ECPrivateKey) KEY.privateKey()).getS();
        var json =
                """
                {"kty":"EC","crv":"P-256","x":"%s","y":"%s","d":"%s"}\
                """
                        .formatted(
                                fixed(der, der.length - 64),
                                fixed(der, der.length - 32),
                                Base64.getUrlEncoder()
                                        .withoutPadding()
                                        .encodeToString(
                                                Arrays.copyOfRange(
                                                        new EcdsaSignature(
                                                                        KeyKind.EC_P256,
                                                                        secret,
                                                                        secret)
                                                                .fixed(),
                                                        0,
                                                        32)));
        assertSame(PrivateKeyFile.read(json.getBytes(StandardCharsets.US_ASCII)).key(), KEY);
        var changed = json.replaceFirst("\"d\":\"[^\"]{4}", "\"d\":\"AAAA");
        assertThatThrownBy(() ->
                        PrivateKeyFile.read(changed.getBytes(StandardCharsets.US_ASCII)).key())
                .isInstanceOf(UnusableKeyException.class)
                .hasMessage("the private key is not that of the public one");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hello | no key in it",
                "`` | no key in it",
                "-----BEGIN PUBLIC KEY-----\\nAAAA | has no end",
                "-----BEGIN PUBLIC KEY-----\\nAA==A\\n-----END PUBLIC KEY----- | not base64",
                "-----BEGIN PUBLIC KEY-----\\nAAA\\n-----END PUBLIC KEY----- | not base64",
                "-----BEGIN PUBLIC KEY-----\\nAAAA\\n-----END PUBLIC KEY----- | not of DER",
                "-----BEGIN PRIVATE KEY-----\\nAAAA\\n-----END PRIVATE KEY----- | a private key",
                "-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE----- | certificate",
                "-----BEGIN X-----\\nAAAA\\n-----END X----- | something else",
                "{\"kty\":\"EC\",\"kty\":\"EC\"} | has a member twice",
                "{} | a kind that is not used",
                "{\"keys\":[]} | no key in it",
                "{\"kty\":\"oct\",\"k\":\"AAAA\"} | a private key",
                "{\"kty\":\"EC\",\"crv\":\"secp256k1\"} | its curve",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"} | another length",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"A\"} | 'x' is missing",
                "{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"} | an RSA key of 17 bits",
                "{\"kty\":\"RSA\",\"n\":\"AAEAAQ\",\"e\":\"AQAB\"} | shortest form",
                "{\"kty\":\"OKP\",\"crv\":\"Ed448\",\"x\":\"AA\"} | not Ed25519",
                "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AA\"} | a key of 1 bytes",
                "{\"kty\":\"RSA\",\"use\":\"enc\"} | not for signatures",
            })
    void whatIsNoPublicKeyIsRefusedWithItsReason(String file, String why) {
        var bytes = file.replace("\\n", "\n").getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> PublicKeyFile.read(bytes))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 90})
    void x509OfOtherBytesIsNotAKey(int at) {
        var der = KEY.publicKey().encoded();
        assertThatThrownBy(() -> PublicKeyDer.ofX509(Arrays.copyOf(der, at)))
                .isInstanceOf(UnusableKeyException.class);
        assertThatThrownBy(() -> PublicKeyDer.ofX509(Arrays.copyOf(der, der.length + 1)))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("something follows");
    }

    @Test
    void aFileThatIsTooLargeIsNotRead() {
        assertThatThrownBy(() -> PublicKeyFile.read(new byte[PublicKeyFile.MAX_BYTES + 1]))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("262144");
        assertThatThrownBy(() -> PrivateKeyFile.read(new byte[PublicKeyFile.MAX_BYTES + 1]))
                .isInstanceOf(UnusableKeyException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void aKeyOfRsaOfWhichOneNumberIsAnotherIsNotUsed(int which) throws Exception {
        var k = (RSAPrivateCrtKey) NewKey.RSA_2048.make().privateKey();
        var numbers =
                new BigInteger[] {
                    k.getModulus(), k.getPublicExponent(), k.getPrivateExponent(),
                    k.getPrimeP(), k.getPrimeQ(), k.getPrimeExponentP(),
                    k.getPrimeExponentQ(), k.getCrtCoefficient()
                };
        assertThat(PrivateKeyDer.ofPkcs1(pkcs1(numbers))).isNotNull();
        numbers[which] = numbers[which].add(BigInteger.TWO);
        assertThatThrownBy(() -> PrivateKeyDer.ofPkcs1(pkcs1(numbers)))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("do not fit together");
    }

    private static byte[] pkcs1(BigInteger[] numbers) {
        var parts = new byte[numbers.length + 1][];
        parts[0] = DerBytes.integer(BigInteger.ZERO);
        for (int i = 0; i < numbers.length; i++) {
            parts[i + 1] = DerBytes.integer(numbers[i]);
        }
        return DerBytes.sequence(parts);
    }

    @Test
    void nothingOfAKeyOrPasswordIsInAnyWords() throws Exception {
        var plain = WrittenKey.plain(KEY);
        var file = PrivateKeyFile.read(plain);
        try (var password = password("secret")) {
            assertThat(password).hasToString("a password");
        }
        assertThat(file).hasToString("a private key");
        assertThat(PemBlock.read(plain).getFirst()).hasToString("PRIVATE KEY");
        assertThat(KEY.toString()).isEqualTo("private key of " + KEY.publicKey());
        var broken = "{\"kty\":\"OKP\",\"d\":nWGxne9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A}";
        assertThatThrownBy(
                        () -> PrivateKeyFile.read(broken.getBytes(StandardCharsets.US_ASCII)).key())
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageNotContaining("nWGx");
    }

    @Test
    void aClosedPasswordIsWiped() {
        var letters = "secret".toCharArray();
        Password.of(letters).close();
        assertThat(letters).containsOnly('\0');
    }

    static Password password(String letters) {
        return Password.of(letters.toCharArray());
    }

    private static String url(BigInteger number) {
        var bytes = number.toByteArray();
        var plain = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    }

    private static String fixed(byte[] der, int from) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOfRange(der, from, from + 32));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
