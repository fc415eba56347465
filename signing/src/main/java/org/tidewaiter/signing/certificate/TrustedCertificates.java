package org.tidewaiter.signing.certificate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.Digest;
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
        var paths = paths(presented, now);
        var authority = paths.getFirst().root();
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
                leaf.x509().getNotAfter().toInstant(),
                ways(paths));
    }

    private static List<Issuer.Certificate.Way> ways(List<CertificatePath> paths)
            throws RefusedException {
        var ways = new ArrayList<Issuer.Certificate.Way>();
        for (var path : paths) {
            var keys = new HashSet<Digest>();
            for (var one : path.certificates().subList(1, path.certificates().size())) {
                keys.add(key(one).fingerprint());
            }
            ways.add(new Issuer.Certificate.Way(path.root().fingerprint(), keys));
        }
        return ways;
    }

    /// All that are in order; where none is, what is wrong with the first.
    private List<CertificatePath> paths(PresentedCertificate presented, Instant now)
            throws RefusedException {
        if (authorities.isEmpty()) {
            Validity.check(presented.leaf(), now);
            return List.of(new CertificatePath(List.of(presented.leaf())));
        }
        Optional<RefusedException> first = Optional.empty();
        var good = new ArrayList<CertificatePath>();
        for (var path : authorities.paths(presented)) {
            try {
                path.check(now);
                good.add(path);
            } catch (RefusedException e) {
                first = first.or(() -> Optional.of(e));
            }
        }
        if (good.isEmpty()) {
            throw first.orElseThrow();
        }
        return good;
    }
}
