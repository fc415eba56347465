package org.tidewaiter.signing.charter;

import java.util.List;
import org.tidewaiter.signing.key.VerificationKey;

/// A person or a program that signs. However many keys and identities it has, it is one.
///
/// @param keys that are its own; no two holders of a charter have the same
public record Holder(List<VerificationKey> keys, List<Identity> identities) {
    public Holder {
        keys = List.copyOf(keys);
        identities = List.copyOf(identities);
    }

    /// What a certificate must say for its owner to be this holder.
    ///
    /// @param authority the name of one of the charter's
    /// @param name an alternative name of the certificate (mail address, URI, host name), or its
    ///   whole subject as RFC 2253 writes it
    /// @param pattern whether each `*` in the name stands for any letters but `/` and `@`
    /// @param provider who must have vouched for the identity; empty where nobody may have, since
    ///   the same name is somebody else's where another vouches
    public record Identity(String authority, String name, boolean pattern, String provider) {}
}
