package org.tidewaiter.signing.key;

/// Something that may be signed, asked whether a key has signed it.
@FunctionalInterface
public interface SignedBy {
    /// @param signature in the form of [SignatureAlgorithm]
    boolean isSigned(VerificationKey key, byte[] signature);

    /// @param signed the exact bytes
    static SignedBy of(byte[] signed) {
        return (key, signature) -> key.verify(signed, signature).isPresent();
    }
}
