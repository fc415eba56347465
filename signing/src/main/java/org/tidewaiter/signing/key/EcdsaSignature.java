package org.tidewaiter.signing.key;

import java.math.BigInteger;
import java.util.Arrays;
import org.tidewaiter.signing.syntax.Der;
import org.tidewaiter.signing.syntax.Der.MalformedDerException;

/// A signature by ECDSA, which formats write in one of two ways: as DER (X.509, cosign, DSSE), or
/// as the two numbers in a fixed width one after the other (JOSE, COSE, Notary). A format has one
/// of them, and what is written the other way is refused.
///
/// @param kind of the key
/// @param r at least 1 and below the order of the curve, as `s` is
/// @see "SEC 1, section 4.1 and C.5; RFC 7518, section 3.4"
public record EcdsaSignature(KeyKind kind, BigInteger r, BigInteger s) {

    /// @throws IllegalArgumentException if a number is out of range, or the key is on no curve
    public EcdsaSignature {
        if (!isInRange(kind, r) || !isInRange(kind, s)) {
            throw new IllegalArgumentException("a number is out of range");
        }
    }

    /// @param der a sequence of two numbers in their shortest form, and nothing else
    public static EcdsaSignature ofDer(KeyKind kind, byte[] der)
            throws MalformedSignatureException {
        int bits = Curve.of(kind).order().bitLength();
        try {
            var whole = Der.of(der);
            var numbers = whole.sequence();
            whole.end();
            var r = numbers.natural(bits);
            var s = numbers.natural(bits);
            numbers.end();
            return checked(kind, r, s);
        } catch (MalformedDerException e) {
            throw new MalformedSignatureException(
                    der.length == 2 * Curve.of(kind).bytes()
                            ? "two numbers of fixed width, or no signature; it must be DER"
                            : "not of DER: " + e.getMessage());
        }
    }

    /// @param fixed both numbers, each as wide as a coordinate of the curve
    public static EcdsaSignature ofFixed(KeyKind kind, byte[] fixed)
            throws MalformedSignatureException {
        int width = Curve.of(kind).bytes();
        if (fixed.length != 2 * width) {
            throw new MalformedSignatureException(
                    "%d bytes; two numbers of %d bytes each must be there"
                            .formatted(fixed.length, width));
        }
        return checked(
                kind, new BigInteger(1, fixed, 0, width), new BigInteger(1, fixed, width, width));
    }

    private static EcdsaSignature checked(KeyKind kind, BigInteger r, BigInteger s)
            throws MalformedSignatureException {
        if (!isInRange(kind, r) || !isInRange(kind, s)) {
            throw new MalformedSignatureException("a number of it is out of range");
        }
        return new EcdsaSignature(kind, r, s);
    }

    private static boolean isInRange(KeyKind kind, BigInteger number) {
        return number.signum() > 0 && number.compareTo(Curve.of(kind).order()) < 0;
    }

    public byte[] der() {
        return DerBytes.sequence(DerBytes.integer(r), DerBytes.integer(s));
    }

    public byte[] fixed() {
        int width = Curve.of(kind).bytes();
        var fixed = new byte[2 * width];
        put(r, fixed, width);
        put(s, fixed, 2 * width);
        return fixed;
    }

    private static void put(BigInteger number, byte[] fixed, int end) {
        var bytes = number.toByteArray();
        var plain = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        System.arraycopy(plain, 0, fixed, end - plain.length, plain.length);
    }
}
