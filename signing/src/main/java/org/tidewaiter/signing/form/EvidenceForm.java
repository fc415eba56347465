package org.tidewaiter.signing.form;

import org.tidewaiter.model.Digest;
import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.trust.TrustedKeys;

/// One way in which evidence is kept beside images. To add one: write it in a package of its own,
/// and add a line to `EvidenceForms.BUILT_IN`.
public interface EvidenceForm {
    /// Stable, lower-case with hyphens.
    String name();

    /// Whether it looks like this form, by how it was found and what it is said to be. One that
    /// claims a candidate says of it that it is evidence, or why not.
    boolean claims(Candidate candidate);

    /// Pure: the same candidate and keys give the same.
    ///
    /// @param subject the digest of the manifest that evidence must be about
    /// @throws RefusedException for whatever is not in order
    EvidenceCheck.Verified verify(Candidate candidate, Digest subject, TrustedKeys trusted)
            throws RefusedException;

    /// Like [#verify(Candidate, Digest, TrustedKeys)], with a refusal as a value.
    default EvidenceCheck check(Candidate candidate, Digest subject, TrustedKeys trusted) {
        try {
            return verify(candidate, subject, trusted);
        } catch (RefusedException e) {
            return new EvidenceCheck.Rejected(candidate.source(name()), e.refusal(), e.detail());
        }
    }
}
