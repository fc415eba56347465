package org.tidewaiter.signing.certificate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.Issuer;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.key.SignedBy;
import org.tidewaiter.signing.key.UnusableKeyException;
import org.tidewaiter.signing.key.VerificationKey;

/// The certificates by which the one who asks is convinced. All must be good at the time of asking:
/// when something was signed is only the signer's word.
///
/// @param named believed for what their keys have signed; where there are authorities, only with a
///   chain to one of them
/// @param authorities whose certificates are believed that come with a signature
/// @param wanted whom a certificate must name; nothing where the one who asks looks at that
public record TrustedCertificates(
        List<Certificate> named, Authorities authorities, Optional<WantedIdentity> wanted) {
    public TrustedCertificates {
        named = List.copyOf(named);
    }

    public static TrustedCertificates none() {
        return new TrustedCertificates(List.of(), Authorities.none(), Optional.empty());
    }

    public boolean isEmpty() {
        return named.isEmpty() && authorities.isEmpty();
    }

    /// Who has signed, of those that are named.
    ///
    /// @throws RefusedException if one of them has, and is not believed
    public Optional<Issuer> find(SignedBy content, List<byte[]> signatures, Instant now)
            throws RefusedException {
        for (var one : named) {
            if (hasSigned(key(one), content, signatures)) {
                return Optional.of(judged(new PresentedCertificate(one, List.of()), now));
            }
        }
        return Optional.empty();
    }

    /// Who has signed, by the certificate that came with it.
    ///
    /// @throws RefusedException if its key has not, or it is not believed
    public Issuer signer(
            PresentedCertificate presented, SignedBy content, List<byte[]> signatures, Instant now)
            throws RefusedException {
        if (authorities.isEmpty()) {
            throw new RefusedException(Refusal.UNTRUSTED_CERTIFICATE, "");
        }
        if (!hasSigned(key(presented.leaf()), content, signatures)) {
            throw new RefusedException(Refusal.NOT_BY_CERTIFICATE, presented.leaf().subject());
        }
        return judged(presented, now);
    }

    private static boolean hasSigned(
            VerificationKey key, SignedBy content, List<byte[]> signatures) {
        return signatures.stream().anyMatch(one -> content.isSigned(key, one));
    }

    private static VerificationKey key(Certificate one) throws RefusedException {
        try {
            return one.key();
        } catch (UnusableKeyException e) {
            throw new RefusedException(Refusal.WEAK_KEY, String.valueOf(e.getMessage()));
        }
    }

    private Issuer judged(PresentedCertificate presented, Instant now) throws RefusedException {
        var leaf = presented.leaf();
        SignerRules.checkSigner(leaf);
        var authority = authority(presented, now);
        if (wanted.isPresent()) {
            wanted.get().check(leaf);
        }
        return new Issuer.Certificate(
                leaf.subject(),
                leaf.identities(),
                leaf.provider(),
                key(leaf).fingerprint(),
                authority.subject(),
                authority.fingerprint(),
                leaf.x509().getNotBefore().toInstant(),
                leaf.x509().getNotAfter().toInstant());
    }

    /// The first way to one that is in order; else what is wrong with the first.
    private Certificate authority(PresentedCertificate presented, Instant now)
            throws RefusedException {
        if (authorities.isEmpty()) {
            Validity.check(presented.leaf(), now);
            return presented.leaf();
        }
        Optional<RefusedException> first = Optional.empty();
        for (var path : authorities.paths(presented)) {
            try {
                path.check(now);
                return path.root();
            } catch (RefusedException e) {
                first = first.or(() -> Optional.of(e));
            }
        }
        throw first.orElseThrow();
    }
}
