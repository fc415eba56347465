package org.tidewaiter.signing.form.cosign;

import java.util.List;
import java.util.Set;
import org.tidewaiter.image.Attachment.Found;
import org.tidewaiter.model.Issuer;
import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.form.Candidate;
import org.tidewaiter.signing.form.EvidenceForm;
import org.tidewaiter.signing.form.Subject;
import org.tidewaiter.signing.syntax.Base64Text;
import org.tidewaiter.signing.trust.Trust;

/// A signature as cosign wrote it up to version 2: a layer each, whose blob is what is signed and
/// whose annotation is the signature; under a tag, or in a manifest that refers to the image.
///
/// @see "cosign, specs/SIGNATURE_SPEC.md"
public final class SimpleSigning implements EvidenceForm {
    /// The form in [org.tidewaiter.model.EvidenceSource] of what stands under a tag.
    public static final String UNDER_A_TAG = "cosign-signature-tag";

    private static final String TYPE = "application/vnd.dev.cosign.simplesigning.v1+json";
    private static final String SIGNATURE = "dev.cosignproject.cosign/signature";

    private final String name;
    private final Set<Found> carriers;

    private SimpleSigning(String name, Set<Found> carriers) {
        this.name = name;
        this.carriers = carriers;
    }

    public static EvidenceForm underATag() {
        return new SimpleSigning(UNDER_A_TAG, Set.of(Found.SIGNATURE_TAG));
    }

    public static EvidenceForm asAReferrer() {
        return new SimpleSigning("cosign-signature-referrer", Set.of(Found.REFERRER));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean claims(Candidate candidate) {
        return carriers.contains(candidate.found())
                && (candidate.found() == Found.SIGNATURE_TAG || candidate.mediaType().equals(TYPE));
    }

    @Override
    public int maxBytes() {
        return 1 << 20;
    }

    @Override
    public EvidenceCheck.Verified verify(
            Candidate candidate, byte[] bytes, Subject subject, Trust trusted)
            throws RefusedException {
        if (!candidate.mediaType().equals(TYPE)) {
            throw new RefusedException(Refusal.UNKNOWN_MEDIA_TYPE, candidate.mediaType());
        }
        if (bytes.length == 0) {
            throw new RefusedException(Refusal.EMPTY_PAYLOAD, "");
        }
        var signer = signer(candidate, bytes, trusted);
        var payload = SimplePayload.parse(bytes);
        return new EvidenceCheck.Verified(
                payload.about(subject.digest(), signer, candidate.source(name)), bytes);
    }

    private static Issuer signer(Candidate candidate, byte[] bytes, Trust trusted)
            throws RefusedException {
        var text = candidate.annotations().getOrDefault(SIGNATURE, "");
        if (text.isEmpty()) {
            throw new RefusedException(Refusal.NO_SIGNATURE, "");
        }
        var signature = Base64Text.decode(text, SIGNATURE);
        return trusted.presented(Certificates.of(candidate)).signer(bytes, List.of(signature));
    }
}
