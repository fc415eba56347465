package org.tidewaiter.signing.stage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.signing.certificate.Authorities;
import org.tidewaiter.signing.certificate.Certificate;
import org.tidewaiter.signing.certificate.MalformedCertificateException;
import org.tidewaiter.signing.certificate.TrustedCertificates;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.trust.Trust;
import org.tidewaiter.signing.trust.TrustedKeys;

/// By whom evidence is verified where a charter says who is believed. Whoever was revoked is among
/// them, so that what they have signed is told apart from what strangers have.
public final class CharterTrust {
    private CharterTrust() {}

    /// @throws RefusedException if a certificate of an authority is none by which others can be
    ///   certified
    public static Trust of(Charter charter, Instant now) throws RefusedException {
        return Trust.of(new TrustedKeys(keys(charter)), now)
                .withCertificates(
                        new TrustedCertificates(List.of(), authorities(charter), Optional.empty()));
    }

    private static List<TrustedKeys.Named> keys(Charter charter) {
        return charter.holders().entrySet().stream()
                .flatMap(one ->
                        one.getValue().keys().stream()
                                .map(key -> new TrustedKeys.Named(one.getKey(), key)))
                .toList();
    }

    private static Authorities authorities(Charter charter) throws RefusedException {
        var roots = new ArrayList<Certificate>();
        try {
            for (var authority : charter.authorities().values()) {
                for (var certificate : authority.certificates()) {
                    roots.add(Certificate.read(certificate));
                }
            }
            return Authorities.ofAny(roots, List.of());
        } catch (MalformedCertificateException e) {
            throw new RefusedException(Refusal.CHARTER_CERTIFICATE, String.valueOf(e.getMessage()));
        }
    }
}
