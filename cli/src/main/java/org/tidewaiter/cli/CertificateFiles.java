package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.List;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.certificate.Certificate;
import org.tidewaiter.signing.certificate.CertificateFile;
import org.tidewaiter.signing.certificate.MalformedCertificateException;

/// Reads certificates from files that were named.
final class CertificateFiles {
    private CertificateFiles() {}

    /// @return at least one, in the order of the file
    /// @throws ProblemException `key-unreadable`, `certificate-unusable`
    static List<Certificate> certificates(Path file) throws ProblemException {
        try {
            return CertificateFile.read(KeyFiles.bytes(file, CertificateFile.MAX_BYTES));
        } catch (MalformedCertificateException e) {
            throw unusable(file, e);
        }
    }

    /// @throws ProblemException also if there is more than one
    static Certificate certificate(Path file) throws ProblemException {
        var all = certificates(file);
        if (all.size() > 1) {
            throw unusable(
                    file,
                    new MalformedCertificateException(
                            "there are %d certificates in it".formatted(all.size())));
        }
        return all.getFirst();
    }

    static ProblemException unusable(Path file, MalformedCertificateException e) {
        return new ProblemException(
                "certificate-unusable",
                "%s cannot be used: %s".formatted(file, e.getMessage()),
                "give certificates of X.509, version 3, as PEM");
    }
}
