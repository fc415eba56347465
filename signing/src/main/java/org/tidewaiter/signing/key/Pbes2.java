package org.tidewaiter.signing.key;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.params.KeyParameter;
import org.tidewaiter.signing.syntax.Der;
import org.tidewaiter.signing.syntax.Der.MalformedDerException;

/// Encrypted PKCS #8 as openssl writes it: a key by PBKDF2 or scrypt, and AES with it.
///
/// @see "RFC 8018, section 6.2 and A.4; RFC 7914, section 7"
final class Pbes2 {
    private static final String SCHEME = "1.2.840.113549.1.5.13";
    private static final String PBKDF2 = "1.2.840.113549.1.5.12";
    private static final String SCRYPT = "1.3.6.1.4.1.11591.4.11";
    private static final String HMAC_SHA1 = "1.2.840.113549.2.7";
    private static final String HMAC_SHA256 = "1.2.840.113549.2.9";
    private static final String HMAC_SHA512 = "1.2.840.113549.2.11";
    private static final String AES = "2.16.840.1.101.3.4.1.";
    private static final int BLOCK_BYTES = 16;

    /// What a hostile file may cost: a second or two, and 128 MiB.
    private static final int MAX_ROUNDS = 2_000_000;

    private static final long MAX_SCRYPT_BYTES = 128 << 20;
    private static final int MAX_SALT_BYTES = 1024;

    private Pbes2() {}

    /// @return a PKCS #8
    /// @throws UnusableKeyException also for another password
    static byte[] open(byte[] encrypted, Password password) throws UnusableKeyException {
        try {
            var whole = Der.of(encrypted);
            var info = whole.sequence();
            whole.end();
            var algorithm = info.sequence();
            var content = info.octets();
            info.end();
            if (!algorithm.identifier().equals(SCHEME)) {
                throw new UnusableKeyException(
                        "it is encrypted in an old way; 'openssl pkcs8 -topk8' writes it anew");
            }
            var parameters = algorithm.sequence();
            algorithm.end();
            var derivation = parameters.sequence();
            var cipher = parameters.sequence();
            parameters.end();
            int keyBytes = keyBytes(cipher.identifier());
            var start = cipher.octets();
            cipher.end();
            if (start.length != BLOCK_BYTES) {
                throw new UnusableKeyException("its cipher starts with other than one block");
            }
            var key = key(derivation, password, keyBytes);
            return decrypted(key, start, content);
        } catch (MalformedDerException e) {
            throw new UnusableKeyException(
                    "an encrypted key that is not of DER: " + e.getMessage());
        }
    }

    private static int keyBytes(String cipher) throws UnusableKeyException {
        return switch (cipher) {
            case AES + "2" -> 16;
            case AES + "22" -> 24;
            case AES + "42" -> 32;
            default -> throw new UnusableKeyException("it is encrypted by other than AES in CBC");
        };
    }

    private static byte[] key(Der derivation, Password password, int keyBytes)
            throws MalformedDerException, UnusableKeyException {
        var identifier = derivation.identifier();
        var costs = derivation.sequence();
        derivation.end();
        var salt = costs.octets();
        if (salt.length > MAX_SALT_BYTES) {
            throw new UnusableKeyException("its salt is too long");
        }
        return switch (identifier) {
            case PBKDF2 -> pbkdf2(costs, salt, password, keyBytes);
            case SCRYPT -> scrypt(costs, salt, password, keyBytes);
            default ->
                    throw new UnusableKeyException(
                            "its key comes of the password by other than PBKDF2 and scrypt");
        };
    }

    private static byte[] pbkdf2(Der costs, byte[] salt, Password password, int keyBytes)
            throws MalformedDerException, UnusableKeyException {
        int rounds = costs.smallNatural();
        if (rounds < 1 || rounds > MAX_ROUNDS) {
            throw new UnusableKeyException(
                    "%d rounds of PBKDF2; at most %d are made".formatted(rounds, MAX_ROUNDS));
        }
        requireKeyBytes(costs, keyBytes);
        Digest digest = new SHA1Digest();
        if (costs.hasMore()) {
            var function = costs.sequence();
            digest = digest(function.identifier());
            function.nothing();
            function.end();
        }
        costs.end();
        var letters = password.utf8();
        try {
            var generator = new PKCS5S2ParametersGenerator(digest);
            generator.init(letters, salt, rounds);
            var made = (KeyParameter) generator.generateDerivedParameters(8 * keyBytes);
            return made.getKey();
        } finally {
            Arrays.fill(letters, (byte) 0);
        }
    }

    private static Digest digest(String function) throws UnusableKeyException {
        return switch (function) {
            case HMAC_SHA1 -> new SHA1Digest();
            case HMAC_SHA256 -> SHA256Digest.newInstance();
            case HMAC_SHA512 -> new SHA512Digest();
            default -> throw new UnusableKeyException("PBKDF2 by a function that is not used");
        };
    }

    private static byte[] scrypt(Der costs, byte[] salt, Password password, int keyBytes)
            throws MalformedDerException, UnusableKeyException {
        int cost = costs.smallNatural();
        int block = costs.smallNatural();
        int parallel = costs.smallNatural();
        requireKeyBytes(costs, keyBytes);
        costs.end();
        if (Integer.bitCount(cost) != 1
                || cost < 2
                || block < 1
                || parallel < 1
                || block > 64
                || parallel > 1024
                || 128L * cost * block * parallel > MAX_SCRYPT_BYTES
                || (block == 1 && cost >= 1 << 16)) {
            throw new UnusableKeyException("it is encrypted by a scrypt of other costs than used");
        }
        var letters = password.utf8();
        try {
            return SCrypt.generate(letters, salt, cost, block, parallel, keyBytes);
        } finally {
            Arrays.fill(letters, (byte) 0);
        }
    }

    private static void requireKeyBytes(Der costs, int keyBytes)
            throws MalformedDerException, UnusableKeyException {
        if (costs.isNext(0x02) && costs.smallNatural() != keyBytes) {
            throw new UnusableKeyException("its key has another length than its cipher takes");
        }
    }

    private static byte[] decrypted(byte[] key, byte[] start, byte[] content)
            throws UnusableKeyException {
        try {
            var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(
                    Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(start));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException _) {
            throw UnusableKeyException.otherPassword();
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }
}
