package org.tidewaiter.signing.form.bundle;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Evidence;
import org.tidewaiter.model.EvidenceKind;
import org.tidewaiter.model.SignedTime;
import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.form.Candidate;
import org.tidewaiter.signing.form.EvidenceForm;
import org.tidewaiter.signing.form.Subject;
import org.tidewaiter.signing.form.bundle.Bundle.Content;
import org.tidewaiter.signing.form.bundle.MessageSignature.StatedDigest;
import org.tidewaiter.signing.statement.SignedStatement;
import org.tidewaiter.signing.trust.Trust;

/// A bundle of Sigstore, version 0.1 to 0.3: a signed statement, or a signature over the image
/// itself, with what is needed to verify it.
public final class SigstoreBundle implements EvidenceForm {
    private static final String FAMILY = "application/vnd.dev.sigstore.bundle";

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
        var bundle = Bundle.parse(bytes);
        var trust = trusted.presented(bundle.presented());
        return switch (bundle.content()) {
            case Content.Statement(var envelope) ->
                    SignedStatement.verify(
                            envelope, subject.digest(), trust, candidate.source(name()));
            case Content.Message(var message) -> message(message, candidate, subject, trust);
        };
    }

    /// A signature over the bytes of the manifest.
    private EvidenceCheck.Verified message(
            MessageSignature message, Candidate candidate, Subject subject, Trust trusted)
            throws RefusedException {
        var stated = message.stated();
        if (stated.isPresent()) {
            checkDigest(stated.get(), subject);
        }
        var signer = trusted.signer(subject.content(), List.of(message.signature()));
        var evidence =
                new Evidence(
                        EvidenceKind.SIGNATURE,
                        MessageSignature.KIND,
                        subject.digest(),
                        signer,
                        new TreeMap<>(),
                        new SignedTime.Unknown(),
                        candidate.source(name()));
        return new EvidenceCheck.Verified(evidence, subject.content());
    }

    private static void checkDigest(StatedDigest stated, Subject subject) throws RefusedException {
        var hash = VerifiedBytes.hash(stated.javaAlgorithm(), subject.content());
        if (!Arrays.equals(hash, stated.hash())) {
            throw new RefusedException(Refusal.OTHER_MESSAGE_DIGEST, stated.javaAlgorithm());
        }
    }
}
