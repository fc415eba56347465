package org.tidewaiter.signing.key;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Verifies a signature over a stream by every algorithm that a key may use, in one reading.
final class StreamedCheck {
    private static final int PIECE_BYTES = 64 << 10;
    private static final long MAX_KEPT_BYTES = 64L << 20;

    private final Map<SignatureAlgorithm, Signature> engines = new LinkedHashMap<>();
    private boolean tooLarge;

    private StreamedCheck() {}

    /// @param signature of the form that the key's have
    static Optional<SignatureAlgorithm> algorithm(
            PublicKey key,
            List<SignatureAlgorithm> algorithms,
            InputStream signed,
            byte[] signature)
            throws IOException {
        var check = new StreamedCheck();
        try {
            for (var algorithm : algorithms) {
                check.engines.put(algorithm, algorithm.verifier(key));
            }
            check.read(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a key of another kind: " + key.getAlgorithm(), e);
        }
        var found =
                check.engines.entrySet().stream()
                        .filter(one -> verifies(one.getValue(), signature))
                        .map(Map.Entry::getKey)
                        .findFirst();
        if (found.isEmpty() && check.tooLarge) {
            throw new IOException(
                    "a signature of Ed25519 over more than %d bytes cannot be verified"
                            .formatted(MAX_KEPT_BYTES));
        }
        return found;
    }

    private void read(InputStream signed) throws IOException, SignatureException {
        var piece = new byte[PIECE_BYTES];
        long all = 0;
        for (int read = signed.read(piece); read >= 0; read = signed.read(piece)) {
            all += read;
            if (all > MAX_KEPT_BYTES && engines.remove(SignatureAlgorithm.ED25519) != null) {
                tooLarge = true;
            }
            for (var engine : engines.values()) {
                engine.update(piece, 0, read);
            }
        }
    }

    private static boolean verifies(Signature engine, byte[] signature) {
        try {
            return engine.verify(signature);
        } catch (SignatureException _) {
            return false;
        }
    }
}
