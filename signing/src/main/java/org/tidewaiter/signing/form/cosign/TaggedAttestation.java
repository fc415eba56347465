package org.tidewaiter.signing.form.cosign;

import org.tidewaiter.image.Attachment;
import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.envelope.DsseEnvelope;
import org.tidewaiter.signing.form.Candidate;
import org.tidewaiter.signing.form.EvidenceForm;
import org.tidewaiter.signing.form.Subject;
import org.tidewaiter.signing.statement.SignedStatement;
import org.tidewaiter.signing.trust.Trust;

/// A statement under the tag that cosign makes of a digest, a layer each. The layer repeats the
/// type in an annotation, which nobody has signed and nobody here reads.
///
/// @see "cosign, specs/ATTESTATION_SPEC.md"
public final class TaggedAttestation implements EvidenceForm {
    private static final String TYPE = "application/vnd.dsse.envelope.v1+json";

    @Override
    public String name() {
        return "cosign-attestation-tag";
    }

    @Override
    public boolean claims(Candidate candidate) {
        return candidate.found() == Attachment.Found.ATTESTATION_TAG;
    }

    @Override
    public int maxBytes() {
        return 32 << 20;
    }

    @Override
    public EvidenceCheck.Verified verify(
            Candidate candidate, byte[] bytes, Subject subject, Trust trusted)
            throws RefusedException {
        if (!candidate.mediaType().equals(TYPE)) {
            throw new RefusedException(Refusal.UNKNOWN_MEDIA_TYPE, candidate.mediaType());
        }
        var envelope = DsseEnvelope.parse(bytes);
        return SignedStatement.verify(
                envelope,
                subject.digest(),
                trusted.presented(Certificates.of(candidate)),
                candidate.source(name()));
    }
}
