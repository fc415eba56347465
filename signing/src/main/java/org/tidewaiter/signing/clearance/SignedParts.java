package org.tidewaiter.signing.clearance;

import java.util.List;
import java.util.regex.Pattern;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.envelope.DsseEnvelope;
import org.tidewaiter.signing.syntax.CanonicalJson;
import org.tidewaiter.signing.syntax.Part;

/// Canonical JSON in an envelope, with signatures that name their keys: how whatever is signed
/// under a charter and is no statement about an image is kept.
final class SignedParts {
    /// Letters that a terminal acts on, and halves of letters.
    private static final Pattern UNFIT =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\x{FFFE}\\x{FFFF}]");

    private static final int MAX_LETTERS = 500;

    private SignedParts() {}

    /// Signed by nobody yet.
    static DsseEnvelope of(String type, JsonParts parts) {
        return new DsseEnvelope(type, CanonicalJson.write(parts.json()), List.of());
    }

    /// What is signed, of which the member `charter` names the charter.
    static Part payload(DsseEnvelope envelope, SignedCharter charter) throws RefusedException {
        var parts = CanonicalJson.read(envelope.payload());
        var id = parts.digest("charter");
        if (!id.equals(charter.id())) {
            throw new RefusedException(Refusal.OTHER_CHARTER, id.toString());
        }
        return parts;
    }

    /// A text for people.
    static String words(Part part, String name) throws RefusedException {
        var text = part.text(name);
        if (!isWords(text)) {
            throw new RefusedException(Refusal.WRONG_PART, part.at(name));
        }
        return text;
    }

    static boolean isWords(String text) {
        return !text.isBlank()
                && text.length() <= MAX_LETTERS
                && text.equals(text.strip())
                && !UNFIT.matcher(text).find();
    }
}
