package org.tidewaiter.signing.envelope;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.tidewaiter.model.Issuer;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.key.SigningKey;
import org.tidewaiter.signing.syntax.Part;
import org.tidewaiter.signing.trust.Trust;

/// Any bytes, what they are, and signatures over both. Each signature stands for itself: it is
/// enough that one of them is by somebody who is trusted, but all must be well-formed.
///
/// @param payload exactly the bytes that are signed
/// @see "github.com/secure-systems-lab/dsse, protocol.md and envelope.md, version 1"
@SuppressWarnings("ArrayRecordComponent") // never compared
public record DsseEnvelope(String payloadType, byte[] payload, List<Signature> signatures) {
    public static final int MAX_SIGNATURES = 16;

    public DsseEnvelope {
        signatures = List.copyOf(signatures);
    }

    /// @param keyId chosen by the signer; empty where there is none. It decides nothing.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Signature(String keyId, byte[] bytes) {}

    public static DsseEnvelope parse(byte[] utf8) throws RefusedException {
        return parse(Part.envelope(utf8));
    }

    /// @throws RefusedException also where there is no signature
    public static DsseEnvelope parse(Part json) throws RefusedException {
        json.knowing("payload", "payloadType", "signatures");
        var type = json.text("payloadType");
        var payload = json.base64("payload");
        if (payload.length == 0) {
            throw new RefusedException(Refusal.EMPTY_PAYLOAD, "");
        }
        var signatures = new ArrayList<Signature>();
        for (var one : json.objects("signatures")) {
            signatures.add(signature(one.knowing("sig", "keyid")));
        }
        if (signatures.isEmpty()) {
            throw new RefusedException(Refusal.NO_SIGNATURE, "");
        }
        if (signatures.size() > MAX_SIGNATURES) {
            throw new RefusedException(Refusal.MANY_SIGNATURES, signatures.size() + " signatures");
        }
        return new DsseEnvelope(type, payload, signatures);
    }

    /// One that we have made: each signature names its key, and nothing else is in it.
    ///
    /// @param type that it must have
    public static DsseEnvelope read(byte[] file, String type, int maxBytes)
            throws RefusedException {
        if (file.length > maxBytes) {
            throw new RefusedException(Refusal.TOO_LARGE, file.length + " bytes");
        }
        return read(Part.envelope(file), type);
    }

    /// As [#read].
    public static DsseEnvelope read(Part json, String type) throws RefusedException {
        json.only("payload", "payloadType", "signatures");
        for (var one : json.objects("signatures")) {
            one.only("keyid", "sig").text("keyid");
        }
        var envelope = parse(json);
        if (!envelope.payloadType().equals(type)) {
            throw new RefusedException(Refusal.WRONG_PAYLOAD_TYPE, envelope.payloadType());
        }
        return envelope;
    }

    /// With a signature more; one by the same key is replaced.
    public DsseEnvelope signedBy(SigningKey key) {
        var keyId = key.publicKey().fingerprint().toString();
        var all = new ArrayList<>(signatures);
        all.removeIf(one -> one.keyId().equals(keyId));
        all.add(new Signature(keyId, key.sign(preAuthentication())));
        return new DsseEnvelope(payloadType, payload, all);
    }

    public byte[] toJson() {
        var out = new ByteArrayOutputStream();
        try (var json = new JsonWriter(out)) {
            write(json);
        }
        return out.toByteArray();
    }

    /// As [#parse] reads it, with base64 of the standard alphabet.
    public void write(JsonWriter json) {
        json.beginObject()
                .field("payload", Base64.getEncoder().encodeToString(payload))
                .field("payloadType", payloadType)
                .beginArray("signatures");
        for (var signature : signatures) {
            json.beginObject()
                    .field("keyid", signature.keyId())
                    .field("sig", Base64.getEncoder().encodeToString(signature.bytes()))
                    .endObject();
        }
        json.endArray().endObject();
    }

    private static Signature signature(Part json) throws RefusedException {
        var bytes = json.base64("sig");
        if (bytes.length == 0) {
            throw new RefusedException(Refusal.NO_SIGNATURE, json.at("sig") + " is empty");
        }
        return new Signature(json.optionalText("keyid").orElse(""), bytes);
    }

    /// The bytes that the signatures are over: the type and the payload with their lengths, so that
    /// neither can be taken for a part of the other.
    public byte[] preAuthentication() {
        var type = payloadType.getBytes(StandardCharsets.UTF_8);
        var bytes = new ByteArrayOutputStream(payload.length + type.length + 32);
        bytes.writeBytes(ascii("DSSEv1 " + type.length + " "));
        bytes.writeBytes(type);
        bytes.writeBytes(ascii(" " + payload.length + " "));
        bytes.writeBytes(payload);
        return bytes.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// @throws RefusedException if none of them has signed it
    public Issuer signer(Trust trusted) throws RefusedException {
        boolean one = signatures.size() == 1;
        var trust = one ? trusted.hinted(signatures.getFirst().keyId()) : trusted;
        return trust.signer(
                preAuthentication(), signatures.stream().map(Signature::bytes).toList());
    }
}
