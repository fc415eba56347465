package org.tidewaiter.signing.certificate;

import java.util.Optional;
import org.tidewaiter.signing.check.RefusedException;

/// The certificates that come with a signature, not read before they are asked: where a trusted key
/// has signed, they are of no account, whatever they are.
@FunctionalInterface
public interface Presented {
    /// @return nothing where none came
    Optional<PresentedCertificate> read() throws RefusedException;

    static Presented none() {
        return Optional::empty;
    }
}
