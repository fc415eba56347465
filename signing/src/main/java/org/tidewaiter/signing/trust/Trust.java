package org.tidewaiter.signing.trust;

import java.time.Instant;
import java.util.List;
import org.tidewaiter.model.Issuer;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.openpgp.OpenPgpKeys;

/// All by which the one who asks is convinced, and when.
///
/// @param openPgp by which GPG signatures are verified, and nothing else
/// @param now at which whatever has an end must be good
public record Trust(TrustedKeys keys, OpenPgpKeys openPgp, Instant now) {
    public static Trust of(TrustedKeys keys, Instant now) {
        return new Trust(keys, OpenPgpKeys.none(), now);
    }

    public Trust withOpenPgp(OpenPgpKeys others) {
        return new Trust(keys, others, now);
    }

    /// Whether nothing can be verified by it.
    public boolean isEmpty() {
        return keys.keys().isEmpty() && openPgp.fingerprints().isEmpty();
    }

    /// Who of the trusted keys has signed.
    ///
    /// @throws RefusedException if none of them has, with what is the matter
    public Issuer signer(byte[] signed, List<byte[]> signatures) throws RefusedException {
        return keys.signer(signed, signatures).issuer();
    }
}
