package org.tidewaiter.signing.form;

import java.util.Optional;
import org.tidewaiter.image.Attachment;
import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.trust.Trust;

/// One way in which evidence is kept beside images. To add one: write it in a package of its own,
/// and add a line to `EvidenceForms.BUILT_IN`.
public interface EvidenceForm {
    /// Stable, lower-case with hyphens.
    String name();

    /// Whether it looks like this form, by how it was found and what it is said to be. One that
    /// claims a candidate says of it that it is evidence, or why not.
    boolean claims(Candidate candidate);

    /// More bytes are not fetched.
    int maxBytes();

    /// Pure: the same bytes and keys give the same.
    ///
    /// @param bytes of the candidate, verified against its digest and nothing else
    /// @throws RefusedException for whatever is not in order
    EvidenceCheck.Verified verify(Candidate candidate, byte[] bytes, Subject subject, Trust trusted)
            throws RefusedException;

    /// Like [#verify], with a refusal as a value, and with what is asked of every form.
    default EvidenceCheck check(Candidate candidate, byte[] bytes, Subject subject, Trust trusted) {
        try {
            checkManifest(candidate, subject);
            if (bytes.length > maxBytes()) {
                throw new RefusedException(Refusal.TOO_LARGE, bytes.length + " bytes");
            }
            return verify(candidate, bytes, subject, trusted);
        } catch (RefusedException e) {
            return rejected(candidate, e.refusal(), e.detail());
        }
    }

    default EvidenceCheck.Rejected rejected(Candidate candidate, Refusal refusal, String detail) {
        return new EvidenceCheck.Rejected(candidate.source(name()), refusal, detail);
    }

    /// A referrer says what it refers to; what is under a tag may say it.
    private static void checkManifest(Candidate candidate, Subject subject)
            throws RefusedException {
        var stated = candidate.manifestSubject();
        boolean mustSay = candidate.found() == Attachment.Found.REFERRER;
        if (stated.isPresent() || mustSay) {
            if (!stated.equals(Optional.of(subject.digest()))) {
                throw new RefusedException(
                        Refusal.OTHER_MANIFEST_SUBJECT,
                        stated.map(Object::toString).orElse("none"));
            }
        }
    }
}
