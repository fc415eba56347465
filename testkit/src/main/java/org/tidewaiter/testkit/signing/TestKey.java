package org.tidewaiter.testkit.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;

/// A pair of keys that is made anew for each test.
public record TestKey(KeyPair pair, String algorithm) {
    public static TestKey p256() {
        return elliptic("secp256r1", "SHA256withECDSA");
    }

    public static TestKey p384() {
        return elliptic("secp384r1", "SHA384withECDSA");
    }

    public static TestKey p521() {
        return elliptic("secp521r1", "SHA512withECDSA");
    }

    public static TestKey rsa(int bits) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return new TestKey(generator.generateKeyPair(), "SHA256withRSA");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static TestKey ed25519() {
        try {
            return new TestKey(
                    KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), "Ed25519");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestKey elliptic(String curve, String algorithm) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return new TestKey(generator.generateKeyPair(), algorithm);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public byte[] sign(byte[] bytes) {
        return sign(bytes, algorithm);
    }

    /// @param javaName of another algorithm than the one that goes with the key
    public byte[] sign(byte[] bytes, String javaName) {
        try {
            var signer = Signature.getInstance(javaName);
            signer.initSign(pair.getPrivate());
            signer.update(bytes);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public PublicKey publicKey() {
        return pair.getPublic();
    }

    /// The public key as a file has it.
    public String publicPem() {
        return pem("PUBLIC KEY", pair.getPublic().getEncoded());
    }

    /// The private key as a file has it, PKCS#8.
    public String privatePem() {
        return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
    }

    static String pem(String label, byte[] der) {
        var body =
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(der);
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, body);
    }

    /// Never the private key.
    @Override
    public String toString() {
        return algorithm
                + " "
                + HexFormat.of().formatHex(pair.getPublic().getEncoded()).substring(0, 16);
    }
}
