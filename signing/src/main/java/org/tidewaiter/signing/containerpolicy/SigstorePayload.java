package org.tidewaiter.signing.containerpolicy;

import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.check.EvidenceCheck.Rejected;
import org.tidewaiter.signing.check.EvidenceCheck.Verified;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.syntax.Part;

/// What containers/image asks of the payload of cosign's signature, and cosign does not.
///
/// @see "containers/image, internal/signature/sigstore_payload.go"
final class SigstorePayload {
    private static final String OPTIONAL = "optional";
    private static final String TIMESTAMP = "timestamp";

    private SigstorePayload() {}

    /// @return the same, or that it is refused for its payload
    static EvidenceCheck judge(EvidenceCheck check) {
        if (!(check instanceof Verified(var evidence, var payload))) {
            return check;
        }
        try {
            require(Part.document(payload));
            return check;
        } catch (RefusedException e) {
            return new Rejected(evidence.source(), e.refusal(), e.detail());
        }
    }

    private static void require(Part payload) throws RefusedException {
        if (!payload.json().has(OPTIONAL)) { // which may be null
            throw new RefusedException(Refusal.MISSING_PART, payload.at(OPTIONAL));
        }
        var optional = payload.optionalObject(OPTIONAL);
        if (optional.isEmpty()) {
            return;
        }
        optional.get().knowing("creator", TIMESTAMP).optionalText("creator");
        if (optional.get().has(TIMESTAMP)
                && optional.get().json().get(TIMESTAMP).wholeNumber().isEmpty()) {
            throw new RefusedException(
                    Refusal.WRONG_PART,
                    optional.get().at(TIMESTAMP) + " is no whole number of seconds");
        }
    }
}
