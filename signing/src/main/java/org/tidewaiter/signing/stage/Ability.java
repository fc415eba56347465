package org.tidewaiter.signing.stage;

import java.time.Instant;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.charter.Holder.Identity;
import org.tidewaiter.signing.charter.Revocation.Target;

/// What a holder could sign with, so that it counts from now on: what is revoked is of no use.
public record Ability(Charter charter, Instant now) {
    public boolean canSign(String holder) {
        return hasKey(holder)
                || (!isRevoked(Target.HOLDER, holder)
                        && charter.holder(holder).identities().stream().anyMatch(this::isGood));
    }

    /// Whether with a key that the charter names, and not only as a certificate says.
    public boolean hasKey(String holder) {
        return !isRevoked(Target.HOLDER, holder)
                && charter.holder(holder).keys().stream()
                        .anyMatch(key -> !isRevoked(Target.KEY, key.fingerprint().toString()));
    }

    private boolean isGood(Identity identity) {
        return !isRevoked(Target.IDENTITY, identity.name())
                && !isRevoked(Target.AUTHORITY, identity.authority());
    }

    private boolean isRevoked(Target target, String value) {
        return charter.revocations().stream()
                .filter(one -> !now.isBefore(one.from()))
                .anyMatch(one -> one.target() == target && one.value().equals(value));
    }
}
