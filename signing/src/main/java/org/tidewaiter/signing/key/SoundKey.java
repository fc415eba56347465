package org.tidewaiter.signing.key;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;

/// Takes only public keys that make sense, and makes one of a kind of each: the same key is the
/// same bytes, in whichever way it was written.
final class SoundKey {
    private static final int MAX_EXPONENT_BITS = 32;
    private static final BigInteger SMALL_PRIMES = smallPrimes();

    private SoundKey() {}

    /// @throws UnusableKeyException for a kind, curve or size that is not used, and for a key by
    ///   which anybody could sign
    static PublicKey of(PublicKey key) throws UnusableKeyException {
        KeyKind.of(key); // refuses what is not used before anything is worked out of it
        return switch (key) {
            case ECPublicKey elliptic -> Curve.of(KeyKind.of(key)).publicKey(elliptic.getW());
            case RSAPublicKey rsa -> rsa(rsa);
            case EdECPublicKey edwards -> EdwardsPoint.publicKey(edwards.getPoint());
            default -> throw new UnusableKeyException("it is no public key");
        };
    }

    private static PublicKey rsa(RSAPublicKey key) throws UnusableKeyException {
        if (!key.getAlgorithm().equals("RSA")) {
            throw new UnusableKeyException(
                    "a key that is restricted to %s; write it as one of RSA"
                            .formatted(key.getAlgorithm()));
        }
        return rsa(key.getModulus(), key.getPublicExponent());
    }

    static PublicKey rsa(BigInteger modulus, BigInteger exponent) throws UnusableKeyException {
        KeyKind.rsa(modulus.bitLength());
        if (exponent.compareTo(BigInteger.TWO) <= 0
                || !exponent.testBit(0)
                || exponent.bitLength() > MAX_EXPONENT_BITS) {
            throw new UnusableKeyException(
                    "its public exponent is not an odd number from 3 on, of %d bits at most"
                            .formatted(MAX_EXPONENT_BITS));
        }
        if (modulus.signum() < 0 || !modulus.gcd(SMALL_PRIMES).equals(BigInteger.ONE)) {
            throw new UnusableKeyException("its modulus has a small factor");
        }
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(modulus, exponent));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a public key of RSA", e);
        }
    }

    private static BigInteger smallPrimes() {
        var product = BigInteger.ONE;
        for (int number = 2; number < 1000; number++) {
            var next = BigInteger.valueOf(number);
            if (next.gcd(product).equals(BigInteger.ONE)) {
                product = product.multiply(next);
            }
        }
        return product;
    }
}
