package org.tidewaiter.signing.certificate;

import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.key.UnusableKeyException;

/// Who is believed when they certify who somebody is.
///
/// @param roots to one of which a chain must lead
/// @param intermediates by which it may lead there; not believed themselves
public record Authorities(List<Certificate> roots, List<Certificate> intermediates) {
    public Authorities {
        roots = List.copyOf(roots);
        intermediates = List.copyOf(intermediates);
    }

    public static Authorities none() {
        return new Authorities(List.of(), List.of());
    }

    /// @throws MalformedCertificateException if one of them certifies nobody, a root is itself
    ///   certified by another, or one has a key that is not used
    public static Authorities of(List<Certificate> roots, List<Certificate> intermediates)
            throws MalformedCertificateException {
        for (var root : roots) {
            if (!root.isSelfIssued()) {
                throw new MalformedCertificateException(
                        "%s is no root: another authority has certified it".formatted(root));
            }
        }
        return ofAny(roots, intermediates);
    }

    /// Like [#of], with roots that may be certified by others, which are then not asked; but one
    /// that limits names counts only below its own root, which must be among them.
    public static Authorities ofAny(List<Certificate> roots, List<Certificate> intermediates)
            throws MalformedCertificateException {
        var anchors = new ArrayList<Certificate>();
        var between = new ArrayList<>(intermediates);
        for (var root : roots) {
            requireAuthority(root);
            boolean limited = !root.isSelfIssued() && CertificatePath.limitsNames(root);
            (limited ? between : anchors).add(root);
            if (limited && roots.stream().noneMatch(root::isIssuedInTheNameOf)) {
                throw new MalformedCertificateException(
                        "%s limits the names that it certifies; give the root above it"
                                .formatted(root));
            }
        }
        for (var intermediate : intermediates) {
            requireAuthority(intermediate);
        }
        return new Authorities(anchors, between);
    }

    private static void requireAuthority(Certificate one) throws MalformedCertificateException {
        if (!one.isAuthority()) {
            throw new MalformedCertificateException(
                    "%s is none of an authority: it may not certify others".formatted(one));
        }
        try {
            one.key();
        } catch (UnusableKeyException e) {
            throw new MalformedCertificateException("%s: %s".formatted(one, e.getMessage()));
        }
    }

    boolean isEmpty() {
        return roots.isEmpty();
    }

    /// @return those that there are, in an order that does not depend on what was presented first
    List<CertificatePath> paths(PresentedCertificate presented) throws RefusedException {
        return new PathSearch(this, presented).all();
    }
}
