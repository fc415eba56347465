package org.tidewaiter.signing.key;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import org.bouncycastle.crypto.generators.SCrypt;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.MalformedJsonException;
import org.tidewaiter.signing.syntax.Base64Text;

/// How cosign encrypts a private key: a document of JSON that has a [SecretBox], and how its key
/// comes of a password by scrypt.
///
/// @see "go-securesystemslib, encrypted; RFC 7914"
final class CosignBox {
    /// Those that cosign has written, from 2021 on; with more, a hostile file would take as much
    /// time and memory as it likes.
    private static final Set<Long> COSTS = Set.of(1L << 15, 1L << 16, 1L << 17);

    /// As cosign writes today: 64 MiB.
    private static final int COST = 1 << 16;

    private static final int BLOCK = 8;
    private static final int PARALLEL = 1;
    private static final int SALT_BYTES = 32;
    private static final int MAX_SALT_BYTES = 1024;

    private CosignBox() {}

    static byte[] seal(byte[] plain, Password password, SecureRandom random) {
        var salt = new byte[SALT_BYTES];
        var nonce = new byte[SecretBox.NONCE_BYTES];
        random.nextBytes(salt);
        random.nextBytes(nonce);
        var key = key(password, salt, COST);
        var box = SecretBox.seal(key, nonce, plain);
        Arrays.fill(key, (byte) 0);
        var base64 = Base64.getEncoder();
        return """
        {"kdf":{"name":"scrypt","params":{"N":%d,"r":%d,"p":%d},"salt":"%s"},\
        "cipher":{"name":"nacl/secretbox","nonce":"%s"},"ciphertext":"%s"}\
        """
                .formatted(
                        COST,
                        BLOCK,
                        PARALLEL,
                        base64.encodeToString(salt),
                        base64.encodeToString(nonce),
                        base64.encodeToString(box))
                .getBytes(StandardCharsets.US_ASCII);
    }

    /// @throws UnusableKeyException also for another password
    static byte[] open(byte[] document, Password password) throws UnusableKeyException {
        var json = json(document);
        var derivation = json.get("kdf");
        var cipher = json.get("cipher");
        if (!derivation.text("name").equals("scrypt")
                || !cipher.text("name").equals("nacl/secretbox")) {
            throw new UnusableKeyException(
                    "it is encrypted by other than scrypt and nacl/secretbox");
        }
        int cost = cost(derivation.get("params"));
        var salt = bytes(derivation, "salt");
        var nonce = bytes(cipher, "nonce");
        if (nonce.length != SecretBox.NONCE_BYTES || salt.length > MAX_SALT_BYTES) {
            throw new UnusableKeyException("its salt or nonce has another length");
        }
        var box = bytes(json, "ciphertext");
        var key = key(password, salt, cost);
        var plain = SecretBox.open(key, nonce, box);
        Arrays.fill(key, (byte) 0);
        return plain.orElseThrow(UnusableKeyException::otherPassword);
    }

    private static Json json(byte[] document) throws UnusableKeyException {
        try {
            return JsonReader.read(document);
        } catch (MalformedJsonException _) {
            throw new UnusableKeyException("what is encrypted is not JSON as cosign has it");
        }
    }

    private static int cost(Json parameters) throws UnusableKeyException {
        long cost = number(parameters, "N");
        if (!COSTS.contains(cost)
                || number(parameters, "r") != BLOCK
                || number(parameters, "p") != PARALLEL) {
            throw new UnusableKeyException("it is encrypted by a scrypt of other costs than used");
        }
        return (int) cost;
    }

    private static long number(Json parameters, String name) {
        return parameters.get(name).wholeNumber().orElse(0L);
    }

    private static byte[] bytes(Json json, String name) throws UnusableKeyException {
        return Base64Text.standard(json.text(name))
                .orElseThrow(() -> new UnusableKeyException("its " + name + " is not base64"));
    }

    private static byte[] key(Password password, byte[] salt, int cost) {
        var letters = password.utf8();
        try {
            return SCrypt.generate(letters, salt, cost, BLOCK, PARALLEL, SecretBox.KEY_BYTES);
        } finally {
            Arrays.fill(letters, (byte) 0);
        }
    }
}
