package org.tidewaiter.signing.trust;

import java.util.List;
import org.tidewaiter.model.Issuer;
import org.tidewaiter.signing.key.VerificationKey;

/// The public keys by which the one who asks is convinced.
///
/// @param keys in the order in which they are tried
public record TrustedKeys(List<Named> keys) {
    public TrustedKeys {
        keys = List.copyOf(keys);
    }

    /// @param name what the one who asks calls it
    public record Named(String name, VerificationKey key) {
        public Issuer issuer() {
            return new Issuer.Key(key.fingerprint(), name);
        }
    }
}
