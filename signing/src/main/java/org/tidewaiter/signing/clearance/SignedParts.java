package org.tidewaiter.signing.clearance;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.envelope.DsseEnvelope;
import org.tidewaiter.signing.key.SigningKey;
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

    /// With a signature more; one by the same key is replaced.
    static DsseEnvelope signed(DsseEnvelope envelope, SigningKey key) {
        var keyId = key.publicKey().fingerprint().toString();
        var signatures = new ArrayList<>(envelope.signatures());
        signatures.removeIf(one -> one.keyId().equals(keyId));
        signatures.add(new DsseEnvelope.Signature(keyId, key.sign(envelope.preAuthentication())));
        return new DsseEnvelope(envelope.payloadType(), envelope.payload(), signatures);
    }

    static byte[] write(DsseEnvelope envelope) {
        var out = new ByteArrayOutputStream();
        try (var json = new JsonWriter(out)) {
            envelope.write(json);
        }
        return out.toByteArray();
    }

    /// @param type that it must have
    static DsseEnvelope read(byte[] file, String type, int maxBytes) throws RefusedException {
        if (file.length > maxBytes) {
            throw new RefusedException(Refusal.TOO_LARGE, file.length + " bytes");
        }
        return read(Part.envelope(file), type);
    }

    static DsseEnvelope read(Part json, String type) throws RefusedException {
        json.only("payload", "payloadType", "signatures");
        for (var one : json.objects("signatures")) {
            one.only("keyid", "sig").text("keyid");
        }
        var envelope = DsseEnvelope.parse(json);
        if (!envelope.payloadType().equals(type)) {
            throw new RefusedException(Refusal.WRONG_PAYLOAD_TYPE, envelope.payloadType());
        }
        return envelope;
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
