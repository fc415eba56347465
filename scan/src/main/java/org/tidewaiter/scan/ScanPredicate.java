package org.tidewaiter.scan;

import java.io.ByteArrayOutputStream;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.scan.document.VulnerabilityPredicate;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.scan.report.ScanRun;

/// What a signed statement says of a scan. It says all that was found, whatever somebody has
/// decided about it: that is for who reads it.
public enum ScanPredicate {
    /// As in-toto has it: a list of findings.
    VULNERABILITIES("https://in-toto.io/attestation/vulns/v0.2"),
    /// As cosign has it: the report of the scanner, whole.
    COSIGN_RECORD("https://cosign.sigstore.dev/attestation/vuln/v1");

    private final String uri;

    ScanPredicate(String uri) {
        this.uri = uri;
    }

    /// The predicate's type.
    public String uri() {
        return uri;
    }

    /// @return JSON
    /// @throws ProblemException `advisories-not-fit` for a scan by the sample, or by advisories of
    ///   which nobody knows how old they are: either would be signed as if it said something
    public byte[] write(ScanReport report, ScanRun run) throws ProblemException {
        requireFitness(report);
        var out = new ByteArrayOutputStream();
        var predicate = new VulnerabilityPredicate(report, run);
        switch (this) {
            case VULNERABILITIES -> predicate.writeList(out);
            case COSIGN_RECORD -> predicate.writeReport(out);
        }
        return out.toByteArray();
    }

    private static void requireFitness(ScanReport report) throws ProblemException {
        var data = report.data();
        if (data.sample() || data.newest().isEmpty()) {
            throw new ProblemException(
                    "advisories-not-fit",
                    "no scan can be attested: the advisories %s"
                            .formatted(
                                    data.sample()
                                            ? "are only a sample of " + data.advisories()
                                            : "have no date"),
                    "run 'tidewaiter db update', or name a store with --advisories");
        }
    }
}
