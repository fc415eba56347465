package org.tidewaiter.signing.certificate;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.key.UnusableKeyException;

/// Looks for the ways from one certificate to a root. Whoever presents certificates could present
/// such as make very many ways, so what is tried is counted.
final class PathSearch {
    private static final int MAX_TRIES = 64;

    private final List<Certificate> roots;
    private final Set<Certificate> others = new LinkedHashSet<>();
    private final Certificate leaf;
    private final List<CertificatePath> found = new ArrayList<>();
    private int tries;

    PathSearch(Authorities authorities, PresentedCertificate presented) {
        this.roots = authorities.roots();
        this.leaf = presented.leaf();
        others.addAll(presented.others());
        others.addAll(authorities.intermediates());
        for (var root : roots) {
            if (root.isSelfIssued()) {
                others.remove(root);
            } else {
                others.add(root); // there may be another trusted one above it
            }
        }
    }

    /// @throws RefusedException if there is none, or it cannot be told
    List<CertificatePath> all() throws RefusedException {
        extend(List.of(leaf));
        if (found.isEmpty()) {
            throw new RefusedException(
                    Refusal.UNKNOWN_AUTHORITY,
                    "issued by " + leaf.x509().getIssuerX500Principal().getName());
        }
        return found;
    }

    private void extend(List<Certificate> path) throws RefusedException {
        for (var root : roots) {
            if (!path.contains(root) && isIssued(path.getLast(), root)) {
                found.add(new CertificatePath(longer(path, root)));
            }
        }
        if (path.size() + 1 >= CertificatePath.MAX_LENGTH) {
            return;
        }
        for (var other : others) {
            if (!path.contains(other) && isIssued(path.getLast(), other)) {
                extend(longer(path, other));
            }
        }
    }

    private static List<Certificate> longer(List<Certificate> path, Certificate next) {
        var longer = new ArrayList<>(path);
        longer.add(next);
        return longer;
    }

    private boolean isIssued(Certificate certificate, Certificate by) throws RefusedException {
        var name = certificate.x509().getIssuerX500Principal();
        if (!name.equals(by.x509().getSubjectX500Principal())) {
            return false;
        }
        tries++;
        if (tries > MAX_TRIES) {
            throw new RefusedException(
                    Refusal.MANY_CERTIFICATES, "more ways to an authority than are tried");
        }
        try {
            by.key();
            certificate.x509().verify(by.x509().getPublicKey());
            return true;
        } catch (UnusableKeyException | GeneralSecurityException _) {
            return false;
        }
    }
}
