package org.tidewaiter.signing.certificate;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;
import java.util.Set;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;

/// How a certificate may be signed: as our own keys sign, with SHA-256 or better.
final class CertificateSignature {
    private static final String RSA_PSS = "1.2.840.113549.1.1.10";
    private static final Set<String> HASHES = Set.of("SHA-256", "SHA-384", "SHA-512");

    /// ECDSA and RSA of PKCS #1, each with the three, and Ed25519.
    private static final Set<String> STRONG =
            Set.of(
                    "1.2.840.10045.4.3.2",
                    "1.2.840.10045.4.3.3",
                    "1.2.840.10045.4.3.4",
                    "1.2.840.113549.1.1.11",
                    "1.2.840.113549.1.1.12",
                    "1.2.840.113549.1.1.13",
                    "1.3.101.112");

    private CertificateSignature() {}

    static void check(Certificate one) throws RefusedException {
        var identifier = one.x509().getSigAlgOID();
        boolean strong =
                identifier.equals(RSA_PSS) ? isStrong(one.x509()) : STRONG.contains(identifier);
        if (!strong) {
            throw new RefusedException(
                    Refusal.WEAK_CERTIFICATE,
                    "%s, by %s".formatted(one, one.x509().getSigAlgName()));
        }
    }

    /// Where it does not say the hash, it is SHA-1.
    private static boolean isStrong(X509Certificate one) {
        var bytes = Optional.ofNullable(one.getSigAlgParams());
        if (bytes.isEmpty()) {
            return false;
        }
        try {
            var parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            parameters.init(bytes.get());
            var stated = parameters.getParameterSpec(PSSParameterSpec.class);
            return HASHES.contains(stated.getDigestAlgorithm())
                    && stated.getMGFParameters() instanceof MGF1ParameterSpec mask
                    && mask.getDigestAlgorithm().equals(stated.getDigestAlgorithm());
        } catch (GeneralSecurityException | IOException _) {
            return false;
        }
    }
}
