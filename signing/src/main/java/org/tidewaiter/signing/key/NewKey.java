package org.tidewaiter.signing.key;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Locale;

/// The types of keys that are made. The first is what cosign makes.
public enum NewKey {
    ECDSA_P256("EC", new ECGenParameterSpec(Curve.P256.javaName())),
    ECDSA_P384("EC", new ECGenParameterSpec(Curve.P384.javaName())),
    ECDSA_P521("EC", new ECGenParameterSpec(Curve.P521.javaName())),
    ED25519("Ed25519", NamedParameterSpec.ED25519),
    RSA_2048("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4)),
    RSA_3072("RSA", new RSAKeyGenParameterSpec(3072, RSAKeyGenParameterSpec.F4)),
    RSA_4096("RSA", new RSAKeyGenParameterSpec(4096, RSAKeyGenParameterSpec.F4));

    private final String algorithm;

    @SuppressWarnings("ImmutableEnumChecker") // these parameters never change
    private final AlgorithmParameterSpec parameters;

    NewKey(String algorithm, AlgorithmParameterSpec parameters) {
        this.algorithm = algorithm;
        this.parameters = parameters;
    }

    /// Lower-case with hyphens.
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Of Java's own randomness. One of RSA takes up to some seconds.
    public SigningKey make() {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(parameters);
            var pair = generator.generateKeyPair();
            return SigningKey.of(pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException | UnusableKeyException e) {
            throw new IllegalStateException("every Java 25 makes keys of " + algorithm, e);
        }
    }
}
