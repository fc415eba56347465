package org.tidewaiter.signing.lookaside;

import java.time.Instant;
import java.util.TreeMap;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Evidence;
import org.tidewaiter.model.EvidenceKind;
import org.tidewaiter.model.EvidenceSource;
import org.tidewaiter.model.SignedTime;
import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.openpgp.OpenPgpKeys;

/// A signature as podman and skopeo make it with GPG: an OpenPGP message that holds what is signed.
/// Whether the name in it is that of the image is for a [SignedIdentity] to say.
///
/// @see "containers/image, containers-signature(5)"
public final class GpgSimpleSigning {
    /// The form in [EvidenceSource].
    public static final String FORM = "gpg-simple";

    private GpgSimpleSigning() {}

    /// Pure: the same bytes, keys and time give the same.
    ///
    /// @param subject the digest of a manifest or index, which has been verified
    /// @param now at which the keys and the signature must be good
    public static EvidenceCheck check(
            StoredSignature stored, Digest subject, OpenPgpKeys trusted, Instant now) {
        var source = new EvidenceSource(FORM, stored.place(), VerifiedBytes.sha256(stored.bytes()));
        try {
            return verified(stored, subject, trusted, now, source);
        } catch (RefusedException e) {
            return new EvidenceCheck.Rejected(source, e.refusal(), e.detail());
        }
    }

    private static EvidenceCheck.Verified verified(
            StoredSignature stored,
            Digest subject,
            OpenPgpKeys trusted,
            Instant now,
            EvidenceSource source)
            throws RefusedException {
        var message = trusted.verify(stored.bytes(), now);
        if (message.content().length == 0) {
            throw new RefusedException(Refusal.EMPTY_PAYLOAD, "");
        }
        var signed = ContainerSignature.parse(message.content());
        if (!signed.image().equals(subject)) {
            throw new RefusedException(Refusal.OTHER_SUBJECT, signed.image().toString());
        }
        var claims = new TreeMap<>(signed.optional());
        claims.put(SignedIdentity.CLAIM, signed.name());
        var evidence =
                new Evidence(
                        EvidenceKind.SIGNATURE,
                        ContainerSignature.TYPE,
                        subject,
                        message.issuer(),
                        claims,
                        new SignedTime.Claimed(message.signedAt()),
                        source);
        return new EvidenceCheck.Verified(evidence, message.content());
    }
}
