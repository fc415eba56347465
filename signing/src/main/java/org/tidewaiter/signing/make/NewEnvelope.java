package org.tidewaiter.signing.make;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.signing.envelope.DsseEnvelope;
import org.tidewaiter.signing.key.SigningKey;

/// A statement in an envelope, signed with a key.
///
/// @see "github.com/secure-systems-lab/dsse, envelope.md"
@SuppressWarnings("ArrayRecordComponent") // never compared
public record NewEnvelope(byte[] statement, byte[] signature) {
    static NewEnvelope of(NewStatement statement, SigningKey key) {
        var bytes = statement.toJson();
        var envelope = new DsseEnvelope(NewStatement.PAYLOAD_TYPE, bytes, List.of());
        return new NewEnvelope(bytes, key.sign(envelope.preAuthentication()));
    }

    byte[] toJson() {
        var out = new ByteArrayOutputStream();
        try (var json = new JsonWriter(out)) {
            members(json.beginObject()).endObject();
        }
        return out.toByteArray();
    }

    /// Into the object that is open.
    JsonWriter members(JsonWriter json) {
        return json.field("payload", base64(statement))
                .field("payloadType", NewStatement.PAYLOAD_TYPE)
                .beginArray("signatures")
                .beginObject()
                .field("sig", base64(signature))
                .endObject()
                .endArray();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
