package org.tidewaiter.signing.clearance;

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
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.clearance.Clearance.Advisories;
import org.tidewaiter.model.clearance.Clearance.CharterVersion;
import org.tidewaiter.model.clearance.Clearance.Named;
import org.tidewaiter.model.clearance.Clearance.Rest;
import org.tidewaiter.model.clearance.Clearance.Waived;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.charter.Holder;
import org.tidewaiter.signing.charter.PendingCharter;
import org.tidewaiter.signing.charter.Revocation;
import org.tidewaiter.signing.charter.Role;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.charter.Stage;
import org.tidewaiter.signing.key.NewKey;
import org.tidewaiter.signing.key.SigningKey;
import org.tidewaiter.signing.make.NewBundle;
import org.tidewaiter.signing.make.NewStatement;

/// A charter under which cleo clears for dev and prod, carl for dev alone, ann and bob may break
/// the glass, and ci builds; and what they say.
final class Port {
    static final Instant ISSUED = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");
    static final SigningKey OWNER = NewKey.ED25519.make();
    static final SigningKey CLEO = NewKey.ECDSA_P256.make();
    static final SigningKey CARL = NewKey.ED25519.make();
    static final SigningKey ANN = NewKey.ED25519.make();
    static final SigningKey BOB = NewKey.ECDSA_P384.make();
    static final SigningKey CI = NewKey.ED25519.make();
    static final SigningKey STRANGER = NewKey.ED25519.make();
    static final Digest IMAGE = digest("manifest");
    static final Digest CONFIG = digest("configuration");

    SortedSet<String> certifierRepositories = new TreeSet<>();
    SortedSet<String> certifierApart = set("build");
    Optional<Instant> certifierUntil = Optional.empty();
    Optional<String> certifierOfProd = Optional.of("certifier");
    int breakGlassThreshold = 1;
    List<String> breakGlassRepositories = List.of();
    List<Revocation> revocations = new ArrayList<>();
    String name = "Acme";
    Instant issued = ISSUED;

    /// With which cleo signs.
    SigningKey cleo = CLEO;

    SignedCharter charter() throws Exception {
        return charter(Optional.empty());
    }

    /// @param base the versions before
    SignedCharter charter(Optional<SignedCharter> base) throws Exception {
        var holders = new TreeMap<String, Holder>();
        Map.of(
                        "owner", OWNER,
                        "cleo", cleo,
                        "carl", CARL,
                        "ann", ANN,
                        "bob", BOB,
                        "ci", CI)
                .forEach((who, key) ->
                        holders.put(who, new Holder(List.of(key.publicKey()), List.of())));
        var roles =
                new TreeMap<>(
                        Map.of(
                                "build",
                                role(set("ci", "cleo"), 1, set("signature")),
                                "certifier",
                                new Role(
                                        set("cleo"),
                                        1,
                                        set("verification-summary"),
                                        List.copyOf(certifierRepositories),
                                        certifierApart,
                                        Optional.empty(),
                                        certifierUntil),
                                "dev-certifier",
                                role(set("carl"), 1, set("verification-summary")),
                                "break-glass",
                                new Role(
                                        set("ann", "bob"),
                                        breakGlassThreshold,
                                        set("custom"),
                                        breakGlassRepositories,
                                        new TreeSet<>(),
                                        Optional.empty(),
                                        Optional.empty())));
        var stages =
                new TreeMap<>(
                        Map.of(
                                "dev",
                                new Stage(
                                        set("build"),
                                        Stage.Covers.EITHER,
                                        Optional.of("dev-certifier")),
                                "prod",
                                new Stage(set("build"), Stage.Covers.EITHER, certifierOfProd)));
        var charter =
                new Charter(
                        name,
                        base.map(it -> it.newest().version()).orElse(0) + 1,
                        issued,
                        Instant.parse("2027-01-01T00:00:00Z"),
                        base.map(it -> it.versions().getLast().digest()),
                        new Charter.Owners(set("owner"), 1),
                        holders,
                        new TreeMap<>(),
                        new TreeMap<>(),
                        roles,
                        stages,
                        revocations);
        return PendingCharter.of(charter).signedBy(OWNER).appendTo(base);
    }

    private static Role role(SortedSet<String> holders, int threshold, SortedSet<String> says) {
        return new Role(
                holders,
                threshold,
                says,
                List.of(),
                new TreeSet<>(),
                Optional.empty(),
                Optional.empty());
    }

    static SortedSet<String> set(String... texts) {
        return new TreeSet<>(Arrays.asList(texts));
    }

    static Digest digest(String text) {
        return VerifiedBytes.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /// What cleo says for prod.
    static ClearanceStatement statement(SignedCharter charter) {
        return new ClearanceStatement(
                "prod",
                "certifier",
                new TreeSet<>(List.of(IMAGE, CONFIG)),
                "registry.example/shop/db",
                set("registry.example/shop/*"),
                new Named("production", digest("policy")),
                new CharterVersion(charter.id(), 1),
                List.of(
                        new Rest(
                                "signature",
                                "https://sigstore.dev/cosign/sign/v1",
                                "build",
                                "ci",
                                IMAGE,
                                digest("signed"))),
                List.of(new ClearanceStatement.Hand("build", "ci")),
                new Advisories("sha256:00", Optional.of(java.time.LocalDate.of(2026, 4, 30))),
                List.of(
                        new Waived(
                                "CVE-2026-1",
                                "ann",
                                "bob",
                                "not reachable",
                                java.time.LocalDate.of(2026, 6, 1),
                                2)),
                Optional.of(digest("prior")),
                NOW,
                NOW,
                NOW.plusSeconds(7 * 86_400),
                NOW.plusSeconds(21 * 86_400),
                3);
    }

    static byte[] bundle(NewStatement statement, SigningKey key) {
        return NewBundle.of(statement, key).toJson();
    }

    static byte[] bundle(SignedCharter charter) {
        return bundle(statement(charter).unsigned(), CLEO);
    }
}
