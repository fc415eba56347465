package org.tidewaiter.signing.charter;

import java.time.Instant;

/// From when on somebody is not believed. What is not witnessed to have been signed before that is
/// not believed either, since only the signer's own clock says so.
///
/// @param value the name of a holder or authority, the fingerprint of a key (`sha256:…`), or the
///   name of an identity
public record Revocation(Target target, String value, Instant from, String reason) {
    /// What is revoked.
    public enum Target {
        HOLDER,
        KEY,
        AUTHORITY,
        IDENTITY
    }
}
