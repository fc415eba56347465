package org.tidewaiter.signing.form.dsse;

import java.util.Set;
import org.tidewaiter.image.Attachment;
import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.envelope.DsseEnvelope;
import org.tidewaiter.signing.form.Candidate;
import org.tidewaiter.signing.form.EvidenceForm;
import org.tidewaiter.signing.form.Subject;
import org.tidewaiter.signing.statement.SignedStatement;
import org.tidewaiter.signing.trust.Trust;

/// A signed statement as it is, that refers to an image.
public final class BareEnvelope implements EvidenceForm {
    private static final Set<String> TYPES =
            Set.of("application/vnd.dsse.envelope.v1+json", "application/vnd.in-toto+json");

    @Override
    public String name() {
        return "dsse-envelope";
    }

    @Override
    public boolean claims(Candidate candidate) {
        return candidate.found() == Attachment.Found.REFERRER
                && TYPES.contains(candidate.mediaType());
    }

    @Override
    public int maxBytes() {
        return 32 << 20;
    }

    @Override
    public EvidenceCheck.Verified verify(
            Candidate candidate, byte[] bytes, Subject subject, Trust trusted)
            throws RefusedException {
        return SignedStatement.verify(
                DsseEnvelope.parse(bytes), subject.digest(), trusted, candidate.source(name()));
    }
}
