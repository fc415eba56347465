package org.tidewaiter.signing.key;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/// The curves that are used. Each has a cofactor of 1, so every point of it but infinity is a
/// public key.
///
/// @see "NIST SP 800-186; SEC 1, section 2.3 and 3.2"
enum Curve {
    P256(KeyKind.EC_P256, "P-256", "secp256r1", "1.2.840.10045.3.1.7"),
    P384(KeyKind.EC_P384, "P-384", "secp384r1", "1.3.132.0.34"),
    P521(KeyKind.EC_P521, "P-521", "secp521r1", "1.3.132.0.35");

    private static final int UNCOMPRESSED = 4;

    private final KeyKind kind;
    private final String label;
    private final String javaName;
    private final String identifier;

    @SuppressWarnings("ImmutableEnumChecker") // these parameters never change
    private final ECParameterSpec parameters;

    Curve(KeyKind kind, String label, String javaName, String identifier) {
        this.kind = kind;
        this.label = label;
        this.javaName = javaName;
        this.identifier = identifier;
        try {
            var made = AlgorithmParameters.getInstance("EC");
            made.init(new ECGenParameterSpec(javaName));
            this.parameters = made.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java 25 has " + javaName, e);
        }
    }

    /// The curve that has all of these parameters: not its field alone, since with a point of his
    /// own choice in place of the base point, anybody has the private key to any public one.
    static Optional<Curve> of(ECParameterSpec wanted) {
        return Arrays.stream(values()).filter(curve -> curve.has(wanted)).findFirst();
    }

    static Optional<Curve> ofIdentifier(String identifier) {
        return Arrays.stream(values())
                .filter(curve -> curve.identifier.equals(identifier))
                .findFirst();
    }

    /// @param label as a JSON Web Key has it
    static Optional<Curve> ofLabel(String label) {
        return Arrays.stream(values()).filter(curve -> curve.label.equals(label)).findFirst();
    }

    /// @throws IllegalArgumentException for a kind that has none
    static Curve of(KeyKind kind) {
        return Arrays.stream(values())
                .filter(curve -> curve.kind == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(kind + " is on no curve of these"));
    }

    private boolean has(ECParameterSpec wanted) {
        return parameters.getCurve().getField().equals(wanted.getCurve().getField())
                && parameters.getCurve().getA().equals(wanted.getCurve().getA())
                && parameters.getCurve().getB().equals(wanted.getCurve().getB())
                && parameters.getGenerator().equals(wanted.getGenerator())
                && parameters.getOrder().equals(wanted.getOrder())
                && parameters.getCofactor() == wanted.getCofactor();
    }

    KeyKind kind() {
        return kind;
    }

    String javaName() {
        return javaName;
    }

    BigInteger order() {
        return parameters.getOrder();
    }

    /// How many bytes a coordinate, and each half of a signature has.
    int bytes() {
        return (prime().bitLength() + 7) / 8;
    }

    private BigInteger prime() {
        return ((ECFieldFp) parameters.getCurve().getField()).getP();
    }

    /// @param encoded without compression
    /// @throws UnusableKeyException if it has another form, or is no point of the curve
    PublicKey publicKey(byte[] encoded) throws UnusableKeyException {
        if (encoded.length != 1 + 2 * bytes() || encoded[0] != UNCOMPRESSED) {
            throw new UnusableKeyException(
                    "its point is not written as %d bytes without compression"
                            .formatted(1 + 2 * bytes()));
        }
        return publicKey(
                new BigInteger(1, encoded, 1, bytes()),
                new BigInteger(1, encoded, 1 + bytes(), bytes()));
    }

    PublicKey publicKey(BigInteger x, BigInteger y) throws UnusableKeyException {
        return publicKey(new ECPoint(x, y));
    }

    /// Java itself does not ask whether a point is on the curve.
    ///
    /// @throws UnusableKeyException if it is no point of the curve
    PublicKey publicKey(ECPoint point) throws UnusableKeyException {
        if (!contains(point)) {
            throw new UnusableKeyException("its point is not on the curve " + label);
        }
        try {
            return KeyFactory.getInstance("EC")
                    .generatePublic(new ECPublicKeySpec(point, parameters));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a point of " + label, e);
        }
    }

    private boolean contains(ECPoint point) {
        if (point.equals(ECPoint.POINT_INFINITY)) {
            return false;
        }
        var x = point.getAffineX();
        var y = point.getAffineY();
        var right =
                x.multiply(x)
                        .add(parameters.getCurve().getA())
                        .multiply(x)
                        .add(parameters.getCurve().getB());
        return isBelowPrime(x)
                && isBelowPrime(y)
                && y.multiply(y).subtract(right).mod(prime()).signum() == 0;
    }

    private boolean isBelowPrime(BigInteger number) {
        return number.signum() >= 0 && number.compareTo(prime()) < 0;
    }

    /// @throws UnusableKeyException if it is out of range
    PrivateKey privateKey(BigInteger secret) throws UnusableKeyException {
        if (secret.signum() <= 0 || secret.compareTo(order()) >= 0) {
            throw new UnusableKeyException("its private number is out of range");
        }
        try {
            return KeyFactory.getInstance("EC")
                    .generatePrivate(new ECPrivateKeySpec(secret, parameters));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a private key of " + label, e);
        }
    }

    /// For a private key that comes without its public one, which Java does not work out.
    ///
    /// @param secret in range
    PublicKey publicKeyOf(BigInteger secret) throws UnusableKeyException {
        var base = CustomNamedCurves.getByName(label).getG();
        var point = new FixedPointCombMultiplier().multiply(base, secret).normalize();
        return publicKey(
                point.getAffineXCoord().toBigInteger(), point.getAffineYCoord().toBigInteger());
    }
}
