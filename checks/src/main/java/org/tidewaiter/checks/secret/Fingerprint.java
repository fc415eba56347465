package org.tidewaiter.checks.secret;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.tidewaiter.image.reader.Spot;

/// Calls a secret without telling it. What was generated is known again wherever it stands; of what
/// a person made up nothing goes in, since it could be found by trying: only its kind and where it
/// stands.
final class Fingerprint {
    private static final byte[] SALT =
            "tidewaiter secret fingerprint 1".getBytes(StandardCharsets.US_ASCII);
    private static final int BYTES = 8;

    private Fingerprint() {}

    /// @param start where the secret begins, in the bytes of the spot
    static String of(SecretKind kind, Spot spot, int start, String secret) {
        var source = spot.source();
        boolean isGenerated = kind.has("secret") && Entropy.isGenerated(secret);
        var told =
                kind.isGuessable() && !isGenerated
                        ? source.path() + "\0" + source.memberPath() + "\0" + source.offset(start)
                        : secret;
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SALT, "HmacSHA256"));
            mac.update((kind.id() + "\0").getBytes(StandardCharsets.UTF_8));
            var whole = mac.doFinal(told.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(whole, 0, BYTES);
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("every Java has HmacSHA256", impossible);
        }
    }

    static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
