package org.tidewaiter.image.compression;

/// Whether the bytes of a layer were what its image says they are.
public sealed interface Verification {
    /// Digest, size and diffID are as stated.
    record Verified() implements Verification {}

    /// Nothing that was read from the layer may be used.
    ///
    /// @param reason one sentence with what was stated and what was found
    record Mismatch(String reason) implements Verification {}
}
