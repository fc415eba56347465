package org.tidewaiter.signing.syntax;

import java.util.Base64;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;

/// Bytes as base64, in the one way in which they are written: either alphabet, padded, with nothing
/// between and no bits left over. So no other text means the same bytes.
///
/// @see "RFC 4648, 3.5 canonical encoding, 4, 5"
public final class Base64Text {
    private Base64Text() {}

    /// @param where it stands, for the refusal
    public static byte[] decode(String text, String where) throws RefusedException {
        boolean urlSafe = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
        try {
            var bytes = (urlSafe ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text);
            var again = urlSafe ? Base64.getUrlEncoder() : Base64.getEncoder();
            if (again.encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException _) {
            // refused below
        }
        throw new RefusedException(Refusal.MALFORMED_BASE64, where);
    }
}
