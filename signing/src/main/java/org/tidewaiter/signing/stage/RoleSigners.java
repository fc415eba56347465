package org.tidewaiter.signing.stage;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Issuer;
import org.tidewaiter.model.RepositoryPattern;
import org.tidewaiter.model.SignedTime;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.envelope.DsseEnvelope;
import org.tidewaiter.signing.key.VerificationKey;

/// Who has signed in a role, of documents that are about no image as evidence is.
///
/// @param charter the version that counts at `now`
/// @param role one of the charter's
public record RoleSigners(Charter charter, String role, Instant now) {
    /// The holder who has signed as an issuer.
    ///
    /// @throws RefusedException if it is nobody who may speak in the role now
    public String holder(Issuer issuer) throws RefusedException {
        var holder = new Signers(charter, now).holder(issuer, new SignedTime.Unknown());
        var asked = charter.role(role);
        if (!charter.members(asked.holders()).contains(holder)) {
            throw new RefusedException(
                    Refusal.NOT_IN_ROLE, "%s is not in %s".formatted(holder, role));
        }
        if (asked.from().filter(now::isBefore).isPresent()) {
            throw new RefusedException(Refusal.ROLE_NOT_IN_FORCE, "from " + asked.from().get());
        }
        if (asked.until().filter(end -> !now.isBefore(end)).isPresent()) {
            throw new RefusedException(Refusal.ROLE_NOT_IN_FORCE, "until " + asked.until().get());
        }
        return holder;
    }

    /// All who have signed an envelope, each with a key that the charter names. A key id says which
    /// key to try, and nothing follows from it.
    ///
    /// @throws RefusedException if any signature is not that of a holder of the role, or two are by
    ///   one key
    public SortedSet<String> holders(DsseEnvelope envelope) throws RefusedException {
        var signed = envelope.preAuthentication();
        var tried = new HashSet<Digest>();
        var holders = new TreeSet<String>();
        for (var signature : envelope.signatures()) {
            var key = key(signature.keyId());
            if (!tried.add(key.fingerprint())) {
                throw new RefusedException(
                        Refusal.WRONG_PART, "two signatures by " + key.fingerprint());
            }
            if (key.verify(signed, signature.bytes()).isEmpty()) {
                throw new RefusedException(Refusal.WRONG_SIGNATURE, key.fingerprint().toString());
            }
            holders.add(holder(new Issuer.Key(key.fingerprint(), "")));
        }
        return holders;
    }

    private VerificationKey key(String keyId) throws RefusedException {
        var fingerprint =
                Digest.parse(keyId)
                        .orElseThrow(() -> new RefusedException(Refusal.MALFORMED_DIGEST, "keyid"));
        return charter.holders().values().stream()
                .flatMap(holder -> holder.keys().stream())
                .filter(key -> key.fingerprint().equals(fingerprint))
                .findFirst()
                .orElseThrow(() -> new RefusedException(Refusal.UNKNOWN_KEY, keyId));
    }

    /// Whether whatever a list of repositories is for, the role is for too.
    ///
    /// @param repositories as charters write them; none are all there are
    /// @throws RefusedException `other-repository`
    public void requireFor(List<String> repositories) throws RefusedException {
        var own = charter.role(role).repositories();
        if (own.isEmpty()) {
            return;
        }
        if (repositories.isEmpty()) {
            throw new RefusedException(Refusal.OTHER_REPOSITORY, "any");
        }
        for (var one : repositories) {
            if (own.stream().noneMatch(pattern -> RepositoryPattern.covers(pattern, one))) {
                throw new RefusedException(Refusal.OTHER_REPOSITORY, one);
            }
        }
    }
}
