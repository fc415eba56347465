package org.tidewaiter.signing.stage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Evidence;
import org.tidewaiter.model.Issuer;
import org.tidewaiter.model.Issuer.Certificate.Way;
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
        return holder(evidence.issuer(), evidence.signedAt());
    }

    String holder(Issuer issuer, SignedTime signedAt) throws RefusedException {
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
        var revoked = revocation(holder, issuer, signedAt);
        if (revoked.isPresent()) {
            throw new RefusedException(Refusal.REVOKED_SIGNER, text(holder, revoked.get()));
        }
        return holder;
    }

    private boolean isOf(Holder holder, Issuer issuer) {
        return switch (issuer) {
            case Issuer.Key(var fingerprint, _) ->
                    holder.keys().stream().anyMatch(key -> key.fingerprint().equals(fingerprint));
            case Issuer.Certificate certificate -> isOf(holder, certificate, certificate.ways());
            case Issuer.OpenPgp _ -> false;
        };
    }

    private boolean isOf(Holder holder, Issuer.Certificate certificate, List<Way> ways) {
        return holder.identities().stream().anyMatch(one -> isOf(one, certificate, ways));
    }

    /// A pattern is only held against alternative names, since what surrounds the names in a
    /// subject could be anything.
    private boolean isOf(Holder.Identity identity, Issuer.Certificate certificate, List<Way> ways) {
        boolean named =
                identity.pattern()
                        ? certificate.identities().stream()
                                .anyMatch(name -> NamePattern.matches(identity.name(), name))
                        : certificate.identities().contains(identity.name())
                                || certificate.subject().equals(identity.name());
        return named
                && identity.provider().equals(certificate.provider())
                && ways.stream().anyMatch(way -> leadsTo(identity.authority(), way));
    }

    private boolean leadsTo(String authority, Way way) {
        var known = charter.authorities().get(authority);
        return known != null
                && known.certificates().stream()
                        .map(VerifiedBytes::sha256)
                        .anyMatch(way.authority()::equals);
    }

    private Optional<Revocation> revocation(String holder, Issuer issuer, SignedTime signedAt) {
        var counting =
                charter.revocations().stream()
                        .filter(one -> !now.isBefore(one.from()))
                        .filter(one -> !isWitnessedBefore(one.from(), signedAt))
                        .toList();
        return counting.stream()
                .filter(one -> isAbout(one, holder, issuer))
                .findFirst()
                .or(() ->
                        issuer instanceof Issuer.Certificate one
                                ? authority(holder, one, counting)
                                : Optional.empty());
    }

    /// Why no way is left by which a certificate is the holder's.
    private Optional<Revocation> authority(
            String holder, Issuer.Certificate certificate, List<Revocation> counting) {
        var revoked = RevokedAuthorities.of(charter, counting);
        var left = certificate.ways().stream().filter(way -> revoked.of(way).isEmpty()).toList();
        return isOf(charter.holder(holder), certificate, left)
                ? Optional.empty()
                : certificate.ways().stream().flatMap(way -> revoked.of(way).stream()).findFirst();
    }

    private static boolean isWitnessedBefore(Instant from, SignedTime time) {
        return time instanceof SignedTime.Witnessed(var at, _) && at.isBefore(from);
    }

    private boolean isAbout(Revocation revocation, String holder, Issuer issuer) {
        var value = revocation.value();
        return switch (revocation.target()) {
            case HOLDER -> value.equals(holder);
            case KEY -> value.equals(key(issuer));
            case AUTHORITY -> false; // one way may lead over it, and another not
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
                        .anyMatch(one ->
                                value.equals(one.name())
                                        && isOf(one, certificate, certificate.ways()));
    }

    private static String text(String holder, Revocation revoked) {
        return "%s, since %s: %s".formatted(holder, revoked.from(), revoked.reason());
    }
}
