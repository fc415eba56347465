package org.tidewaiter.signing.key;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.RSAKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Digest;

/// A public key, of a kind that is used. The same key is equal in whichever way it was written, and
/// whatever it is called.
public final class VerificationKey {
    private final PublicKey key;
    private final KeyKind kind;
    private final List<SignatureAlgorithm> algorithms;
    private final Digest fingerprint;

    private VerificationKey(PublicKey key, KeyKind kind, List<SignatureAlgorithm> algorithms) {
        this.key = key;
        this.kind = kind;
        this.algorithms = algorithms;
        this.fingerprint = VerifiedBytes.sha256(key.getEncoded());
    }

    /// @throws UnusableKeyException for a kind, curve or size that is not used, and for a key by
    ///   which anybody could sign
    public static VerificationKey of(PublicKey key) throws UnusableKeyException {
        return ofSound(SoundKey.of(key));
    }

    /// @throws UnusableKeyException for a size that is not used, and for numbers by which anybody
    ///   could sign
    public static VerificationKey ofRsa(BigInteger modulus, BigInteger exponent)
            throws UnusableKeyException {
        return ofSound(SoundKey.rsa(modulus, exponent));
    }

    /// @param curve its object identifier
    /// @param point of ECDSA, without compression
    /// @throws UnusableKeyException for a curve that is not used, and for no point of it
    public static VerificationKey ofPoint(String curve, byte[] point) throws UnusableKeyException {
        return ofSound(PublicKeyDer.curve(curve).publicKey(point));
    }

    /// @param point in the 32 bytes of RFC 8032
    /// @throws UnusableKeyException if it is no point of the curve, or one of a small order
    public static VerificationKey ofEd25519(byte[] point) throws UnusableKeyException {
        return ofSound(EdwardsPoint.publicKey(point));
    }

    private static VerificationKey ofSound(PublicKey key) throws UnusableKeyException {
        var kind = KeyKind.of(key);
        return new VerificationKey(key, kind, kind.algorithms());
    }

    /// The same key, of which signatures by other algorithms are none.
    public VerificationKey only(Set<SignatureAlgorithm> accepted) {
        return new VerificationKey(
                key, kind, algorithms.stream().filter(accepted::contains).toList());
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
        try {
            requireForm(signature);
        } catch (MalformedSignatureException _) {
            return Optional.empty();
        }
        return algorithms.stream()
                .filter(algorithm -> algorithm.verifies(key, signed, signature))
                .findFirst();
    }

    /// Like the other, of what is read once and not kept; but Ed25519 goes over the bytes twice.
    ///
    /// @throws IOException also for more than can be kept, if Ed25519 must
    public Optional<SignatureAlgorithm> verify(InputStream signed, byte[] signature)
            throws IOException {
        try {
            requireForm(signature);
        } catch (MalformedSignatureException _) {
            return Optional.empty();
        }
        return StreamedCheck.algorithm(key, algorithms, signed, signature);
    }

    /// Tells what cannot be a signature by this key, whatever was signed, from what is another's.
    ///
    /// @param signature in the form of [SignatureAlgorithm]
    /// @throws MalformedSignatureException if it has another form, or one number of it is out of
    ///   range
    public void requireForm(byte[] signature) throws MalformedSignatureException {
        int modulusBytes = key instanceof RSAKey rsa ? (rsa.getModulus().bitLength() + 7) / 8 : 0;
        kind.requireForm(signature, modulusBytes);
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
