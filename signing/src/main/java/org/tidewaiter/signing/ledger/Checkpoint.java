package org.tidewaiter.signing.ledger;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.json.Json.JsonNumber;
import org.tidewaiter.model.json.Json.JsonObject;
import org.tidewaiter.model.json.Json.JsonString;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.envelope.DsseEnvelope;
import org.tidewaiter.signing.key.SigningKey;
import org.tidewaiter.signing.syntax.CanonicalJson;
import org.tidewaiter.signing.syntax.Part;
import org.tidewaiter.signing.trust.Trust;

/// How far a ledger had come at a time, signed. Kept elsewhere, it shows that nothing was cut off
/// the ledger's end.
///
/// @param sequence of an entry
/// @param line the SHA-256 of its line
public record Checkpoint(long sequence, Digest line, Instant time) {
    public static final int MAX_BYTES = 1 << 16;
    private static final String TYPE = "application/vnd.tidewaiter.checkpoint.v1+json";

    public byte[] sign(SigningKey key) {
        var payload =
                CanonicalJson.write(
                        new JsonObject(
                                Map.of(
                                        "sequence",
                                        new JsonNumber(BigDecimal.valueOf(sequence)),
                                        "line",
                                        new JsonString(line.toString()),
                                        "time",
                                        new JsonString(time.toString()))));
        var signature = key.sign(new DsseEnvelope(TYPE, payload, List.of()).preAuthentication());
        var out = new ByteArrayOutputStream();
        try (var json = new JsonWriter(out)) {
            json.beginObject()
                    .field("payload", Base64.getEncoder().encodeToString(payload))
                    .field("payloadType", TYPE)
                    .beginArray("signatures")
                    .beginObject()
                    .field("keyid", key.publicKey().fingerprint().toString())
                    .field("sig", Base64.getEncoder().encodeToString(signature))
                    .endObject()
                    .endArray()
                    .endObject();
        }
        return out.toByteArray();
    }

    /// @throws RefusedException if it is none that somebody who is trusted has signed
    public static Checkpoint read(byte[] file, Trust trusted) throws RefusedException {
        if (file.length > MAX_BYTES) {
            throw new RefusedException(Refusal.TOO_LARGE, file.length + " bytes");
        }
        var envelope =
                DsseEnvelope.parse(
                        Part.envelope(file).only("payload", "payloadType", "signatures"));
        if (!envelope.payloadType().equals(TYPE)) {
            throw new RefusedException(Refusal.WRONG_PAYLOAD_TYPE, envelope.payloadType());
        }
        envelope.signer(trusted);
        var json = CanonicalJson.read(envelope.payload()).only("sequence", "line", "time");
        return new Checkpoint(json.count("sequence"), json.digest("line"), json.time("time"));
    }
}
