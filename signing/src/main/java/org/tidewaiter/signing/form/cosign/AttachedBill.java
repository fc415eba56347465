package org.tidewaiter.signing.form.cosign;

import org.tidewaiter.image.Attachment;
import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.form.Candidate;
import org.tidewaiter.signing.form.EvidenceForm;
import org.tidewaiter.signing.form.Subject;
import org.tidewaiter.signing.trust.Trust;

/// A bill of materials under the tag that cosign makes of a digest. It is never signed itself.
public final class AttachedBill implements EvidenceForm {
    @Override
    public String name() {
        return "cosign-bill-tag";
    }

    @Override
    public boolean claims(Candidate candidate) {
        return candidate.found() == Attachment.Found.BILL_TAG;
    }

    @Override
    public int maxBytes() {
        return 0;
    }

    @Override
    public EvidenceCheck.Verified verify(
            Candidate candidate, byte[] bytes, Subject subject, Trust trusted)
            throws RefusedException {
        throw new RefusedException(Refusal.NO_SIGNATURE, candidate.mediaType());
    }
}
