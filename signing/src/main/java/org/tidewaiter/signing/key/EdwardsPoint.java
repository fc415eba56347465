package org.tidewaiter.signing.key;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;

/// Public keys of Ed25519: points of `-x² + y² = 1 + d·x²·y²`.
///
/// @see "RFC 8032, section 5.1"
final class EdwardsPoint {
    static final int BYTES = 32;

    /// Of the points that sign.
    static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private static final BigInteger PRIME =
            BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger D =
            BigInteger.valueOf(-121665)
                    .multiply(BigInteger.valueOf(121666).modInverse(PRIME))
                    .mod(PRIME);

    private EdwardsPoint() {}

    /// Whether the second number of a signature is below the order: each signature has one form.
    ///
    /// @param from where the number begins, of which the lowest byte is first
    static boolean isInRange(byte[] signature, int from) {
        return lowestFirst(signature, from).compareTo(ORDER) < 0;
    }

    /// @param encoded *y* with the lowest byte first, and in the last bit whether *x* is odd
    static PublicKey publicKey(byte[] encoded) throws UnusableKeyException {
        if (encoded.length != BYTES) {
            throw new UnusableKeyException(
                    "a key of %d bytes; one of Ed25519 has %d".formatted(encoded.length, BYTES));
        }
        boolean odd = encoded[BYTES - 1] < 0;
        return publicKey(new EdECPoint(odd, lowestFirst(encoded, 0).clearBit(8 * BYTES - 1)));
    }

    private static BigInteger lowestFirst(byte[] bytes, int from) {
        var highestFirst = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            highestFirst[i] = bytes[from + BYTES - 1 - i];
        }
        return new BigInteger(1, highestFirst);
    }

    /// Java itself takes the eight points of a small order: with some of them as public key, the
    /// same signature holds for whatever was signed.
    ///
    /// @throws UnusableKeyException if it is no point of the curve, or one of a small order
    static PublicKey publicKey(EdECPoint point) throws UnusableKeyException {
        var y = point.getY();
        if (y.signum() < 0 || y.compareTo(PRIME) >= 0) {
            throw new UnusableKeyException("its point is not in its shortest form");
        }
        var square = y.multiply(y).mod(PRIME);
        if (isOfSmallOrder(y, square)) {
            throw new UnusableKeyException("its point is of a small order, so anybody can sign");
        }
        var xSquare =
                square.subtract(BigInteger.ONE)
                        .multiply(D.multiply(square).add(BigInteger.ONE).modInverse(PRIME))
                        .mod(PRIME);
        var half = PRIME.subtract(BigInteger.ONE).shiftRight(1);
        if (!xSquare.modPow(half, PRIME).equals(BigInteger.ONE)) {
            throw new UnusableKeyException("its point is not on the curve of Ed25519");
        }
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a public key of Ed25519", e);
        }
    }

    /// Those of order 1, 2 and 4 have a *y* of 1, -1 and 0. That of twice a point is 0 if `y² + x²`
    /// is, which with the equation of the curve is `d·y⁴ + 2·y² = 1`: these are of order 8.
    private static boolean isOfSmallOrder(BigInteger y, BigInteger square) {
        var eighth =
                D.multiply(square)
                        .add(BigInteger.TWO)
                        .multiply(square)
                        .subtract(BigInteger.ONE)
                        .mod(PRIME);
        return y.signum() == 0 || square.equals(BigInteger.ONE) || eighth.signum() == 0;
    }
}
