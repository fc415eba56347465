package org.tidewaiter.cli;

import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.scan.SignedVex;
import org.tidewaiter.scan.report.KnownEvidence;
import org.tidewaiter.signing.check.EvidenceCheck.Verified;

/// What is signed about an image that is scanned, by whom the one who scans believes.
interface ImageEvidence extends SignedVex {
    KnownEvidence known(ImageSource source, OpenOptions options) throws ProblemException;

    static Document document(Verified one) {
        return new Document(
                one.source().digest(), one.evidence().issuer().words(), one.statement());
    }
}
