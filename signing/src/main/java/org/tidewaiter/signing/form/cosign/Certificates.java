package org.tidewaiter.signing.form.cosign;

import java.util.Optional;
import org.tidewaiter.signing.certificate.Presented;
import org.tidewaiter.signing.certificate.PresentedCertificate;
import org.tidewaiter.signing.form.Candidate;

/// The certificates that cosign's layers carry, in PEM: that of the signer, and those that lead to
/// its authority.
///
/// @see "cosign, specs/SIGNATURE_SPEC.md"
final class Certificates {
    private static final String CERTIFICATE = "dev.sigstore.cosign/certificate";
    private static final String CHAIN = "dev.sigstore.cosign/chain";

    private Certificates() {}

    static Presented of(Candidate candidate) {
        var certificate = candidate.annotations().getOrDefault(CERTIFICATE, "");
        if (certificate.isEmpty()) {
            return Presented.none();
        }
        var chain = candidate.annotations().getOrDefault(CHAIN, "");
        return () -> Optional.of(PresentedCertificate.ofPem(certificate, chain));
    }
}
