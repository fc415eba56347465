package org.tidewaiter.model;

import java.time.Instant;

/// When something was signed, and how that is known.
public sealed interface SignedTime {
    record Unknown() implements SignedTime {}

    /// By the signer's own clock, which may say anything.
    record Claimed(Instant at) implements SignedTime {}

    /// @param witness who else has seen it then, for example the name of a timestamp authority
    record Witnessed(Instant at, String witness) implements SignedTime {}
}
