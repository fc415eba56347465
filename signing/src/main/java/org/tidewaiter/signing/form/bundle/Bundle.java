package org.tidewaiter.signing.form.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tidewaiter.signing.certificate.Presented;
import org.tidewaiter.signing.certificate.PresentedCertificate;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.envelope.DsseEnvelope;
import org.tidewaiter.signing.syntax.Part;

/// A bundle of Sigstore as a document: what is signed, and what is needed to verify it. Entries of
/// logs and timestamps are not looked at, and prove nothing.
///
/// @param presented the certificate of the signer; none where it is a key that signed
/// @see "sigstore/protobuf-specs, sigstore_bundle.proto"
public record Bundle(Content content, Presented presented) {
    private static final Set<String> TYPES =
            Set.of(
                    "application/vnd.dev.sigstore.bundle+json;version=0.1",
                    "application/vnd.dev.sigstore.bundle+json;version=0.2",
                    "application/vnd.dev.sigstore.bundle+json;version=0.3",
                    "application/vnd.dev.sigstore.bundle.v0.3+json");
    private static final List<String> SIGNERS =
            List.of("publicKey", "certificate", "x509CertificateChain");

    /// What is signed.
    public sealed interface Content {
        /// With one signature.
        record Statement(DsseEnvelope envelope) implements Content {}

        /// Something that stands elsewhere.
        record Message(MessageSignature signature) implements Content {}
    }

    public static Bundle parse(byte[] utf8) throws RefusedException {
        var json = Part.envelope(utf8);
        var type = json.text("mediaType");
        if (!TYPES.contains(type)) {
            throw new RefusedException(Refusal.UNKNOWN_MEDIA_TYPE, type);
        }
        json.only("mediaType", "verificationMaterial", "dsseEnvelope", "messageSignature");
        var material = material(json.object("verificationMaterial"));
        var presented = presented(material);
        boolean certified =
                material.optionalObject("certificate").isPresent()
                        || material.optionalObject("x509CertificateChain").isPresent();
        var hint = certified ? "" : keyHint(material);
        var envelope = json.optionalObject("dsseEnvelope");
        var message = json.optionalObject("messageSignature");
        if (envelope.isPresent() && message.isPresent()) {
            throw new RefusedException(Refusal.TWO_CONTENTS, "dsseEnvelope, messageSignature");
        }
        var content =
                envelope.isPresent()
                        ? statement(envelope.get(), hint)
                        : new Content.Message(
                                MessageSignature.parse(json.object("messageSignature")));
        return new Bundle(content, presented);
    }

    private static Part material(Part material) throws RefusedException {
        material.only(
                "publicKey",
                "certificate",
                "x509CertificateChain",
                "tlogEntries",
                "timestampVerificationData");
        if (SIGNERS.stream().filter(material::has).count() > 1) {
            throw new RefusedException(Refusal.TWO_IDENTITIES, material.path());
        }
        return material;
    }

    private static Presented presented(Part material) throws RefusedException {
        var leaf = material.optionalObject("certificate");
        if (leaf.isPresent()) {
            var der = der(leaf.get());
            return () -> Optional.of(PresentedCertificate.ofDer(List.of(der)));
        }
        var list = material.optionalObject("x509CertificateChain");
        if (list.isEmpty()) {
            return Presented.none();
        }
        var chain = new ArrayList<byte[]>();
        for (var one : list.get().only("certificates").objects("certificates")) {
            chain.add(der(one));
        }
        return () -> Optional.of(PresentedCertificate.ofDer(chain));
    }

    private static byte[] der(Part certificate) throws RefusedException {
        return certificate.only("rawBytes").base64("rawBytes");
    }

    /// @return what the signer calls the key, which decides nothing
    private static String keyHint(Part material) throws RefusedException {
        return material.object("publicKey").only("hint").optionalText("hint").orElse("");
    }

    private static Content statement(Part json, String hint) throws RefusedException {
        var envelope = DsseEnvelope.parse(json.only("payload", "payloadType", "signatures"));
        if (envelope.signatures().size() > 1) {
            throw new RefusedException(
                    Refusal.MANY_SIGNATURES, envelope.signatures().size() + " signatures");
        }
        var signature = envelope.signatures().getFirst();
        var keyId = signature.keyId();
        if (!hint.isEmpty() && !keyId.isEmpty() && !hint.equals(keyId)) {
            throw new RefusedException(Refusal.DIFFERENT_KEY_HINTS, hint + ", " + keyId);
        }
        var hinted = new DsseEnvelope.Signature(keyId.isEmpty() ? hint : keyId, signature.bytes());
        return new Content.Statement(
                new DsseEnvelope(envelope.payloadType(), envelope.payload(), List.of(hinted)));
    }
}
