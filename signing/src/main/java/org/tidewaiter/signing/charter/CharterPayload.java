package org.tidewaiter.signing.charter;

import java.util.Arrays;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.envelope.DsseEnvelope;
import org.tidewaiter.signing.syntax.CanonicalJson;

/// What the owners sign: a charter in canonical JSON. The same charter has the same bytes, and no
/// other bytes are taken for it.
final class CharterPayload {
    static final String TYPE = "application/vnd.tidewaiter.charter.v1+json";
    static final int MAX_BYTES = 1 << 20;

    private CharterPayload() {}

    static byte[] write(Charter charter) {
        return CanonicalJson.write(CharterWriter.write(charter));
    }

    static Charter read(DsseEnvelope envelope, CharterReader reader) throws RefusedException {
        if (!envelope.payloadType().equals(TYPE)) {
            throw new RefusedException(Refusal.WRONG_PAYLOAD_TYPE, envelope.payloadType());
        }
        return read(envelope.payload(), reader);
    }

    static Charter read(byte[] payload, CharterReader reader) throws RefusedException {
        if (payload.length > MAX_BYTES) {
            throw new RefusedException(
                    Refusal.CHARTER_TOO_LARGE,
                    "a version of %d bytes; at most %d".formatted(payload.length, MAX_BYTES));
        }
        var charter = reader.read(CanonicalJson.read(payload));
        if (!Arrays.equals(write(charter), payload)) {
            throw new RefusedException(
                    Refusal.NOT_CANONICAL, "a part is written in another way than it could be");
        }
        return charter;
    }
}
