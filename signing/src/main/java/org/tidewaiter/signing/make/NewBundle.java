package org.tidewaiter.signing.make;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.signing.envelope.DsseEnvelope;
import org.tidewaiter.signing.form.bundle.SigstoreBundle;
import org.tidewaiter.signing.key.SigningKey;
import org.tidewaiter.signing.key.VerificationKey;

/// A statement, signed with a key, as a bundle of Sigstore.
///
/// @param hint which key it was, for who has several
/// @see "sigstore/protobuf-specs, sigstore_bundle.proto, version 0.3"
@SuppressWarnings("ArrayRecordComponent") // never compared
public record NewBundle(byte[] statement, byte[] signature, String hint) {
    /// Its media type.
    public static final String TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";

    /// As many as are read of one again.
    static final int MAX_BYTES = new SigstoreBundle().maxBytes();

    public static NewBundle of(NewStatement statement, SigningKey key) {
        var bytes = statement.toJson();
        var envelope = new DsseEnvelope(NewStatement.PAYLOAD_TYPE, bytes, List.of());
        var signature = key.sign(envelope.preAuthentication());
        return new NewBundle(bytes, signature, hint(key.publicKey()));
    }

    /// As cosign writes it: the fingerprint in base64.
    private static String hint(VerificationKey key) {
        var hash = HexFormat.of().parseHex(key.fingerprint().hex());
        return base64(hash);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    public byte[] toJson() {
        var out = new ByteArrayOutputStream();
        try (var json = new JsonWriter(out)) {
            json.beginObject()
                    .field("mediaType", TYPE)
                    .beginObject("verificationMaterial")
                    .beginObject("publicKey")
                    .field("hint", hint)
                    .endObject()
                    .endObject()
                    .beginObject("dsseEnvelope")
                    .field("payload", base64(statement))
                    .field("payloadType", NewStatement.PAYLOAD_TYPE)
                    .beginArray("signatures")
                    .beginObject()
                    .field("sig", base64(signature))
                    .endObject()
                    .endArray()
                    .endObject()
                    .endObject();
        }
        return out.toByteArray();
    }
}
