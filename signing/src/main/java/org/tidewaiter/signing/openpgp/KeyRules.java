package org.tidewaiter.signing.openpgp;

import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.ECDSAPublicBCPGKey;
import org.bouncycastle.bcpg.EdDSAPublicBCPGKey;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPPublicKey;

/// Which keys are strong enough: the kinds and sizes that are used elsewhere too.
final class KeyRules {
    private static final int MIN_RSA_BITS = 2048;
    private static final int MAX_RSA_BITS = 4096;

    /// No key is made so today, but old ones are.
    private static final int RSA_ONLY_FOR_SIGNING = 3;

    private static final Set<Integer> RSA =
            Set.of(PublicKeyAlgorithmTags.RSA_GENERAL, RSA_ONLY_FOR_SIGNING);

    /// P-256, P-384, P-521.
    private static final Set<String> CURVES =
            Set.of("1.2.840.10045.3.1.7", "1.3.132.0.34", "1.3.132.0.35");

    private static final String ED25519 = "1.3.6.1.4.1.11591.15.1";

    private KeyRules() {}

    /// @return what is wrong with it
    static Optional<String> weakness(PGPPublicKey key) {
        int algorithm = key.getAlgorithm();
        var material = key.getPublicKeyPacket().getKey();
        if (RSA.contains(algorithm)) {
            int bits = key.getBitStrength();
            return bits >= MIN_RSA_BITS && bits <= MAX_RSA_BITS
                    ? Optional.empty()
                    : Optional.of("RSA of %d bits".formatted(bits));
        }
        var curve =
                switch (material) {
                    case ECDSAPublicBCPGKey it when CURVES.contains(it.getCurveOID().getId()) -> "";
                    case ECDSAPublicBCPGKey it -> "curve " + it.getCurveOID();
                    case EdDSAPublicBCPGKey it when it.getCurveOID().getId().equals(ED25519) -> "";
                    case EdDSAPublicBCPGKey it -> "curve " + it.getCurveOID();
                    default ->
                            algorithm == PublicKeyAlgorithmTags.Ed25519
                                    ? ""
                                    : "algorithm " + algorithm;
                };
        return Optional.of(curve).filter(what -> !what.isEmpty());
    }

    /// Whether a signature that is said to be of this algorithm can be by the key.
    static boolean fits(PGPPublicKey key, int algorithm) {
        return key.getAlgorithm() == algorithm
                || (RSA.contains(key.getAlgorithm()) && RSA.contains(algorithm));
    }
}
