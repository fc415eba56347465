package org.tidewaiter.testkit.signing;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// A key pair of OpenPGP: Ed25519, version 4, with one user that it has certified, made in 2020.
///
/// @see "RFC 9580, 5.2.4, 5.5; draft-koch-eddsa-for-openpgp"
public final class GpgKey {
    private static final byte[] CURVE = HexFormat.of().parseHex("092b06010401da470f01");
    private static final int MADE = 1577836800;
    private static final int EDDSA = 22;
    private static final int SHA256 = 8;
    private static final int POSITIVE_CERTIFICATION = 0x13;
    private static final int CERTIFY_AND_SIGN = 3;

    private final KeyPair pair;
    private final byte[] user;

    private GpgKey(KeyPair pair, String user) {
        this.pair = pair;
        this.user = user.getBytes(StandardCharsets.UTF_8);
    }

    public static GpgKey of(String user) {
        try {
            return new GpgKey(KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), user);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /// As `gpg --armor --export` writes it.
    public String publicText() {
        return armored("PUBLIC", join(packet(6, publicBody()), certifiedUser()));
    }

    /// As `gpg --armor --export-secret-keys` writes it, without a password.
    public String privateText() {
        var secret = number(((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow());
        int sum = 0;
        for (byte one : secret) {
            sum += one & 0xff;
        }
        var body = join(publicBody(), new byte[] {0}, secret, two(sum));
        return armored("PRIVATE", join(packet(5, body), certifiedUser()));
    }

    private byte[] publicBody() {
        var encoded = pair.getPublic().getEncoded();
        var point = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        return join(
                new byte[] {4},
                four(MADE),
                new byte[] {EDDSA},
                CURVE,
                number(join(new byte[] {0x40}, point)));
    }

    private byte[] certifiedUser() {
        var publicBody = publicBody();
        var key = join(new byte[] {(byte) 0x99}, two(publicBody.length), publicBody);
        var fingerprint = hash("SHA-1", key);
        var said =
                join(
                        new byte[] {5, 2},
                        four(MADE),
                        new byte[] {2, 27, CERTIFY_AND_SIGN, 22, 33, 4},
                        fingerprint);
        var head =
                join(new byte[] {4, POSITIVE_CERTIFICATION, EDDSA, SHA256}, two(said.length), said);
        var digest =
                hash(
                        "SHA-256",
                        join(
                                key,
                                new byte[] {(byte) 0xb4},
                                four(user.length),
                                user,
                                head,
                                new byte[] {4, (byte) 0xff},
                                four(head.length)));
        var signed = signed(digest);
        var body =
                join(
                        head,
                        two(0),
                        Arrays.copyOf(digest, 2),
                        number(Arrays.copyOf(signed, 32)),
                        number(Arrays.copyOfRange(signed, 32, 64)));
        return join(packet(13, user), packet(2, body));
    }

    private byte[] signed(byte[] bytes) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] hash(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String armored(String kind, byte[] bytes) {
        return "-----BEGIN PGP %1$s KEY BLOCK-----\n\n%2$s\n-----END PGP %1$s KEY BLOCK-----\n"
                .formatted(
                        kind, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes));
    }

    private static byte[] packet(int tag, byte[] body) {
        return join(new byte[] {(byte) (0xc0 | tag), (byte) 0xff}, four(body.length), body);
    }

    /// With its length in bits, and no zeros before it.
    private static byte[] number(byte[] bytes) {
        var number = new BigInteger(1, bytes);
        int size = (number.bitLength() + 7) / 8;
        return join(
                two(number.bitLength()),
                Arrays.copyOfRange(bytes, bytes.length - size, bytes.length));
    }

    private static byte[] two(int number) {
        return ByteBuffer.allocate(2).putShort((short) number).array();
    }

    private static byte[] four(int number) {
        return ByteBuffer.allocate(4).putInt(number).array();
    }

    private static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
