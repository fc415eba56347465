package org.tidewaiter.signing.form.cosign;

import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.form.Candidate;

/// What cosign's layers say of certificates.
final class Certificates {
    private static final String CERTIFICATE = "dev.sigstore.cosign/certificate";

    private Certificates() {}

    /// That nobody known has signed has a better reason where a certificate comes with it.
    static RefusedException explaining(RefusedException e, Candidate candidate) {
        boolean unknown =
                e.refusal() == Refusal.UNKNOWN_KEY || e.refusal() == Refusal.MALFORMED_SIGNATURE;
        boolean certified = !candidate.annotations().getOrDefault(CERTIFICATE, "").isEmpty();
        return unknown && certified ? new RefusedException(Refusal.UNTRUSTED_CERTIFICATE, "") : e;
    }
}
