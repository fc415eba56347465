package org.tidewaiter.signing.certificate;

import java.util.Optional;
import java.util.Set;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;

/// What the certificate of a signer must say that it is for, and what authorities may not rule out.
///
/// @see "RFC 5280, sections 4.2.1.3, 4.2.1.9 and 4.2.1.12"
final class SignerRules {
    private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
    private static final String ANY = "2.5.29.37.0";
    private static final int DIGITAL_SIGNATURE = 0;

    private SignerRules() {}

    static void checkSigner(Certificate leaf) throws RefusedException {
        if (leaf.isAuthority()) {
            throw new RefusedException(Refusal.SIGNED_BY_AUTHORITY, leaf.subject());
        }
        var usage = Optional.ofNullable(leaf.x509().getKeyUsage());
        if (usage.isEmpty() || !usage.get()[DIGITAL_SIGNATURE]) {
            throw new RefusedException(Refusal.NO_SIGNING_USAGE, leaf.subject());
        }
        if (!leaf.usages().contains(CODE_SIGNING)) {
            throw new RefusedException(Refusal.NO_CODE_SIGNING, leaf.subject());
        }
    }

    /// An authority that says what its certificates are for must say this too.
    static void checkAuthority(Certificate one) throws RefusedException {
        var usages = one.usages();
        if (!usages.isEmpty() && usages.stream().noneMatch(Set.of(CODE_SIGNING, ANY)::contains)) {
            throw new RefusedException(Refusal.NO_CODE_SIGNING, one.subject());
        }
    }
}
