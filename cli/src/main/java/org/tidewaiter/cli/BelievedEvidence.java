package org.tidewaiter.cli;

import java.util.List;
import java.util.stream.Stream;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.model.EvidenceKind;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.scan.report.KnownEvidence;
import org.tidewaiter.signing.EvidenceSearch;
import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.check.EvidenceCheck.Verified;
import org.tidewaiter.signing.lookaside.LookasideConfiguration;
import org.tidewaiter.signing.trust.Trust;

/// What is signed about an image that is scanned, by whom the one who scans believes.
record BelievedEvidence(Trust trust) implements ImageEvidence {
    @Override
    public KnownEvidence known(ImageSource source, OpenOptions options) throws ProblemException {
        var checks = checks(source, options).toList();
        var verified =
                checks.stream()
                        .filter(Verified.class::isInstance)
                        .map(one -> ((Verified) one).evidence())
                        .toList();
        return new KnownEvidence(verified, checks.size() - verified.size());
    }

    /// A statement of another type that the same hand has signed is no VEX, whatever is in it.
    @Override
    public Found of(ImageSource source, OpenOptions options) throws ProblemException {
        var documents =
                checks(source, options)
                        .filter(Verified.class::isInstance)
                        .map(Verified.class::cast)
                        .filter(one -> one.evidence().kind() == EvidenceKind.VEX)
                        .map(ImageEvidence::document)
                        .toList();
        return new Found(documents, List.of());
    }

    private Stream<EvidenceCheck> checks(ImageSource source, OpenOptions options)
            throws ProblemException {
        return EvidenceSearch.of(source, options, LookasideConfiguration.none(), trust).stream()
                .flatMap(one -> one.checks().stream());
    }
}
