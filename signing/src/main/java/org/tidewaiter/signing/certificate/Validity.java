package org.tidewaiter.signing.certificate;

import java.time.Instant;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;

/// From when to when a certificate is good, both included.
final class Validity {
    private Validity() {}

    static void check(Certificate one, Instant now) throws RefusedException {
        var from = one.x509().getNotBefore().toInstant();
        var to = one.x509().getNotAfter().toInstant();
        if (now.isBefore(from)) {
            throw new RefusedException(
                    Refusal.EARLY_CERTIFICATE, "%s, good from %s".formatted(one, from));
        }
        if (now.isAfter(to)) {
            throw new RefusedException(
                    Refusal.EXPIRED_CERTIFICATE, "%s, good until %s".formatted(one, to));
        }
    }
}
