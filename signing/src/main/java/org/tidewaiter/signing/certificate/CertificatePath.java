package org.tidewaiter.signing.certificate;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;

/// A way from a certificate to a root: each is signed by the next. Java judges it by the rules of
/// X.509; what stands here besides is what those rules leave open.
///
/// @param certificates the one that signs first, the root last
/// @see "RFC 5280, section 6.1"
record CertificatePath(List<Certificate> certificates) {
    /// Of all of them, the root too.
    static final int MAX_LENGTH = 8;

    CertificatePath {
        certificates = List.copyOf(certificates);
    }

    Certificate root() {
        return certificates.getLast();
    }

    /// @throws RefusedException for the first thing that is wrong
    void check(Instant now) throws RefusedException {
        for (var one : certificates) {
            Validity.check(one, now);
        }
        for (var one : certificates.subList(1, certificates.size())) {
            if (!one.isAuthority()) {
                throw new RefusedException(Refusal.NOT_AN_AUTHORITY, one.subject());
            }
            SignerRules.checkAuthority(one);
        }
        for (var one : certificates.subList(0, certificates.size() - 1)) {
            CertificateSignature.check(one);
        }
        if (root().x509().getBasicConstraints() < certificates.size() - 2) {
            throw new RefusedException(Refusal.LONG_CHAIN, root().subject());
        }
        checkByJava(now);
    }

    /// Java takes the limits of names only from what stands in the chain: a root that has some
    /// stands in it, below its own name and key.
    private void checkByJava(Instant now) throws RefusedException {
        boolean limited = limitsNames(root());
        var root = root().x509();
        var anchor =
                limited
                        ? new TrustAnchor(root.getSubjectX500Principal(), root.getPublicKey(), null)
                        : new TrustAnchor(root, null);
        var chain =
                certificates.subList(0, certificates.size() - (limited ? 0 : 1)).stream()
                        .map(Certificate::x509)
                        .toList();
        try {
            var parameters = new PKIXParameters(Set.of(anchor));
            parameters.setRevocationEnabled(false); // that would ask the network
            parameters.setDate(Date.from(now));
            var path = CertificateFactory.getInstance("X.509").generateCertPath(chain);
            CertPathValidator.getInstance("PKIX").validate(path, parameters);
        } catch (CertPathValidatorException e) {
            throw new RefusedException(refusal(e.getReason()), subject(e.getIndex()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java 25 judges chains", e);
        }
    }

    static boolean limitsNames(Certificate root) {
        return root.extension(Extension.NAME_CONSTRAINTS).isPresent();
    }

    private String subject(int index) {
        return index < 0 ? "" : certificates.get(index).subject();
    }

    private static Refusal refusal(CertPathValidatorException.Reason reason) {
        return switch (reason) {
            case BasicReason basic ->
                    switch (basic) {
                        case EXPIRED -> Refusal.EXPIRED_CERTIFICATE;
                        case NOT_YET_VALID -> Refusal.EARLY_CERTIFICATE;
                        case ALGORITHM_CONSTRAINED -> Refusal.WEAK_CERTIFICATE;
                        case UNSPECIFIED,
                                REVOKED,
                                UNDETERMINED_REVOCATION_STATUS,
                                INVALID_SIGNATURE ->
                                Refusal.BROKEN_CHAIN;
                    };
            case PKIXReason pkix ->
                    switch (pkix) {
                        case PATH_TOO_LONG -> Refusal.LONG_CHAIN;
                        case NOT_CA_CERT, INVALID_KEY_USAGE -> Refusal.NOT_AN_AUTHORITY;
                        case INVALID_NAME -> Refusal.FOREIGN_NAMES;
                        case UNRECOGNIZED_CRIT_EXT -> Refusal.CRITICAL_CERTIFICATE_EXTENSION;
                        case INVALID_POLICY, NAME_CHAINING, NO_TRUST_ANCHOR -> Refusal.BROKEN_CHAIN;
                    };
            default -> Refusal.BROKEN_CHAIN;
        };
    }
}
