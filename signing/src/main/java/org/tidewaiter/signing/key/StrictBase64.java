package org.tidewaiter.signing.key;

import java.util.Base64;
import java.util.Optional;

/// Base64 of which each text is of other bytes: padded as it must be, and with no bits left over.
final class StrictBase64 {
    private StrictBase64() {}

    static Optional<byte[]> standard(String text) {
        return decoded(text, Base64.getDecoder(), Base64.getEncoder());
    }

    /// As JOSE has it: for URLs, without padding.
    static Optional<byte[]> ofUrl(String text) {
        return decoded(text, Base64.getUrlDecoder(), Base64.getUrlEncoder().withoutPadding());
    }

    private static Optional<byte[]> decoded(
            String text, Base64.Decoder decoder, Base64.Encoder encoder) {
        try {
            var bytes = decoder.decode(text);
            return encoder.encodeToString(bytes).equals(text)
                    ? Optional.of(bytes)
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
