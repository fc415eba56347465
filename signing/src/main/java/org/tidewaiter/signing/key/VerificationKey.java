package org.tidewaiter.signing.key;

import java.security.PublicKey;
import java.util.Optional;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Digest;

/// A public key, of a kind that is used. Two of the same bytes are equal, whatever they are called.
public final class VerificationKey {
    private final PublicKey key;
    private final KeyKind kind;
    private final Digest fingerprint;

    private VerificationKey(PublicKey key, KeyKind kind) {
        this.key = key;
        this.kind = kind;
        this.fingerprint = VerifiedBytes.sha256(key.getEncoded());
    }

    /// @throws UnusableKeyException for a kind, curve or size that is not used
    public static VerificationKey of(PublicKey key) throws UnusableKeyException {
        return new VerificationKey(key, KeyKind.of(key));
    }

    public KeyKind kind() {
        return kind;
    }

    /// Of the key as X.509 writes it (SubjectPublicKeyInfo, DER).
    public Digest fingerprint() {
        return fingerprint;
    }

    /// As X.509 writes it (SubjectPublicKeyInfo, DER).
    public byte[] encoded() {
        return key.getEncoded();
    }

    /// @param signed the exact bytes that were signed
    /// @param signature in the form of [SignatureAlgorithm]
    /// @return the algorithm by which the signature is the key's; nothing if by none that its kind
    ///   may use
    public Optional<SignatureAlgorithm> verify(byte[] signed, byte[] signature) {
        return kind.algorithms().stream()
                .filter(algorithm -> algorithm.verifies(key, signed, signature))
                .findFirst();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerificationKey it && it.fingerprint.equals(fingerprint);
    }

    @Override
    public int hashCode() {
        return fingerprint.hashCode();
    }

    /// Its kind and fingerprint.
    @Override
    public String toString() {
        return kind.label() + " " + fingerprint;
    }
}
