package org.tidewaiter.signing.key;

import static org.tidewaiter.signing.key.SignatureAlgorithm.ECDSA_SHA256;
import static org.tidewaiter.signing.key.SignatureAlgorithm.ECDSA_SHA384;
import static org.tidewaiter.signing.key.SignatureAlgorithm.ECDSA_SHA512;
import static org.tidewaiter.signing.key.SignatureAlgorithm.ED25519;
import static org.tidewaiter.signing.key.SignatureAlgorithm.ED25519PH;
import static org.tidewaiter.signing.key.SignatureAlgorithm.RSA_PKCS1_SHA256;
import static org.tidewaiter.signing.key.SignatureAlgorithm.RSA_PKCS1_SHA384;
import static org.tidewaiter.signing.key.SignatureAlgorithm.RSA_PKCS1_SHA512;
import static org.tidewaiter.signing.key.SignatureAlgorithm.RSA_PSS_SHA256;
import static org.tidewaiter.signing.key.SignatureAlgorithm.RSA_PSS_SHA384;
import static org.tidewaiter.signing.key.SignatureAlgorithm.RSA_PSS_SHA512;

import java.security.Key;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.util.List;

/// The kinds of keys that are trusted at all, and how each may sign: the first of the algorithms is
/// how we sign with it, the others are what other programs do.
public enum KeyKind {
    EC_P256("ECDSA P-256", List.of(ECDSA_SHA256)),
    EC_P384("ECDSA P-384", List.of(ECDSA_SHA384, ECDSA_SHA256)),
    EC_P521("ECDSA P-521", List.of(ECDSA_SHA512, ECDSA_SHA256)),
    RSA(
            "RSA",
            List.of(
                    RSA_PKCS1_SHA256,
                    RSA_PSS_SHA256,
                    RSA_PKCS1_SHA384,
                    RSA_PKCS1_SHA512,
                    RSA_PSS_SHA384,
                    RSA_PSS_SHA512)),
    ED25519_KEY("Ed25519", List.of(ED25519, ED25519PH));

    private static final int MIN_RSA_BITS = 2048;
    private static final int MAX_RSA_BITS = 4096;
    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<SignatureAlgorithm> algorithms;

    KeyKind(String label, List<SignatureAlgorithm> algorithms) {
        this.label = label;
        this.algorithms = algorithms;
    }

    /// @param key public or private
    /// @throws UnusableKeyException for another kind, curve or size
    static KeyKind of(Key key) throws UnusableKeyException {
        return switch (key) {
            case ECKey elliptic ->
                    Curve.of(elliptic.getParams())
                            .map(Curve::kind)
                            .orElseThrow(() ->
                                    new UnusableKeyException(
                                            "its curve is none of P-256, P-384 and P-521"));
            case RSAKey rsa -> rsa(rsa.getModulus().bitLength());
            case EdECKey edwards when edwards.getParams().getName().equals("Ed25519") ->
                    ED25519_KEY;
            default ->
                    throw new UnusableKeyException(
                            "keys of " + key.getAlgorithm() + " are not used");
        };
    }

    static KeyKind rsa(int bits) throws UnusableKeyException {
        if (bits < MIN_RSA_BITS || bits > MAX_RSA_BITS) {
            throw new UnusableKeyException(
                    "an RSA key of %d bits; %d to %d are used"
                            .formatted(bits, MIN_RSA_BITS, MAX_RSA_BITS));
        }
        return RSA;
    }

    /// As people name it.
    public String label() {
        return label;
    }

    public List<SignatureAlgorithm> algorithms() {
        return algorithms;
    }

    /// @param modulusBytes of a key of RSA
    /// @throws MalformedSignatureException if no key of this kind makes such a signature
    void requireForm(byte[] signature, int modulusBytes) throws MalformedSignatureException {
        switch (this) {
            case EC_P256, EC_P384, EC_P521 -> EcdsaSignature.ofDer(this, signature);
            case RSA -> requireLength(signature, modulusBytes);
            case ED25519_KEY -> {
                requireLength(signature, 2 * EdwardsPoint.BYTES);
                if (!EdwardsPoint.isInRange(signature, EdwardsPoint.BYTES)) {
                    throw new MalformedSignatureException("a number of it is out of range");
                }
            }
        }
    }

    private void requireLength(byte[] signature, int bytes) throws MalformedSignatureException {
        if (signature.length != bytes) {
            throw new MalformedSignatureException(
                    "%d bytes; a signature by this key of %s has %d"
                            .formatted(signature.length, label, bytes));
        }
    }
}
