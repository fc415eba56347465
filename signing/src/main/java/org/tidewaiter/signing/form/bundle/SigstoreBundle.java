package org.tidewaiter.signing.form.bundle;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Evidence;
import org.tidewaiter.model.EvidenceKind;
import org.tidewaiter.model.SignedTime;
import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.envelope.DsseEnvelope;
import org.tidewaiter.signing.form.Candidate;
import org.tidewaiter.signing.form.EvidenceForm;
import org.tidewaiter.signing.form.Subject;
import org.tidewaiter.signing.statement.SignedStatement;
import org.tidewaiter.signing.syntax.Part;
import org.tidewaiter.signing.trust.Trust;

/// A bundle of Sigstore, version 0.1 to 0.3: a signed statement, or a signature over the image
/// itself, with what is needed to verify it. Only those of keys are verified yet; entries of logs
/// and timestamps are not looked at, and prove nothing.
///
/// @see "sigstore/protobuf-specs, sigstore_bundle.proto; cosign, specs/BUNDLE_SPEC.md"
public final class SigstoreBundle implements EvidenceForm {
    private static final String FAMILY = "application/vnd.dev.sigstore.bundle";
    private static final Set<String> TYPES =
            Set.of(
                    "application/vnd.dev.sigstore.bundle+json;version=0.1",
                    "application/vnd.dev.sigstore.bundle+json;version=0.2",
                    "application/vnd.dev.sigstore.bundle+json;version=0.3",
                    "application/vnd.dev.sigstore.bundle.v0.3+json");
    private static final List<String> CERTIFICATES = List.of("certificate", "x509CertificateChain");

    /// What a message signature calls itself in [Evidence].
    static final String MESSAGE = "sigstore message signature";

    @Override
    public String name() {
        return "sigstore-bundle";
    }

    @Override
    public boolean claims(Candidate candidate) {
        return candidate.mediaType().startsWith(FAMILY)
                || candidate.artifactType().startsWith(FAMILY);
    }

    @Override
    public int maxBytes() {
        return 32 << 20;
    }

    @Override
    public EvidenceCheck.Verified verify(
            Candidate candidate, byte[] bytes, Subject subject, Trust trusted)
            throws RefusedException {
        var bundle = Part.envelope(bytes);
        var type = bundle.text("mediaType");
        if (!TYPES.contains(type)) {
            throw new RefusedException(Refusal.UNKNOWN_MEDIA_TYPE, type);
        }
        bundle.only("mediaType", "verificationMaterial", "dsseEnvelope", "messageSignature");
        var hint = keyHint(bundle.object("verificationMaterial"));
        var envelope = bundle.optionalObject("dsseEnvelope");
        var message = bundle.optionalObject("messageSignature");
        if (envelope.isPresent() && message.isPresent()) {
            throw new RefusedException(Refusal.TWO_CONTENTS, "dsseEnvelope, messageSignature");
        }
        return envelope.isPresent()
                ? statement(envelope.get(), hint, candidate, subject, trusted)
                : message(bundle.object("messageSignature"), candidate, subject, trusted);
    }

    /// @return what the signer calls the key, which decides nothing
    private static String keyHint(Part material) throws RefusedException {
        material.only(
                "publicKey",
                "certificate",
                "x509CertificateChain",
                "tlogEntries",
                "timestampVerificationData");
        boolean certified = CERTIFICATES.stream().anyMatch(material::has);
        if (certified
                && (material.has("publicKey") || CERTIFICATES.stream().allMatch(material::has))) {
            throw new RefusedException(Refusal.TWO_IDENTITIES, material.path());
        }
        if (certified) {
            throw new RefusedException(Refusal.UNTRUSTED_CERTIFICATE, "");
        }
        return material.object("publicKey").only("hint").optionalText("hint").orElse("");
    }

    private EvidenceCheck.Verified statement(
            Part json, String hint, Candidate candidate, Subject subject, Trust trusted)
            throws RefusedException {
        var envelope = DsseEnvelope.parse(json.only("payload", "payloadType", "signatures"));
        if (envelope.signatures().size() > 1) {
            throw new RefusedException(
                    Refusal.MANY_SIGNATURES, envelope.signatures().size() + " signatures");
        }
        var keyId = envelope.signatures().getFirst().keyId();
        if (!hint.isEmpty() && !keyId.isEmpty() && !hint.equals(keyId)) {
            throw new RefusedException(Refusal.DIFFERENT_KEY_HINTS, hint + ", " + keyId);
        }
        return SignedStatement.verify(
                envelope, subject.digest(), trusted, candidate.source(name()));
    }

    /// A signature over the bytes of the manifest. The digest that stands beside it is a hint, but
    /// one that says something else is not passed over.
    private EvidenceCheck.Verified message(
            Part json, Candidate candidate, Subject subject, Trust trusted)
            throws RefusedException {
        json.only("messageDigest", "signature");
        var signature = json.base64("signature");
        if (signature.length == 0) {
            throw new RefusedException(Refusal.NO_SIGNATURE, json.at("signature") + " is empty");
        }
        var stated = json.optionalObject("messageDigest");
        if (stated.isPresent()) {
            checkDigest(stated.get(), subject);
        }
        var signer = trusted.signer(subject.content(), List.of(signature));
        var evidence =
                new Evidence(
                        EvidenceKind.SIGNATURE,
                        MESSAGE,
                        subject.digest(),
                        signer,
                        new TreeMap<>(),
                        new SignedTime.Unknown(),
                        candidate.source(name()));
        return new EvidenceCheck.Verified(evidence, subject.content());
    }

    private static void checkDigest(Part json, Subject subject) throws RefusedException {
        var algorithm = json.only("algorithm", "digest").text("algorithm");
        var found =
                switch (algorithm) {
                    case "SHA2_256" -> VerifiedBytes.hash("SHA-256", subject.content());
                    case "SHA2_384" -> VerifiedBytes.hash("SHA-384", subject.content());
                    case "SHA2_512" -> VerifiedBytes.hash("SHA-512", subject.content());
                    default -> throw new RefusedException(Refusal.WEAK_MESSAGE_DIGEST, algorithm);
                };
        if (!Arrays.equals(found, json.base64("digest"))) {
            throw new RefusedException(Refusal.OTHER_MESSAGE_DIGEST, json.at("digest"));
        }
    }
}
