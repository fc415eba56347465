package org.tidewaiter.signing.certificate;

import java.util.Optional;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;

/// Whom a certificate must name.
///
/// @param identity one of its names; nothing where any will do
/// @param provider who vouched for it; nothing where there must be none, since the same name means
///   somebody else where another vouches
public record WantedIdentity(Optional<WantedName> identity, Optional<WantedName> provider) {
    void check(Certificate leaf) throws RefusedException {
        var names = leaf.identities();
        if (identity.isPresent() && names.stream().noneMatch(identity.get()::matches)) {
            throw new RefusedException(
                    Refusal.OTHER_IDENTITY, names.isEmpty() ? "none" : String.join(", ", names));
        }
        var vouched = leaf.provider();
        if (!provider.map(one -> one.matches(vouched)).orElse(vouched.isEmpty())) {
            throw new RefusedException(
                    Refusal.OTHER_PROVIDER, vouched.isEmpty() ? "none" : vouched);
        }
    }
}
