package org.tidewaiter.signing.trust;

import java.time.Instant;
import java.util.List;
import org.tidewaiter.model.Issuer;
import org.tidewaiter.signing.check.RefusedException;

/// All by which the one who asks is convinced, and when.
///
/// @param now at which whatever has an end must be good
public record Trust(TrustedKeys keys, Instant now) {
    public static Trust of(TrustedKeys keys, Instant now) {
        return new Trust(keys, now);
    }

    /// Whether nothing can be verified by it.
    public boolean isEmpty() {
        return keys.keys().isEmpty();
    }

    /// Who of the trusted keys has signed.
    ///
    /// @throws RefusedException if none of them has, with what is the matter
    public Issuer signer(byte[] signed, List<byte[]> signatures) throws RefusedException {
        return keys.signer(signed, signatures).issuer();
    }
}
