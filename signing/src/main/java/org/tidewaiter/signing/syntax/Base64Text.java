package org.tidewaiter.signing.syntax;

import java.util.Base64;
import java.util.Optional;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;

/// Bytes as base64, in the one way in which they are written: with nothing between and no bits left
/// over. So no other text means the same bytes.
///
/// @see "RFC 4648, 3.5 canonical encoding, 4, 5"
public final class Base64Text {
    private Base64Text() {}

    /// In either alphabet, padded.
    ///
    /// @param where it stands, for the refusal
    public static byte[] decode(String text, String where) throws RefusedException {
        boolean urlSafe = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
        var bytes =
                urlSafe
                        ? decoded(text, Base64.getUrlDecoder(), Base64.getUrlEncoder())
                        : standard(text);
        return bytes.orElseThrow(() -> new RefusedException(Refusal.MALFORMED_BASE64, where));
    }

    /// In the usual alphabet, padded.
    public static Optional<byte[]> standard(String text) {
        return decoded(text, Base64.getDecoder(), Base64.getEncoder());
    }

    /// As JOSE has it: for URLs, without padding.
    public static Optional<byte[]> ofUrl(String text) {
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
