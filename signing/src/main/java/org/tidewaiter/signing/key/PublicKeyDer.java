package org.tidewaiter.signing.key;

import java.security.PublicKey;
import org.tidewaiter.signing.syntax.Der;
import org.tidewaiter.signing.syntax.Der.MalformedDerException;

/// Public keys as X.509 and PKCS #1 write them.
///
/// @see "RFC 5280, section 4.1.2.7; RFC 5480; RFC 8017, A.1.1; RFC 8410"
final class PublicKeyDer {
    static final String ELLIPTIC = "1.2.840.10045.2.1";
    static final String RSA = "1.2.840.113549.1.1.1";
    static final String RSA_PSS = "1.2.840.113549.1.1.10";
    static final String ED25519 = "1.3.101.112";
    static final int MAX_NUMBER_BITS = 4096;

    private PublicKeyDer() {}

    /// A SubjectPublicKeyInfo.
    static PublicKey ofX509(byte[] bytes) throws UnusableKeyException {
        try {
            var whole = Der.of(bytes);
            var info = whole.sequence();
            whole.end();
            var algorithm = info.sequence();
            var bits = info.bits();
            info.end();
            return key(algorithm, bits);
        } catch (MalformedDerException e) {
            throw new UnusableKeyException("a public key that is not of DER: " + e.getMessage());
        }
    }

    private static PublicKey key(Der algorithm, byte[] bits)
            throws MalformedDerException, UnusableKeyException {
        var identifier = algorithm.identifier();
        return switch (identifier) {
            case ELLIPTIC -> {
                var curve = curve(algorithm);
                algorithm.end();
                yield curve.publicKey(bits);
            }
            case RSA -> {
                algorithm.nothing();
                algorithm.end();
                yield ofPkcs1(bits);
            }
            case ED25519 -> {
                algorithm.end();
                yield EdwardsPoint.publicKey(bits);
            }
            default -> throw unused(identifier);
        };
    }

    static UnusableKeyException unused(String identifier) {
        return new UnusableKeyException(
                identifier.equals(RSA_PSS)
                        ? "a key that is restricted to RSASSA-PSS; write it as one of RSA"
                        : "keys of the algorithm %s are not used".formatted(identifier));
    }

    static Curve curve(Der algorithm) throws MalformedDerException, UnusableKeyException {
        if (algorithm.isNext(Der.SEQUENCE)) {
            throw new UnusableKeyException("it states a curve of its own and names none");
        }
        return curve(algorithm.identifier());
    }

    static Curve curve(String identifier) throws UnusableKeyException {
        return Curve.ofIdentifier(identifier)
                .orElseThrow(() ->
                        new UnusableKeyException("its curve is none of P-256, P-384 and P-521"));
    }

    /// An RSAPublicKey.
    static PublicKey ofPkcs1(byte[] bytes) throws UnusableKeyException {
        try {
            var whole = Der.of(bytes);
            var key = whole.sequence();
            whole.end();
            var modulus = key.natural(2 * MAX_NUMBER_BITS);
            var exponent = key.natural(MAX_NUMBER_BITS);
            key.end();
            return SoundKey.rsa(modulus, exponent);
        } catch (MalformedDerException e) {
            throw new UnusableKeyException("a public key that is not of DER: " + e.getMessage());
        }
    }
}
