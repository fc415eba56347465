package org.tidewaiter.signing.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.charter.Holder;
import org.tidewaiter.signing.charter.Revocation;
import org.tidewaiter.signing.charter.Revocation.Target;
import org.tidewaiter.signing.charter.Role;
import org.tidewaiter.signing.charter.Stage;
import org.tidewaiter.signing.key.VerificationKey;

/// Who speaks in the roles of a stage, with a list of what is lost on the way.
record Speakers(Charter charter, Instant now, List<String> lost) {
    Speakers(Charter charter, Instant now) {
        this(charter, now, new ArrayList<>());
        lost.add(
                "who owns the charter, that it expires %s, its history"
                        .formatted(charter.expires()));
    }

    /// The roles of a stage, by name.
    Map<String, Role> roles(String stage) {
        var asked = charter.stage(stage);
        var roles = new LinkedHashMap<String, Role>();
        asked.roles().forEach(name -> roles.put(name, charter.role(name)));
        if (asked.covers() != Stage.Covers.EITHER) {
            lost.add("what of an image of several platforms %s covers".formatted(stage));
        }
        roles.forEach(this::lose);
        return roles;
    }

    private void lose(String name, Role role) {
        if (role.threshold() > 1) {
            lost.add(
                    "that %d different holders must speak as %s: one is enough there"
                            .formatted(role.threshold(), name));
        }
        if (!role.apartFrom().isEmpty()) {
            lost.add(
                    "that %s is apart from %s"
                            .formatted(name, String.join(", ", role.apartFrom())));
        }
        role.from().ifPresent(time -> lost.add("that %s speaks from %s".formatted(name, time)));
        role.until().ifPresent(time -> lost.add("that %s ends %s".formatted(name, time)));
    }

    /// Whoever of a role is not revoked, by name.
    Map<String, Holder> of(Role role) {
        var speakers = new LinkedHashMap<String, Holder>();
        for (var name : charter.members(role.holders())) {
            if (isRevoked(Target.HOLDER, name)) {
                lost.add("%s, who is revoked, is left out".formatted(name));
            } else {
                speakers.put(name, charter.holder(name));
            }
        }
        return speakers;
    }

    List<VerificationKey> keys(Holder holder) {
        return holder.keys().stream()
                .filter(key -> !isRevoked(Target.KEY, key.fingerprint().toString()))
                .toList();
    }

    List<Holder.Identity> identities(Holder holder) {
        return holder.identities().stream()
                .filter(one ->
                        !isRevoked(Target.IDENTITY, one.name())
                                && !isRevoked(Target.AUTHORITY, one.authority()))
                .toList();
    }

    boolean isRevoked(Target target, String value) {
        return charter.revocations().stream()
                .filter(one -> one.target() == target && one.value().equals(value))
                .map(Revocation::from)
                .anyMatch(from -> !now.isBefore(from));
    }
}
