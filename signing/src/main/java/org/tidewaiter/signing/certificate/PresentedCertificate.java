package org.tidewaiter.signing.certificate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;

/// The certificate that comes with a signature. Nobody vouches for it but the chain that can be
/// made of it.
///
/// @param others by which it may be certified, in any order
public record PresentedCertificate(Certificate leaf, List<Certificate> others) {
    private static final int MAX_OTHERS = 16;

    public PresentedCertificate {
        others = List.copyOf(others);
    }

    /// @param chain DER each, the one that signs first
    /// @throws RefusedException if one of them is none, or there is none, or too many
    public static PresentedCertificate ofDer(List<byte[]> chain) throws RefusedException {
        var all = new ArrayList<Certificate>();
        if (chain.size() > MAX_OTHERS + 1) {
            throw new RefusedException(Refusal.MANY_CERTIFICATES, chain.size() + " certificates");
        }
        for (var der : chain) {
            try {
                all.add(Certificate.read(der));
            } catch (MalformedCertificateException e) {
                throw malformed(e);
            }
        }
        return of(all);
    }

    /// @param leaf PEM
    /// @param chain PEM; empty where there are no others
    /// @throws RefusedException like [#ofDer]
    public static PresentedCertificate ofPem(String leaf, String chain) throws RefusedException {
        try {
            var all = new ArrayList<>(certificates(leaf));
            if (all.size() != 1) {
                throw new MalformedCertificateException("more than one certificate in one place");
            }
            if (!chain.isEmpty()) {
                all.addAll(certificates(chain));
            }
            return of(all);
        } catch (MalformedCertificateException e) {
            throw malformed(e);
        }
    }

    private static List<Certificate> certificates(String pem) throws MalformedCertificateException {
        return CertificateFile.read(pem.getBytes(StandardCharsets.UTF_8));
    }

    private static PresentedCertificate of(List<Certificate> all) throws RefusedException {
        if (all.isEmpty()) {
            throw new RefusedException(Refusal.MALFORMED_CERTIFICATE, "there is none");
        }
        if (all.size() > MAX_OTHERS + 1) {
            throw new RefusedException(Refusal.MANY_CERTIFICATES, all.size() + " certificates");
        }
        return new PresentedCertificate(all.getFirst(), all.subList(1, all.size()));
    }

    private static RefusedException malformed(MalformedCertificateException e) {
        return new RefusedException(Refusal.MALFORMED_CERTIFICATE, String.valueOf(e.getMessage()));
    }
}
