package org.tidewaiter.signing.stage;

import java.time.Instant;
import java.util.Optional;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Evidence;
import org.tidewaiter.model.Issuer;
import org.tidewaiter.model.SignedTime;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.charter.Holder;
import org.tidewaiter.signing.charter.Revocation;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;

/// Which holder of a charter has signed, and whether they are still believed.
record Signers(Charter charter, Instant now) {
    /// @return the holder's name
    /// @throws RefusedException if it is none, or could be two, or one who was revoked
    String holder(Evidence evidence) throws RefusedException {
        var issuer = evidence.issuer();
        var holders =
                charter.holders().entrySet().stream()
                        .filter(one -> isOf(one.getValue(), issuer))
                        .map(one -> one.getKey())
                        .toList();
        if (holders.isEmpty()) {
            throw new RefusedException(Refusal.UNKNOWN_HOLDER, "");
        }
        if (holders.size() > 1) {
            throw new RefusedException(Refusal.AMBIGUOUS_HOLDER, String.join(", ", holders));
        }
        var holder = holders.getFirst();
        var revoked = revocation(holder, evidence);
        if (revoked.isPresent()) {
            throw new RefusedException(Refusal.REVOKED_SIGNER, text(holder, revoked.get()));
        }
        return holder;
    }

    private boolean isOf(Holder holder, Issuer issuer) {
        return switch (issuer) {
            case Issuer.Key(var fingerprint, _) ->
                    holder.keys().stream().anyMatch(key -> key.fingerprint().equals(fingerprint));
            case Issuer.Certificate certificate ->
                    holder.identities().stream().anyMatch(one -> isOf(one, certificate));
            case Issuer.OpenPgp _ -> false;
        };
    }

    /// A pattern is only held against alternative names, since what surrounds the names in a
    /// subject could be anything.
    private boolean isOf(Holder.Identity identity, Issuer.Certificate certificate) {
        boolean named =
                identity.pattern()
                        ? certificate.identities().stream()
                                .anyMatch(name -> NamePattern.matches(identity.name(), name))
                        : certificate.identities().contains(identity.name())
                                || certificate.subject().equals(identity.name());
        return named
                && identity.provider().equals(certificate.provider())
                && isCertifiedBy(identity.authority(), certificate);
    }

    private boolean isCertifiedBy(String authority, Issuer.Certificate certificate) {
        var known = charter.authorities().get(authority);
        return known != null
                && known.certificates().stream()
                        .map(VerifiedBytes::sha256)
                        .anyMatch(certificate.authorityFingerprint()::equals);
    }

    private Optional<Revocation> revocation(String holder, Evidence evidence) {
        return charter.revocations().stream()
                .filter(one -> !now.isBefore(one.from()))
                .filter(one -> !isWitnessedBefore(one.from(), evidence.signedAt()))
                .filter(one -> isAbout(one, holder, evidence.issuer()))
                .findFirst();
    }

    private static boolean isWitnessedBefore(Instant from, SignedTime time) {
        return time instanceof SignedTime.Witnessed(var at, _) && at.isBefore(from);
    }

    private boolean isAbout(Revocation revocation, String holder, Issuer issuer) {
        var value = revocation.value();
        return switch (revocation.target()) {
            case HOLDER -> value.equals(holder);
            case KEY -> value.equals(key(issuer));
            case AUTHORITY -> issuer instanceof Issuer.Certificate one && isCertifiedBy(value, one);
            case IDENTITY ->
                    issuer instanceof Issuer.Certificate one && isNamed(value, holder, one);
        };
    }

    /// The fingerprint, however the issuer is known.
    static String key(Issuer issuer) {
        return switch (issuer) {
            case Issuer.Key(var fingerprint, _) -> fingerprint.toString();
            case Issuer.Certificate certificate -> certificate.key().toString();
            case Issuer.OpenPgp(var fingerprint, _) -> fingerprint;
        };
    }

    /// As the certificate has it, or as the charter does.
    private boolean isNamed(String value, String holder, Issuer.Certificate certificate) {
        return value.equals(certificate.subject())
                || certificate.identities().contains(value)
                || charter.holder(holder).identities().stream()
                        .anyMatch(one -> value.equals(one.name()) && isOf(one, certificate));
    }

    private static String text(String holder, Revocation revoked) {
        return "%s, since %s: %s".formatted(holder, revoked.from(), revoked.reason());
    }
}
