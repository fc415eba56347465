package org.tidewaiter.signing.key;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.tidewaiter.signing.syntax.Der;
import org.tidewaiter.signing.syntax.Der.MalformedDerException;

/// Private keys as PKCS #8, PKCS #1 and SEC 1 write them.
///
/// @see "RFC 5208; RFC 5958; RFC 8017, A.1.2; RFC 5915; RFC 8410, section 7"
final class PrivateKeyDer {
    private static final int PUBLIC_KEY_OF_PKCS8 = 0x81;
    private static final int ATTRIBUTES = 0xa0;
    private static final int CURVE = 0xa0;
    private static final int PUBLIC_KEY = 0xa1;

    private PrivateKeyDer() {}

    static SigningKey ofPkcs8(byte[] bytes) throws UnusableKeyException {
        try {
            var whole = Der.of(bytes);
            var info = whole.sequence();
            whole.end();
            int version = info.smallNatural();
            var algorithm = info.sequence();
            var secret = info.octets();
            if (info.isNext(ATTRIBUTES)) {
                info.content(ATTRIBUTES);
            }
            if (version == 1 && info.isNext(PUBLIC_KEY_OF_PKCS8)) {
                info.content(PUBLIC_KEY_OF_PKCS8); // what it is, is worked out
            }
            info.end();
            if (version > 1) {
                throw new UnusableKeyException("a private key of a version that is not known");
            }
            return key(algorithm, secret);
        } catch (MalformedDerException e) {
            throw malformed(e);
        }
    }

    private static SigningKey key(Der algorithm, byte[] secret)
            throws MalformedDerException, UnusableKeyException {
        var identifier = algorithm.identifier();
        return switch (identifier) {
            case PublicKeyDer.ELLIPTIC -> {
                var curve = PublicKeyDer.curve(algorithm);
                algorithm.end();
                yield ofSec1(secret, Optional.of(curve));
            }
            case PublicKeyDer.RSA -> {
                algorithm.nothing();
                algorithm.end();
                yield ofPkcs1(secret);
            }
            case PublicKeyDer.ED25519 -> {
                algorithm.end();
                var inner = Der.of(secret);
                var seed = inner.octets();
                inner.end();
                yield ed25519(seed);
            }
            default -> throw PublicKeyDer.unused(identifier);
        };
    }

    /// @param curve where it is known from elsewhere
    static SigningKey ofSec1(byte[] bytes, Optional<Curve> curve) throws UnusableKeyException {
        try {
            var whole = Der.of(bytes);
            var key = whole.sequence();
            whole.end();
            if (key.smallNatural() != 1) {
                throw new UnusableKeyException("a private key of a version that is not known");
            }
            var secret = new BigInteger(1, key.octets());
            var named = curve;
            if (key.isNext(CURVE)) {
                var stated = key.tagged(0);
                named = Optional.of(PublicKeyDer.curve(stated));
                stated.end();
            }
            if (named.isEmpty() || (curve.isPresent() && !curve.equals(named))) {
                throw new UnusableKeyException("it does not say on which curve it is");
            }
            var point = Optional.<byte[]>empty();
            if (key.isNext(PUBLIC_KEY)) {
                var stated = key.tagged(1);
                point = Optional.of(stated.bits());
                stated.end();
            }
            key.end();
            return elliptic(named.get(), secret, point);
        } catch (MalformedDerException e) {
            throw malformed(e);
        }
    }

    /// @param point the public key, where it is stated; it must then be the right one
    static SigningKey elliptic(Curve curve, BigInteger secret, Optional<byte[]> point)
            throws UnusableKeyException {
        var key = curve.privateKey(secret);
        PublicKey publicKey =
                point.isPresent() ? curve.publicKey(point.get()) : curve.publicKeyOf(secret);
        return SigningKey.of(key, publicKey);
    }

    static SigningKey ed25519(byte[] seed) throws UnusableKeyException {
        if (seed.length != EdwardsPoint.BYTES) {
            throw new UnusableKeyException(
                    "a key of %d bytes; one of Ed25519 has %d"
                            .formatted(seed.length, EdwardsPoint.BYTES));
        }
        var point = new byte[EdwardsPoint.BYTES];
        Ed25519.generatePublicKey(seed, 0, point, 0);
        try {
            var key =
                    KeyFactory.getInstance("Ed25519")
                            .generatePrivate(
                                    new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
            return SigningKey.of(key, EdwardsPoint.publicKey(point));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a private key of Ed25519", e);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    static SigningKey ofPkcs1(byte[] bytes) throws UnusableKeyException {
        try {
            var whole = Der.of(bytes);
            var key = whole.sequence();
            whole.end();
            if (key.smallNatural() != 0) {
                throw new UnusableKeyException("a key of RSA of more than two primes");
            }
            var numbers = new BigInteger[8];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = key.natural(PublicKeyDer.MAX_NUMBER_BITS);
            }
            key.end();
            return rsa(
                    new RSAPrivateCrtKeySpec(
                            numbers[0],
                            numbers[1],
                            numbers[2],
                            numbers[3],
                            numbers[4],
                            numbers[5],
                            numbers[6],
                            numbers[7]));
        } catch (MalformedDerException e) {
            throw malformed(e);
        }
    }

    static SigningKey rsa(RSAPrivateCrtKeySpec numbers) throws UnusableKeyException {
        var publicKey = SoundKey.rsa(numbers.getModulus(), numbers.getPublicExponent());
        if (!fit(numbers)) {
            throw new UnusableKeyException("the numbers of a key of RSA do not fit together");
        }
        try {
            return SigningKey.of(KeyFactory.getInstance("RSA").generatePrivate(numbers), publicKey);
        } catch (GeneralSecurityException _) {
            throw new UnusableKeyException("the numbers of a key of RSA do not fit together");
        }
    }

    private static boolean fit(RSAPrivateCrtKeySpec numbers) {
        var p = numbers.getPrimeP();
        var q = numbers.getPrimeQ();
        var e = numbers.getPublicExponent();
        var d = numbers.getPrivateExponent();
        return p.multiply(q).equals(numbers.getModulus())
                && p.compareTo(BigInteger.TWO) > 0
                && q.compareTo(BigInteger.TWO) > 0
                && isInverse(e, d, p.subtract(BigInteger.ONE))
                && isInverse(e, d, q.subtract(BigInteger.ONE))
                && numbers.getPrimeExponentP().equals(d.mod(p.subtract(BigInteger.ONE)))
                && numbers.getPrimeExponentQ().equals(d.mod(q.subtract(BigInteger.ONE)))
                && numbers.getCrtCoefficient().compareTo(p) < 0
                && isInverse(q, numbers.getCrtCoefficient(), p);
    }

    private static boolean isInverse(BigInteger one, BigInteger other, BigInteger modulus) {
        return one.multiply(other).mod(modulus).equals(BigInteger.ONE);
    }

    private static UnusableKeyException malformed(MalformedDerException e) {
        return new UnusableKeyException("a private key that is not of DER: " + e.getMessage());
    }
}
