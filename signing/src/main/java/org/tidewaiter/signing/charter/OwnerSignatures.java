package org.tidewaiter.signing.charter;

import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tidewaiter.model.Digest;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.envelope.DsseEnvelope;

/// Which owners have signed a version of a charter: each once, with however many keys.
///
/// @param own of the owners that the version names
/// @param before of the owners that the version before names
record OwnerSignatures(SortedSet<String> own, SortedSet<String> before) {
    OwnerSignatures {
        own = Collections.unmodifiableSortedSet(new TreeSet<>(own));
        before = Collections.unmodifiableSortedSet(new TreeSet<>(before));
    }

    /// All signatures must be by owners, each by another key. A key id says which key to try, and
    /// nothing follows from it.
    ///
    /// @param previous nothing for the first version
    static OwnerSignatures of(DsseEnvelope envelope, Charter charter, Optional<Charter> previous)
            throws RefusedException {
        if (envelope.signatures().size() > DsseEnvelope.MAX_SIGNATURES) {
            throw new RefusedException(
                    Refusal.MANY_SIGNATURES, envelope.signatures().size() + " signatures");
        }
        var keys = OwnerKeys.of(charter);
        var keysBefore = previous.map(OwnerKeys::of).orElse(OwnerKeys.none());
        var own = new TreeSet<String>();
        var before = new TreeSet<String>();
        var signed = envelope.preAuthentication();
        var tried = new HashSet<Digest>();
        for (var signature : envelope.signatures()) {
            var fingerprint = fingerprint(signature);
            if (!tried.add(fingerprint)) {
                throw new RefusedException(Refusal.WRONG_PART, "two signatures by " + fingerprint);
            }
            var key =
                    keys.named(fingerprint)
                            .or(() -> keysBefore.named(fingerprint))
                            .orElseThrow(() -> refused(fingerprint, keys, keysBefore));
            if (key.verify(signed, signature.bytes()).isEmpty()) {
                throw new RefusedException(Refusal.WRONG_SIGNATURE, fingerprint.toString());
            }
            Optional.ofNullable(keys.holders().get(key)).ifPresent(own::add);
            Optional.ofNullable(keysBefore.holders().get(key)).ifPresent(before::add);
        }
        return new OwnerSignatures(own, before);
    }

    private static Digest fingerprint(DsseEnvelope.Signature signature) throws RefusedException {
        return Digest.parse(signature.keyId())
                .orElseThrow(() -> new RefusedException(Refusal.MALFORMED_DIGEST, "keyid"));
    }

    private static RefusedException refused(
            Digest fingerprint, OwnerKeys keys, OwnerKeys keysBefore) {
        boolean revoked = keys.isRevoked(fingerprint) || keysBefore.isRevoked(fingerprint);
        return new RefusedException(
                revoked ? Refusal.CHARTER_REVOKED_SIGNER : Refusal.CHARTER_UNKNOWN_SIGNER,
                fingerprint.toString());
    }

    /// @throws RefusedException if there are fewer than the version and the one before want
    void require(Charter charter, Optional<Charter> previous) throws RefusedException {
        if (previous.isPresent()) {
            require(
                    before,
                    previous.get().owners().threshold(),
                    Refusal.CHARTER_UNSIGNED_BY_OLD_OWNERS);
        }
        require(own, charter.owners().threshold(), Refusal.CHARTER_UNSIGNED);
    }

    private static void require(SortedSet<String> signers, int threshold, Refusal refusal)
            throws RefusedException {
        if (signers.size() < threshold) {
            throw new RefusedException(
                    refusal, "%d of %d: %s".formatted(signers.size(), threshold, signers));
        }
    }

    /// All of them.
    SortedSet<String> holders() {
        var all = new TreeSet<>(own);
        all.addAll(before);
        return Collections.unmodifiableSortedSet(all);
    }
}
