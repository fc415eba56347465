package org.tidewaiter.signing.charter;

import static java.util.Map.entry;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tidewaiter.model.Digest;
import org.tidewaiter.signing.certificate.MalformedCertificateException;
import org.tidewaiter.signing.charter.Holder.Identity;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;

/// What holds of every charter, whoever has signed it.
final class CharterRules {
    static final int MAX_VERSIONS = 1000;

    /// So that the owners of two versions have room among the signatures of one envelope.
    static final int MAX_OWNER_THRESHOLD = 8;

    private static final int MAX_NAMED = 500;
    private static final int MAX_LISTED = 500;
    private static final int MAX_KEYS_OF_HOLDER = 16;
    private static final int MAX_LETTERS = 500;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,63}");

    /// Letters that a terminal acts on, and halves of letters.
    private static final Pattern UNFIT =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\x{FFFE}\\x{FFFF}]");

    private final Charter charter;

    private CharterRules(Charter charter) {
        this.charter = charter;
    }

    static void require(Charter charter) throws RefusedException {
        var rules = new CharterRules(charter);
        rules.requireSizes();
        rules.requireNames();
        rules.requireTimes();
        rules.requireHolders();
        rules.requireGroups();
        rules.requireAuthorities();
        rules.requireRevocations();
        rules.requireOwners();
        rules.requireRoles();
        rules.requireStages();
    }

    private void requireSizes() throws RefusedException {
        atMost(MAX_VERSIONS, charter.version(), "versions");
        atMost(MAX_NAMED, charter.holders().size(), "holders");
        atMost(MAX_NAMED, charter.groups().size(), "groups");
        atMost(MAX_NAMED, charter.authorities().size(), "authorities");
        atMost(MAX_NAMED, charter.roles().size(), "roles");
        atMost(MAX_NAMED, charter.stages().size(), "stages");
        atMost(MAX_LISTED, charter.revocations().size(), "revocations");
        atMost(MAX_LISTED, charter.owners().holders().size(), "owners");
        for (var each : charter.holders().entrySet()) {
            var path = "holders." + each.getKey();
            atMost(MAX_KEYS_OF_HOLDER, each.getValue().keys().size(), path + ".keys");
            atMost(MAX_LISTED, each.getValue().identities().size(), path + ".identities");
        }
        for (var each : charter.groups().entrySet()) {
            atMost(MAX_LISTED, each.getValue().size(), "groups." + each.getKey());
        }
        for (var each : charter.authorities().entrySet()) {
            var count = each.getValue().certificates().size();
            atMost(MAX_KEYS_OF_HOLDER, count, "authorities." + each.getKey());
        }
        for (var each : charter.roles().entrySet()) {
            var role = each.getValue();
            var path = "roles." + each.getKey();
            atMost(MAX_LISTED, role.holders().size(), path + ".holders");
            atMost(MAX_LISTED, role.says().size(), path + ".says");
            atMost(MAX_LISTED, role.repositories().size(), path + ".repositories");
        }
    }

    private static void atMost(int most, int count, String what) throws RefusedException {
        if (count > most) {
            throw new RefusedException(
                    Refusal.CHARTER_TOO_LARGE, "%s: %d; at most %d".formatted(what, count, most));
        }
    }

    private void requireNames() throws RefusedException {
        requireText(charter.name(), "name");
        for (var named :
                List.of(
                        entry("holders", charter.holders().keySet()),
                        entry("groups", charter.groups().keySet()),
                        entry("authorities", charter.authorities().keySet()),
                        entry("roles", charter.roles().keySet()),
                        entry("stages", charter.stages().keySet()))) {
            for (var name : named.getValue()) {
                if (!NAME.matcher(name).matches()) {
                    throw new RefusedException(
                            Refusal.CHARTER_NAME, "%s.%s".formatted(named.getKey(), name));
                }
            }
        }
        for (var group : charter.groups().keySet()) {
            if (charter.holders().containsKey(group)) {
                throw new RefusedException(
                        Refusal.CHARTER_NAME, "'%s' is a holder and a group".formatted(group));
            }
        }
    }

    private static void requireText(String text, String where) throws RefusedException {
        if (text.isBlank()
                || text.length() > MAX_LETTERS
                || !text.equals(text.strip())
                || UNFIT.matcher(text).find()) {
            throw new RefusedException(Refusal.CHARTER_TEXT, where);
        }
    }

    private void requireTimes() throws RefusedException {
        requireOrder(Optional.of(charter.issued()), Optional.of(charter.expires()), "expires");
        for (var each : charter.roles().entrySet()) {
            var role = each.getValue();
            requireOrder(role.from(), role.until(), "roles." + each.getKey() + ".until");
        }
    }

    private static void requireOrder(Optional<Instant> from, Optional<Instant> until, String where)
            throws RefusedException {
        if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
            throw new RefusedException(Refusal.CHARTER_TIMES, where + " is not after its start");
        }
    }

    private void requireHolders() throws RefusedException {
        var holderOf = new HashMap<Digest, String>();
        for (var each : charter.holders().entrySet()) {
            var path = "holders." + each.getKey();
            var holder = each.getValue();
            if (holder.keys().isEmpty() && holder.identities().isEmpty()) {
                throw new RefusedException(
                        Refusal.CHARTER_INCOMPLETE, path + " has neither keys nor identities");
            }
            for (var key : holder.keys()) {
                var other = holderOf.putIfAbsent(key.fingerprint(), each.getKey());
                if (other != null) {
                    throw new RefusedException(
                            Refusal.CHARTER_SHARED_KEY,
                            "%s of %s and %s".formatted(key.fingerprint(), other, each.getKey()));
                }
            }
            for (var identity : holder.identities()) {
                requireIdentity(identity, path + ".identities");
            }
        }
        requireOwnIdentities();
    }

    private void requireIdentity(Identity identity, String path) throws RefusedException {
        requireKnown(List.of(identity.authority()), charter.authorities().keySet(), path);
        requireText(identity.name(), path);
        if (!identity.provider().isEmpty()) {
            requireText(identity.provider(), path);
        }
        if (identity.pattern() && identity.name().chars().allMatch(letter -> letter == '*')) {
            throw new RefusedException(
                    Refusal.CHARTER_TEXT, path + " has a pattern that anybody fits");
        }
    }

    /// Exactly the same of two holders would be theirs both.
    private void requireOwnIdentities() throws RefusedException {
        var all = new HashSet<Identity>();
        for (var each : charter.holders().entrySet()) {
            for (var identity : each.getValue().identities()) {
                if (!all.add(identity)) {
                    throw new RefusedException(
                            Refusal.CHARTER_SHARED_KEY,
                            "the identity %s, also of %s"
                                    .formatted(identity.name(), each.getKey()));
                }
            }
        }
    }

    private void requireGroups() throws RefusedException {
        for (var each : charter.groups().entrySet()) {
            var path = "groups." + each.getKey();
            requireSome(each.getValue(), path);
            requireKnown(each.getValue(), charter.holders().keySet(), path);
        }
    }

    private void requireAuthorities() throws RefusedException {
        for (var each : charter.authorities().entrySet()) {
            var path = "authorities." + each.getKey();
            requireSome(each.getValue().certificates(), path);
            try {
                each.getValue().requireCertifying();
            } catch (MalformedCertificateException e) {
                throw new RefusedException(
                        Refusal.CHARTER_CERTIFICATE, "%s: %s".formatted(path, e.getMessage()));
            }
        }
    }

    private void requireRevocations() throws RefusedException {
        int place = 0;
        for (var revocation : charter.revocations()) {
            var path = "revocations[%d]".formatted(place++);
            if (!revocation.reason().isEmpty()) {
                requireText(revocation.reason(), path + ".reason");
            }
            var value = List.of(revocation.value());
            switch (revocation.target()) {
                case HOLDER -> requireKnown(value, charter.holders().keySet(), path);
                case AUTHORITY -> requireKnown(value, charter.authorities().keySet(), path);
                case IDENTITY -> requireIdentity(revocation.value(), path);
                case KEY -> {
                    if (!revocation.value().startsWith("sha256:")
                            || Digest.parse(revocation.value()).isEmpty()) {
                        throw new RefusedException(
                                Refusal.MALFORMED_DIGEST, path + ": " + revocation.value());
                    }
                }
            }
        }
    }

    /// A pattern is revoked as one whole, by how a holder has it; it is not held against names.
    private void requireIdentity(String revoked, String path) throws RefusedException {
        requireText(revoked, path);
        if (revoked.contains("*")) {
            var patterns =
                    charter.holders().values().stream()
                            .flatMap(holder -> holder.identities().stream())
                            .map(Identity::name)
                            .collect(Collectors.toSet());
            requireKnown(List.of(revoked), patterns, path);
        }
    }

    private void requireOwners() throws RefusedException {
        requireSome(charter.owners().holders(), "owners.holders");
        requireKnown(charter.owners().holders(), holdersAndGroups(), "owners.holders");
        atMost(MAX_OWNER_THRESHOLD, charter.owners().threshold(), "owners.threshold");
        var able = new HashSet<String>();
        OwnerKeys.of(charter).holders().values().forEach(able::add);
        requireReachable(charter.owners().threshold(), able, "owners.threshold");
    }

    private static void requireReachable(int threshold, Set<String> able, String where)
            throws RefusedException {
        if (threshold < 1 || threshold > able.size()) {
            throw new RefusedException(
                    Refusal.CHARTER_THRESHOLD,
                    "%s is %d, and %d could speak".formatted(where, threshold, able.size()));
        }
    }

    private void requireRoles() throws RefusedException {
        for (var each : charter.roles().entrySet()) {
            var role = each.getValue();
            var path = "roles." + each.getKey();
            requireSome(role.holders(), path + ".holders");
            requireSome(role.says(), path + ".says");
            requireKnown(role.holders(), holdersAndGroups(), path + ".holders");
            requireReachable(
                    role.threshold(), charter.members(role.holders()), path + ".threshold");
            for (var one : role.says()) {
                requireText(one, path + ".says");
            }
            for (var one : role.repositories()) {
                requireRepository(one, path + ".repositories");
            }
            requireKnown(role.apartFrom(), charter.roles().keySet(), path + ".apart-from");
            if (role.apartFrom().contains(each.getKey())) {
                throw new RefusedException(Refusal.CHARTER_SELF_REFERENCE, path + ".apart-from");
            }
        }
    }

    private static void requireRepository(String repository, String path) throws RefusedException {
        requireText(repository, path);
        if (!Role.isRepositories(repository)) {
            throw new RefusedException(Refusal.CHARTER_TEXT, "%s: %s".formatted(path, repository));
        }
    }

    private void requireStages() throws RefusedException {
        for (var each : charter.stages().entrySet()) {
            var path = "stages.%s.roles".formatted(each.getKey());
            requireSome(each.getValue().roles(), path);
            requireKnown(each.getValue().roles(), charter.roles().keySet(), path);
            var certifier = each.getValue().certifier();
            if (certifier.isPresent()) {
                requireCertifier(certifier.get(), "stages.%s.certifier".formatted(each.getKey()));
            }
        }
    }

    /// A clearance has one signature; how many must have spoken before is for the stage's roles.
    private void requireCertifier(String role, String path) throws RefusedException {
        requireKnown(List.of(role), charter.roles().keySet(), path);
        if (charter.role(role).threshold() != 1) {
            throw new RefusedException(
                    Refusal.CHARTER_THRESHOLD,
                    "%s: one holder of '%s' clears, and its threshold is %d"
                            .formatted(path, role, charter.role(role).threshold()));
        }
    }

    private SortedSet<String> holdersAndGroups() {
        var names = new TreeSet<>(charter.holders().keySet());
        names.addAll(charter.groups().keySet());
        return names;
    }

    private static void requireSome(Collection<?> values, String path) throws RefusedException {
        if (values.isEmpty()) {
            throw new RefusedException(Refusal.CHARTER_INCOMPLETE, path);
        }
    }

    private static void requireKnown(Collection<String> names, Set<String> known, String path)
            throws RefusedException {
        for (var name : names) {
            if (!known.contains(name)) {
                throw new RefusedException(
                        Refusal.CHARTER_UNKNOWN_NAME, "%s: '%s'".formatted(path, name));
            }
        }
    }
}
