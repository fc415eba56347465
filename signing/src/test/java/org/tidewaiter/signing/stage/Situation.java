package org.tidewaiter.signing.stage;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Evidence;
import org.tidewaiter.model.EvidenceKind;
import org.tidewaiter.model.EvidenceSource;
import org.tidewaiter.model.Issuer;
import org.tidewaiter.model.SignedTime;
import org.tidewaiter.signing.SubjectEvidence;
import org.tidewaiter.signing.charter.Authority;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.charter.Holder;
import org.tidewaiter.signing.charter.Revocation;
import org.tidewaiter.signing.charter.Role;
import org.tidewaiter.signing.charter.Stage;
import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.key.UnusableKeyException;
import org.tidewaiter.signing.key.VerificationKey;
import org.tidewaiter.testkit.signing.TestKey;

/// A charter and what is verified about an image, both to be changed. At first ann builds, ben and
/// carl release, `dev` needs the first and `prod` both, and ann and ben have signed the image.
final class Situation {
    static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    static final Digest INDEX = Digest.ofSha256(new byte[32]);
    static final Digest IMAGE = new Digest("sha256", "11".repeat(32));
    static final String REPOSITORY = "registry.example/shop/app";
    static final String PROVENANCE = "https://slsa.dev/provenance/v1";

    private static final List<VerificationKey> KEYS = keys();

    final Map<String, Holder> holders = new TreeMap<>();
    final Map<String, SortedSet<String>> groups = new TreeMap<>();
    final Map<String, Authority> authorities = new TreeMap<>();
    final Map<String, Role> roles = new TreeMap<>();
    final Map<String, Stage> stages = new TreeMap<>();
    final List<Revocation> revocations = new ArrayList<>();
    final List<Evidence> evidence = new ArrayList<>();
    Optional<String> repository = Optional.of(REPOSITORY);
    Instant now = NOW;

    Situation() {
        holder("ann", 0).holder("ben", 1).holder("carl", 2);
        role("build", 1, "signature", "ann").role("release", 1, "signature", "ben", "carl");
        stage("dev", Stage.Covers.EITHER, "build");
        stage("prod", Stage.Covers.EITHER, "build", "release");
        add(by(0)).add(by(1));
    }

    private static List<VerificationKey> keys() {
        try {
            var keys = new ArrayList<VerificationKey>();
            for (int i = 0; i < 6; i++) {
                keys.add(VerificationKey.of(TestKey.ed25519().publicKey()));
            }
            return keys;
        } catch (UnusableKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    static VerificationKey key(int number) {
        return KEYS.get(number);
    }

    Situation holder(String name, int... keys) {
        holders.put(name, new Holder(Arrays.stream(keys).mapToObj(KEYS::get).toList(), List.of()));
        return this;
    }

    /// @param certificate whose bytes only have to be told from those of others here
    Situation authority(String name, String certificate) {
        authorities.put(
                name, new Authority(List.of(certificate.getBytes(StandardCharsets.US_ASCII))));
        return this;
    }

    Situation certified(String name, Holder.Identity identity) {
        holders.put(name, new Holder(List.of(), List.of(identity)));
        return this;
    }

    Situation role(String name, int threshold, String says, String... members) {
        roles.put(
                name,
                new Role(
                        set(members),
                        threshold,
                        set(says.split(",", -1)),
                        List.of(),
                        set(),
                        Optional.empty(),
                        Optional.empty()));
        return this;
    }

    Situation repositories(String role, String... patterns) {
        roles.computeIfPresent(
                role,
                (_, it) ->
                        new Role(
                                it.holders(),
                                it.threshold(),
                                it.says(),
                                List.of(patterns),
                                it.apartFrom(),
                                it.from(),
                                it.until()));
        return this;
    }

    Situation apart(String role, String... others) {
        roles.computeIfPresent(
                role,
                (_, it) ->
                        new Role(
                                it.holders(),
                                it.threshold(),
                                it.says(),
                                it.repositories(),
                                set(others),
                                it.from(),
                                it.until()));
        return this;
    }

    Situation between(String role, Optional<Instant> from, Optional<Instant> until) {
        roles.computeIfPresent(
                role,
                (_, it) ->
                        new Role(
                                it.holders(),
                                it.threshold(),
                                it.says(),
                                it.repositories(),
                                it.apartFrom(),
                                from,
                                until));
        return this;
    }

    Situation stage(String name, Stage.Covers covers, String... roles) {
        stages.put(name, new Stage(set(roles), covers));
        return this;
    }

    Situation revoke(Revocation.Target target, String value, Instant from) {
        revocations.add(new Revocation(target, value, from, "lost"));
        return this;
    }

    Situation add(Evidence one) {
        evidence.add(one);
        return this;
    }

    Situation nothingSaid() {
        evidence.clear();
        return this;
    }

    /// In place of what is there at that place.
    Situation change(int place, UnaryOperator<Evidence> change) {
        evidence.set(place, change.apply(evidence.get(place)));
        return this;
    }

    /// That a key has signed the image.
    static Evidence by(int key) {
        return by(new Issuer.Key(key(key).fingerprint(), "key " + key));
    }

    static Evidence by(Issuer issuer) {
        return new Evidence(
                EvidenceKind.SIGNATURE,
                "https://sigstore.dev/cosign/sign/v1",
                IMAGE,
                issuer,
                new TreeMap<>(),
                new SignedTime.Unknown(),
                new EvidenceSource("sigstore-bundle", "somewhere", IMAGE));
    }

    static Evidence saying(Evidence it, String claim, String value) {
        var claims = new TreeMap<>(it.claims());
        claims.put(claim, value);
        return new Evidence(
                it.kind(),
                it.type(),
                it.subject(),
                it.issuer(),
                claims,
                it.signedAt(),
                it.source());
    }

    static Evidence ofType(Evidence it, EvidenceKind kind, String type) {
        return new Evidence(
                kind, type, it.subject(), it.issuer(), it.claims(), it.signedAt(), it.source());
    }

    static Evidence about(Evidence it, Digest subject) {
        return new Evidence(
                it.kind(),
                it.type(),
                subject,
                it.issuer(),
                it.claims(),
                it.signedAt(),
                it.source());
    }

    static Evidence at(Evidence it, SignedTime time) {
        return new Evidence(
                it.kind(), it.type(), it.subject(), it.issuer(), it.claims(), time, it.source());
    }

    Charter charter() {
        return new Charter(
                "acme",
                1,
                NOW.minusSeconds(1),
                NOW.plusSeconds(1),
                Optional.empty(),
                new Charter.Owners(set("ann"), 1),
                new TreeMap<>(holders),
                new TreeMap<>(groups),
                new TreeMap<>(authorities),
                new TreeMap<>(roles),
                new TreeMap<>(stages),
                revocations);
    }

    StageVerdict verdict(String stage) {
        return StageVerdict.of(
                charter(), stage, repository, List.of(found(INDEX), found(IMAGE)), now);
    }

    private SubjectEvidence found(Digest subject) {
        List<EvidenceCheck> checks = new ArrayList<>();
        evidence.stream()
                .filter(one -> one.subject().equals(subject))
                .forEach(one -> checks.add(new EvidenceCheck.Verified(one, new byte[0])));
        return new SubjectEvidence(subject, subject.equals(INDEX), checks);
    }

    static SortedSet<String> set(String... names) {
        return new TreeSet<>(List.of(names));
    }
}
