package org.tidewaiter.signing.make;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.HexFormat;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.signing.key.SigningKey;
import org.tidewaiter.signing.key.VerificationKey;

/// A statement, signed with a key, as a bundle of Sigstore.
///
/// @param hint which key it was, for who has several
/// @see "sigstore/protobuf-specs, sigstore_bundle.proto, version 0.3"
public record NewBundle(NewEnvelope envelope, String hint) {
    /// Its media type.
    public static final String TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";

    public static NewBundle of(NewStatement statement, SigningKey key) {
        return new NewBundle(NewEnvelope.of(statement, key), hint(key.publicKey()));
    }

    /// As cosign writes it: the fingerprint in base64.
    static String hint(VerificationKey key) {
        var hash = HexFormat.of().parseHex(key.fingerprint().hex());
        return Base64.getEncoder().encodeToString(hash);
    }

    public byte[] toJson() {
        var out = new ByteArrayOutputStream();
        try (var json = new JsonWriter(out)) {
            begin(json, hint).beginObject("dsseEnvelope");
            envelope.members(json).endObject().endObject();
        }
        return out.toByteArray();
    }

    /// What bundles of a key have before their content. The object stays open.
    static JsonWriter begin(JsonWriter json, String hint) {
        return json.beginObject()
                .field("mediaType", TYPE)
                .beginObject("verificationMaterial")
                .beginObject("publicKey")
                .field("hint", hint)
                .endObject()
                .endObject();
    }
}
