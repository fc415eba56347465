package org.tidewaiter.signing.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// openssl reads and verifies what we make, and we what it makes.
class OpensslKeysIT {
    private static final byte[] WORDS = "alpha".getBytes(StandardCharsets.UTF_8);

    @TempDir private Path folder;

    @BeforeAll
    static void install() throws Exception {
        run(Path.of(".").toAbsolutePath(), "../testkit/oracles/install.sh", "openssl");
    }

    @BeforeEach
    void words() throws IOException {
        Files.write(folder.resolve("words"), WORDS);
    }

    @ParameterizedTest
    @EnumSource(NewKey.class)
    void whatWeSignOpensslVerifies(NewKey type) throws Exception {
        var key = type.make();
        Files.write(folder.resolve("own.key"), WrittenKey.plain(key));
        Files.write(folder.resolve("own.pub"), WrittenKey.ofPublic(key.publicKey()));
        Files.write(folder.resolve("own.sig"), key.sign(WORDS));

        assertThat(openssl("pkey -in own.key -pubout"))
                .isEqualTo(Files.readString(folder.resolve("own.pub")));
        var verified = new ArrayList<>(List.of("pkeyutl -verify -pubin -inkey own.pub"));
        verified.add("-sigfile own.sig -rawin -in words" + digest(key));
        assertThat(openssl(String.join(" ", verified))).contains("Successfully");
    }

    @ParameterizedTest
    @EnumSource(NewKey.class)
    void whatOpensslSignsWithOurKeyWeVerify(NewKey type) throws Exception {
        var key = type.make();
        Files.write(folder.resolve("own.key"), WrittenKey.plain(key));
        openssl("pkeyutl -sign -inkey own.key -rawin -in words -out own.sig" + digest(key));

        assertThat(key.publicKey().verify(WORDS, Files.readAllBytes(folder.resolve("own.sig"))))
                .hasValue(key.algorithm());
    }

    private static String digest(SigningKey key) {
        return switch (key.publicKey().kind()) {
            case EC_P256, RSA -> " -digest sha256";
            case EC_P384 -> " -digest sha384";
            case EC_P521 -> " -digest sha512";
            case ED25519_KEY -> "";
        };
    }

    @Test
    void aSignatureByPssIsVerified() throws Exception {
        var key = NewKey.RSA_2048.make();
        Files.write(folder.resolve("own.key"), WrittenKey.plain(key));
        openssl(
                "dgst -sha256 -sign own.key -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32"
                        + " -out own.sig words");
        assertThat(key.publicKey().verify(WORDS, Files.readAllBytes(folder.resolve("own.sig"))))
                .hasValue(SignatureAlgorithm.RSA_PSS_SHA256);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out k",
                "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out k",
                "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-521 -out k",
                "ecparam -name prime256v1 -genkey -out k",
                "ecparam -name secp384r1 -genkey -noout -out k",
                "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out k",
                "genrsa -traditional -out k 3072",
                "genpkey -algorithm ED25519 -out k",
            })
    void aKeyOfOpensslIsRead(String made) throws Exception {
        openssl(made);
        openssl("pkey -in k -pubout -out p");
        openssl("pkey -in k -pubout -outform DER -out p.der");
        openssl("pkey -in k -out k8");
        var key = PrivateKeyFile.read(bytes("k")).key();

        assertThat(PublicKeyFile.read(bytes("p"))).containsExactly(key.publicKey());
        assertThat(PublicKeyFile.read(bytes("p.der"))).containsExactly(key.publicKey());
        assertThat(PrivateKeyFile.read(bytes("k8")).key().publicKey()).isEqualTo(key.publicKey());
        openssl("req -x509 -new -key k -subj /CN=own -days 2 -out c");
        assertThat(PublicKeyFile.read(bytes("c"))).containsExactly(key.publicKey());
        Files.writeString(folder.resolve("two"), text("c") + text("c"));
        assertThatThrownBy(() -> PublicKeyFile.read(bytes("two")))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("more than one certificate");
    }

    @Test
    void aPublicKeyOfRsaInItsOldFormIsRead() throws Exception {
        openssl("genrsa -out k 2048");
        openssl("rsa -in k -RSAPublicKey_out -out p");
        assertThat(text("p")).contains("BEGIN RSA PUBLIC KEY");
        assertThat(PublicKeyFile.read(bytes("p")))
                .containsExactly(PrivateKeyFile.read(bytes("k")).key().publicKey());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-v2 aes-128-cbc",
                "-v2 aes-192-cbc -v2prf hmacWithSHA1",
                "-v2prf hmacWithSHA512 -iter 100000",
                "-scrypt",
                "-scrypt -scrypt_N 8192 -scrypt_r 8 -scrypt_p 2",
            })
    void anEncryptedKeyOfOpensslIsOpened(String how) throws Exception {
        openssl("genpkey -algorithm ED25519 -out k");
        openssl("pkcs8 -topk8 -in k -out e -passout pass:s3cret " + how);
        var file = PrivateKeyFile.read(bytes("e"));
        assertThat(file.isEncrypted()).isTrue();
        try (var password = KeyFileTest.password("s3cret");
                var other = KeyFileTest.password("other")) {
            assertThat(file.key(password).publicKey())
                    .isEqualTo(PrivateKeyFile.read(bytes("k")).key().publicKey());
            assertThatThrownBy(() -> file.key(other)).isInstanceOf(UnusableKeyException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pkcs8 -topk8 -in k -out e -passout pass:x -iter 2000001 | rounds of PBKDF2",
                "pkcs8 -topk8 -in k -out e -passout pass:x -v1 PBE-SHA1-3DES | in an old way",
                "pkcs8 -topk8 -in k -out e -passout pass:x -v2 des3 | other than AES in CBC",
                "rsa -in k -traditional -aes128 -passout pass:x -out e | in an old way",
            })
    void anEncryptionThatIsOldOrCostsTooMuchIsNotOpened(String made, String why) throws Exception {
        openssl("genrsa -out k 2048");
        openssl(made);
        try (var password = KeyFileTest.password("x")) {
            assertThatThrownBy(() -> PrivateKeyFile.read(bytes("e")).key(password))
                    .isInstanceOf(UnusableKeyException.class)
                    .hasMessageContaining(why);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ecparam -name secp256k1 -genkey -noout -out k | its curve",
                "ecparam -name prime256v1 -param_enc explicit -genkey -noout -out k | of its own",
                "genpkey -algorithm ED448 -out k | are not used",
                "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out k | 1024 bits",
                "genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -out k | RSASSA-PSS",
            })
    void aKeyOfOpensslThatIsNotUsedIsToldWithItsReason(String made, String why) throws Exception {
        openssl(made);
        openssl("pkey -in k -pubout -out p");
        for (var wrong : List.of("k", "p")) {
            assertThatThrownBy(
                            () -> {
                                if (wrong.equals("k")) {
                                    PrivateKeyFile.read(bytes("k")).key();
                                } else {
                                    PublicKeyFile.read(bytes("p"));
                                }
                            })
                    .isInstanceOf(UnusableKeyException.class)
                    .hasMessageContaining(why);
        }
    }

    private byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    private String text(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private String openssl(String words) throws Exception {
        return run(folder, ("openssl " + words.strip()).split(" +", -1));
    }

    private static String run(Path folder, String... command) throws Exception {
        var errors = Files.createTempFile("openssl", ".err");
        try {
            var process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectError(errors.toFile())
                            .start();
            process.getOutputStream().close();
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor())
                    .as("%s: %s%s", List.of(command), out, Files.readString(errors))
                    .isZero();
            return out;
        } finally {
            Files.delete(errors);
        }
    }
}
