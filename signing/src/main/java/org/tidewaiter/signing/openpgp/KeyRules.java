package org.tidewaiter.signing.openpgp;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.ECDSAPublicBCPGKey;
import org.bouncycastle.bcpg.Ed25519PublicBCPGKey;
import org.bouncycastle.bcpg.EdDSAPublicBCPGKey;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.RSAPublicBCPGKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.util.BigIntegers;
import org.tidewaiter.signing.key.UnusableKeyException;
import org.tidewaiter.signing.key.VerificationKey;

/// Which keys are strong enough: the kinds and sizes that are used elsewhere too, and of those none
/// by which anybody could sign.
final class KeyRules {
    /// No key is made so today, but old ones are.
    private static final int RSA_ONLY_FOR_SIGNING = 3;

    private static final Set<Integer> RSA =
            Set.of(PublicKeyAlgorithmTags.RSA_GENERAL, RSA_ONLY_FOR_SIGNING);

    private static final String ED25519 = "1.3.6.1.4.1.11591.15.1";

    /// Before a point of which *x* is left out.
    private static final byte ONLY_Y = 0x40;

    private KeyRules() {}

    /// @return what is wrong with it
    static Optional<String> weakness(PGPPublicKey key) {
        try {
            checkSound(key);
            return Optional.empty();
        } catch (UnusableKeyException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static void checkSound(PGPPublicKey key) throws UnusableKeyException {
        int algorithm = key.getAlgorithm();
        switch (key.getPublicKeyPacket().getKey()) {
            case RSAPublicBCPGKey it when RSA.contains(algorithm) ->
                    VerificationKey.ofRsa(it.getModulus(), it.getPublicExponent());
            case ECDSAPublicBCPGKey it ->
                    VerificationKey.ofPoint(
                            it.getCurveOID().getId(),
                            BigIntegers.asUnsignedByteArray(it.getEncodedPoint()));
            case EdDSAPublicBCPGKey it when it.getCurveOID().getId().equals(ED25519) -> {
                var point = BigIntegers.asUnsignedByteArray(it.getEncodedPoint());
                if (point.length == 0 || point[0] != ONLY_Y) {
                    throw new UnusableKeyException("its point is written in another form");
                }
                VerificationKey.ofEd25519(Arrays.copyOfRange(point, 1, point.length));
            }
            case EdDSAPublicBCPGKey it ->
                    throw new UnusableKeyException("curve " + it.getCurveOID());
            case Ed25519PublicBCPGKey it -> VerificationKey.ofEd25519(it.getKey());
            default -> throw new UnusableKeyException("algorithm " + algorithm);
        }
    }

    /// Whether a signature that is said to be of this algorithm can be by the key.
    static boolean fits(PGPPublicKey key, int algorithm) {
        return key.getAlgorithm() == algorithm
                || (RSA.contains(key.getAlgorithm()) && RSA.contains(algorithm));
    }
}
