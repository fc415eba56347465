package org.tidewaiter.signing.key;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.EdDSAParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How bytes are signed. A signature by ECDSA is DER here (`SEQUENCE` of two integers), as cosign,
/// DSSE and X.509 have it.
///
/// @see "FIPS 186-5; RFC 8017; RFC 8032"
public enum SignatureAlgorithm {
    ECDSA_SHA256("SHA256withECDSA", null),
    ECDSA_SHA384("SHA384withECDSA", null),
    ECDSA_SHA512("SHA512withECDSA", null),
    RSA_PKCS1_SHA256("SHA256withRSA", null),
    RSA_PKCS1_SHA384("SHA384withRSA", null),
    RSA_PKCS1_SHA512("SHA512withRSA", null),
    RSA_PSS_SHA256("RSASSA-PSS", pss("SHA-256", MGF1ParameterSpec.SHA256, 32)),
    RSA_PSS_SHA384("RSASSA-PSS", pss("SHA-384", MGF1ParameterSpec.SHA384, 48)),
    RSA_PSS_SHA512("RSASSA-PSS", pss("SHA-512", MGF1ParameterSpec.SHA512, 64)),
    ED25519("Ed25519", null),
    ED25519PH("Ed25519", new EdDSAParameterSpec(true));

    private static final int PIECE_BYTES = 1 << 16;

    private final String javaName;

    @SuppressWarnings("ImmutableEnumChecker") // these parameters never change
    private final @Nullable AlgorithmParameterSpec parameters;

    SignatureAlgorithm(String javaName, @Nullable AlgorithmParameterSpec parameters) {
        this.javaName = javaName;
        this.parameters = parameters;
    }

    private static PSSParameterSpec pss(String hash, MGF1ParameterSpec mask, int saltBytes) {
        return new PSSParameterSpec(
                hash, "MGF1", mask, saltBytes, PSSParameterSpec.TRAILER_FIELD_BC);
    }

    /// @param key of the kind that the algorithm wants
    /// @return false also for bytes that are no signature of this form
    boolean verifies(PublicKey key, byte[] signed, byte[] signature) {
        var verifier = engine();
        try {
            verifier.initVerify(key);
            verifier.update(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a key of another kind: " + key.getAlgorithm(), e);
        }
        try {
            return verifier.verify(signature);
        } catch (SignatureException _) {
            return false;
        }
    }

    /// @throws GeneralSecurityException for a key of another kind
    Signature verifier(PublicKey key) throws GeneralSecurityException {
        var verifier = engine();
        verifier.initVerify(key);
        return verifier;
    }

    byte[] signature(PrivateKey key, byte[] bytes) throws GeneralSecurityException {
        var signer = engine();
        signer.initSign(key);
        signer.update(bytes);
        return signer.sign();
    }

    byte[] sign(PrivateKey key, byte[] bytes) {
        try {
            return signature(key, bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a key of another kind: " + key.getAlgorithm(), e);
        }
    }

    byte[] sign(PrivateKey key, InputStream bytes) throws IOException {
        var signer = engine();
        var piece = new byte[PIECE_BYTES];
        try {
            signer.initSign(key);
            for (int read = bytes.read(piece); read >= 0; read = bytes.read(piece)) {
                signer.update(piece, 0, read);
            }
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a key of another kind: " + key.getAlgorithm(), e);
        }
    }

    private Signature engine() {
        try {
            var engine = Signature.getInstance(javaName);
            var wanted = Optional.ofNullable(parameters);
            if (wanted.isPresent()) {
                engine.setParameter(wanted.get());
            }
            return engine;
        } catch (InvalidAlgorithmParameterException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java 25 has " + javaName, e);
        }
    }
}
