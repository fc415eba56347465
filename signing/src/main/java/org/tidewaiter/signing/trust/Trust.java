package org.tidewaiter.signing.trust;

import java.time.Instant;
import java.util.List;
import org.tidewaiter.model.Issuer;
import org.tidewaiter.signing.certificate.Presented;
import org.tidewaiter.signing.certificate.TrustedCertificates;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.key.SignedBy;
import org.tidewaiter.signing.openpgp.OpenPgpKeys;

/// All by which the one who asks is convinced, and when.
///
/// @param presented the certificate that came with what is looked at; none where none did
/// @param openPgp by which GPG signatures are verified, and nothing else
/// @param now at which whatever has an end must be good
public record Trust(
        TrustedKeys keys,
        TrustedCertificates certificates,
        Presented presented,
        OpenPgpKeys openPgp,
        Instant now) {
    public static Trust of(TrustedKeys keys, Instant now) {
        return new Trust(
                keys, TrustedCertificates.none(), Presented.none(), OpenPgpKeys.none(), now);
    }

    public Trust withCertificates(TrustedCertificates others) {
        return new Trust(keys, others, presented, openPgp, now);
    }

    public Trust withOpenPgp(OpenPgpKeys others) {
        return new Trust(keys, certificates, presented, others, now);
    }

    /// The same for one signature, to which a certificate was put.
    public Trust presented(Presented others) {
        return new Trust(keys, certificates, others, openPgp, now);
    }

    /// The same for one signature, which is said to be of a key with this fingerprint.
    public Trust hinted(String fingerprint) {
        return new Trust(keys.first(fingerprint), certificates, presented, openPgp, now);
    }

    /// Whether nothing can be verified by it.
    public boolean isEmpty() {
        return keys.keys().isEmpty() && certificates.isEmpty() && openPgp.fingerprints().isEmpty();
    }

    /// Who has signed: a trusted key, whatever certificate came with it; a trusted certificate; or
    /// whom a trusted authority names in the one that came.
    ///
    /// @throws RefusedException if none of them has, with what is the matter
    public Issuer signer(byte[] signed, List<byte[]> signatures) throws RefusedException {
        return signer(SignedBy.of(signed), signatures);
    }

    /// The same of what need not be at hand as bytes.
    public Issuer signer(SignedBy content, List<byte[]> signatures) throws RefusedException {
        var key = keys.find(content, signatures);
        if (key.isPresent()) {
            return key.get().issuer();
        }
        var certificate = certificates.find(content, signatures, now);
        if (certificate.isPresent()) {
            return certificate.get();
        }
        var own = presented.read();
        if (own.isPresent()) {
            return certificates.signer(own.get(), content, signatures, now);
        }
        throw TrustedKeys.unknown(signatures);
    }
}
