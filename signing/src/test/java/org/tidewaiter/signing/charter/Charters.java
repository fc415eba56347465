package org.tidewaiter.signing.charter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.tidewaiter.model.Digest;
import org.tidewaiter.signing.key.NewKey;
import org.tidewaiter.signing.key.SigningKey;

/// Charters of ana, bob and eva, who own them and of whom two must sign.
final class Charters {
    static final Instant ISSUED = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant EXPIRES = Instant.parse("2027-01-01T00:00:00Z");
    static final SigningKey ANA = NewKey.ED25519.make();
    static final SigningKey BOB = NewKey.ECDSA_P256.make();
    static final SigningKey EVA = NewKey.ED25519.make();
    static final SigningKey CI = NewKey.ECDSA_P384.make();

    private Charters() {}

    static Charter first() {
        return new Charter(
                "Acme",
                1,
                ISSUED,
                EXPIRES,
                Optional.empty(),
                new Charter.Owners(new TreeSet<>(Set.of("ana", "bob", "eva")), 2),
                holders(Map.of("ana", ANA, "bob", BOB, "eva", EVA, "ci", CI)),
                new TreeMap<>(Map.of("leads", new TreeSet<>(Set.of("ana", "bob")))),
                new TreeMap<>(),
                new TreeMap<>(
                        Map.of(
                                "build", role("ci", "signature", "provenance"),
                                "release", role("leads", "signature"))),
                new TreeMap<>(
                        Map.of(
                                "dev", stage("build"),
                                "prod", stage("build", "release"))),
                List.of());
    }

    static SortedMap<String, Holder> holders(Map<String, SigningKey> keys) {
        var holders = new TreeMap<String, Holder>();
        keys.forEach((name, key) -> holders.put(name, holder(key)));
        return holders;
    }

    static Holder holder(SigningKey... keys) {
        return new Holder(Arrays.stream(keys).map(SigningKey::publicKey).toList(), List.of());
    }

    static Role role(String holder, String... says) {
        return new Role(
                set(holder), 1, set(says), List.of(), set(), Optional.empty(), Optional.empty());
    }

    static Stage stage(String... roles) {
        return new Stage(set(roles), Stage.Covers.EITHER);
    }

    static SortedSet<String> set(String... texts) {
        return new TreeSet<>(Arrays.asList(texts));
    }

    static SignedCharter signed(Charter charter, SigningKey... keys) throws Exception {
        return signed(charter, Optional.empty(), keys);
    }

    static SignedCharter signed(Charter charter, Optional<SignedCharter> base, SigningKey... keys)
            throws Exception {
        return pending(charter, keys).appendTo(base);
    }

    static PendingCharter pending(Charter charter, SigningKey... keys) throws Exception {
        var pending = PendingCharter.of(charter);
        for (var key : keys) {
            pending = pending.signedBy(key);
        }
        return pending;
    }

    /// The one after, a day later.
    static Charter next(SignedCharter base) {
        var newest = base.versions().getLast();
        var with = new Change(newest.charter());
        with.version = newest.charter().version() + 1;
        with.previous = Optional.of(newest.digest());
        with.issued = newest.charter().issued().plusSeconds(86_400);
        return with.charter();
    }

    /// Another charter than it was.
    static Charter with(Charter charter, UnaryOperator<Change> change) {
        return change.apply(new Change(charter)).charter();
    }

    /// The parts of a charter, to be changed.
    static final class Change {
        String name;
        int version;
        Instant issued;
        Instant expires;
        Optional<Digest> previous;
        Charter.Owners owners;
        SortedMap<String, Holder> holders;
        SortedMap<String, SortedSet<String>> groups;
        SortedMap<String, Authority> authorities;
        SortedMap<String, Role> roles;
        SortedMap<String, Stage> stages;
        List<Revocation> revocations;

        Change(Charter charter) {
            name = charter.name();
            version = charter.version();
            issued = charter.issued();
            expires = charter.expires();
            previous = charter.previous();
            owners = charter.owners();
            holders = new TreeMap<>(charter.holders());
            groups = new TreeMap<>(charter.groups());
            authorities = new TreeMap<>(charter.authorities());
            roles = new TreeMap<>(charter.roles());
            stages = new TreeMap<>(charter.stages());
            revocations = new ArrayList<>(charter.revocations());
        }

        Charter charter() {
            return new Charter(
                    name,
                    version,
                    issued,
                    expires,
                    previous,
                    owners,
                    holders,
                    groups,
                    authorities,
                    roles,
                    stages,
                    revocations);
        }
    }
}
