package org.tidewaiter.signing.charter;

import static org.tidewaiter.signing.charter.Charters.ANA;
import static org.tidewaiter.signing.charter.Charters.CI;
import static org.tidewaiter.signing.charter.Charters.ISSUED;
import static org.tidewaiter.signing.charter.Charters.holder;
import static org.tidewaiter.signing.charter.Charters.role;
import static org.tidewaiter.signing.charter.Charters.set;
import static org.tidewaiter.signing.charter.Charters.stage;
import static org.tidewaiter.signing.check.Refusal.CHARTER_CERTIFICATE;
import static org.tidewaiter.signing.check.Refusal.CHARTER_INCOMPLETE;
import static org.tidewaiter.signing.check.Refusal.CHARTER_NAME;
import static org.tidewaiter.signing.check.Refusal.CHARTER_SELF_REFERENCE;
import static org.tidewaiter.signing.check.Refusal.CHARTER_SHARED_KEY;
import static org.tidewaiter.signing.check.Refusal.CHARTER_TEXT;
import static org.tidewaiter.signing.check.Refusal.CHARTER_THRESHOLD;
import static org.tidewaiter.signing.check.Refusal.CHARTER_TIMES;
import static org.tidewaiter.signing.check.Refusal.CHARTER_TOO_LARGE;
import static org.tidewaiter.signing.check.Refusal.CHARTER_UNKNOWN_NAME;
import static org.tidewaiter.signing.check.Refusal.MALFORMED_DIGEST;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tidewaiter.signing.charter.CharterVector.Table;
import org.tidewaiter.signing.charter.Charters.Change;
import org.tidewaiter.signing.charter.Revocation.Target;
import org.tidewaiter.signing.key.NewKey;
import org.tidewaiter.signing.key.SigningKey;
import org.tidewaiter.testkit.signing.TestCertificate;
import org.tidewaiter.testkit.signing.TestKey;

/// Charters that contradict themselves.
final class RuleVectors {
    private static final TestCertificate CORP =
            TestCertificate.authority("corp", TestKey.p256()).selfSigned();
    private static final TestCertificate SIGNER =
            TestCertificate.signer("ben@example.com", TestKey.p256()).issuedBy(CORP);

    private static final String DIGEST = "@sha256:" + "0".repeat(64);

    private RuleVectors() {}

    static Stream<CharterVector> all() {
        return Stream.of(
                        names(new Table()),
                        keys(new Table()),
                        references(new Table()),
                        thresholds(new Table()),
                        texts(new Table()),
                        sizes(new Table()))
                .flatMap(Table::rows);
    }

    private static UnaryOperator<Change> change(Consumer<Change> how) {
        return change -> {
            how.accept(change);
            return change;
        };
    }

    private static Table names(Table table) {
        return table.charter(
                        CHARTER_NAME,
                        "a capital letter",
                        change(it -> it.stages.put("dev2", stage("build"))),
                        change(it -> it.stages.put("Dev", stage("build"))))
                .charter(
                        CHARTER_NAME,
                        "a name of 65 letters",
                        change(it -> it.stages.put("a".repeat(64), stage("build"))),
                        change(it -> it.stages.put("a".repeat(65), stage("build"))))
                .charter(
                        CHARTER_NAME,
                        "an empty name",
                        change(it -> it.stages.put("", stage("build"))))
                .charter(
                        CHARTER_NAME,
                        "a letter that looks like another",
                        change(it -> it.stages.put("d\u0435v", stage("build"))))
                .charter(
                        CHARTER_NAME,
                        "a group with the name of a holder",
                        change(it -> it.groups.put("ci2", set("ana"))),
                        change(it -> it.groups.put("ci", set("ana"))));
    }

    private static Table keys(Table table) {
        return table.charter(
                        CHARTER_SHARED_KEY,
                        "a key of two holders",
                        change(it -> it.holders.put("sam", holder(NewKey.ED25519.make()))),
                        change(it -> it.holders.put("sam", holder(ANA))))
                .charter(
                        CHARTER_SHARED_KEY,
                        "a key twice of one holder",
                        change(it -> it.holders.put("ci", holder(CI, CI))))
                .charter(
                        CHARTER_INCOMPLETE,
                        "a holder without a key",
                        change(it -> it.holders.put("sam", holder())))
                .charter(
                        CHARTER_UNKNOWN_NAME,
                        "an identity of an authority that is not there",
                        change(it -> it.holders.put("sam", identity("corp", "sam@example.com"))))
                .charter(
                        CHARTER_INCOMPLETE,
                        "an authority without certificates",
                        change(it -> it.authorities.put("corp", new Authority(List.of()))))
                .charter(
                        CHARTER_CERTIFICATE,
                        "an authority that may not certify",
                        change(it -> it.authorities.put("corp", of(CORP))),
                        change(it -> it.authorities.put("corp", of(CORP, SIGNER))));
    }

    private static Authority of(TestCertificate... certificates) {
        return new Authority(Arrays.stream(certificates).map(TestCertificate::der).toList());
    }

    private static Holder identity(String authority, String name) {
        return new Holder(List.of(), List.of(new Holder.Identity(authority, name, false, "")));
    }

    private static Table references(Table table) {
        return table.charter(
                        CHARTER_UNKNOWN_NAME,
                        "an owner that is not there",
                        change(it -> it.owners = new Charter.Owners(set("ana", "bob", "sam"), 2)))
                .charter(
                        CHARTER_UNKNOWN_NAME,
                        "a member of a group that is not there",
                        change(it -> it.groups.put("leads", set("ana", "sam"))))
                .charter(
                        CHARTER_UNKNOWN_NAME,
                        "a group in a group",
                        change(it -> it.groups.put("all", set("leads"))))
                .charter(
                        CHARTER_UNKNOWN_NAME,
                        "a holder of a role that is not there",
                        change(it -> it.roles.put("build", role("sam", "signature"))))
                .charter(
                        CHARTER_UNKNOWN_NAME,
                        "a certifier of a stage that is not there",
                        change(it -> it.stages.put("dev", certified("release"))),
                        change(it -> it.stages.put("dev", certified("certifiers"))))
                .charter(
                        CHARTER_UNKNOWN_NAME,
                        "a role of a stage that is not there",
                        change(it -> it.stages.put("dev", stage("built"))))
                .charter(
                        CHARTER_UNKNOWN_NAME,
                        "a role that is apart from one that is not there",
                        change(it -> apart(it, "build")),
                        change(it -> apart(it, "built")))
                .charter(
                        CHARTER_SELF_REFERENCE,
                        "a role that is apart from itself",
                        change(it -> apart(it, "build")),
                        change(it -> apart(it, "release")))
                .charter(
                        CHARTER_UNKNOWN_NAME,
                        "a revoked holder that is not there",
                        change(it -> revoke(it, Target.HOLDER, "ci")),
                        change(it -> revoke(it, Target.HOLDER, "sam")))
                .charter(
                        CHARTER_UNKNOWN_NAME,
                        "a revoked authority that is not there",
                        change(it -> revoke(it, Target.AUTHORITY, "corp")))
                .charter(
                        CHARTER_UNKNOWN_NAME,
                        "a revoked pattern that no holder has",
                        change(it -> revokePattern(it, "*@b.example", "*@b.example")),
                        change(it -> revokePattern(it, "ann-*@b.example", "*@b.example")))
                .charter(
                        MALFORMED_DIGEST,
                        "a revoked key that is none",
                        change(it -> revoke(it, Target.KEY, "sha256:" + "0".repeat(64))),
                        change(it -> revoke(it, Target.KEY, "ana.pub")))
                .charter(
                        CHARTER_INCOMPLETE,
                        "no owners",
                        change(it -> it.owners = new Charter.Owners(set(), 1)))
                .charter(
                        CHARTER_INCOMPLETE,
                        "a group of nobody",
                        change(it -> it.groups.put("none", set())))
                .charter(
                        CHARTER_INCOMPLETE,
                        "a role that says nothing",
                        change(it -> it.roles.put("build", role("ci"))))
                .charter(
                        CHARTER_INCOMPLETE,
                        "a stage for which nothing must be said",
                        change(it -> it.stages.put("dev", stage())));
    }

    private static void apart(Change it, String role) {
        it.roles.put(
                "release",
                new Role(
                        set("leads"),
                        1,
                        set("signature"),
                        List.of(),
                        set(role),
                        Optional.empty(),
                        Optional.empty()));
    }

    private static void revokePattern(Change it, String held, String revoked) {
        it.authorities.put("corp", of(CORP));
        it.holders.put(
                "sam", new Holder(List.of(), List.of(new Holder.Identity("corp", held, true, ""))));
        revoke(it, Target.IDENTITY, revoked);
    }

    private static void revoke(Change it, Target target, String value) {
        it.revocations.add(new Revocation(target, value, ISSUED, "lost"));
    }

    private static Table thresholds(Table table) {
        return table.charter(
                        CHARTER_THRESHOLD,
                        "four of three owners",
                        change(it -> it.owners = new Charter.Owners(set("ana", "bob", "eva"), 4)))
                .charter(
                        CHARTER_THRESHOLD,
                        "none of the owners",
                        change(it -> it.owners = new Charter.Owners(set("ana", "bob", "eva"), 0)))
                .charter(
                        CHARTER_THRESHOLD,
                        "two owners of whom one is revoked",
                        change(it -> {
                            it.owners = new Charter.Owners(set("ana", "bob", "eva"), 2);
                            revoke(it, Target.HOLDER, "eva");
                        }),
                        change(it -> it.owners = new Charter.Owners(set("ana", "eva"), 2)))
                .charter(
                        CHARTER_THRESHOLD,
                        "a holder and a group with that holder, counted as two",
                        change(it -> {
                            it.groups.put("one", set("ana"));
                            it.owners = new Charter.Owners(set("ana", "one", "bob"), 2);
                        }),
                        change(it -> it.owners = new Charter.Owners(set("ana", "one"), 2)))
                .charter(
                        CHARTER_THRESHOLD,
                        "a certifier of whom two must sign",
                        change(it -> {
                            it.roles.put("release", threshold("leads", 1));
                            it.stages.put("dev", certified("release"));
                        }),
                        change(it -> it.roles.put("release", threshold("leads", 2))))
                .charter(
                        CHARTER_THRESHOLD,
                        "two of one in a role",
                        change(it -> it.roles.put("build", threshold("leads", 2))),
                        change(it -> it.roles.put("build", threshold("ci", 2))))
                .charter(
                        CHARTER_THRESHOLD,
                        "none in a role",
                        change(it -> it.roles.put("build", threshold("ci", 0))))
                .charter(
                        CHARTER_TIMES,
                        "an end before the beginning",
                        change(it -> it.expires = ISSUED.plusSeconds(1)),
                        change(it -> it.expires = ISSUED))
                .charter(
                        CHARTER_TIMES,
                        "a role that ends before it begins",
                        change(it -> it.roles.put("build", during(1))),
                        change(it -> it.roles.put("build", during(-1))));
    }

    private static Role threshold(String holder, int threshold) {
        return new Role(
                set(holder),
                threshold,
                set("signature"),
                List.of(),
                set(),
                Optional.empty(),
                Optional.empty());
    }

    private static Role during(int seconds) {
        return new Role(
                set("ci"),
                1,
                set("signature"),
                List.of(),
                set(),
                Optional.of(ISSUED),
                Optional.of(Instant.EPOCH.plusSeconds(ISSUED.getEpochSecond() + seconds)));
    }

    private static Table texts(Table table) {
        return table.charter(CHARTER_TEXT, "no name", change(it -> it.name = " "))
                .charter(CHARTER_TEXT, "a name with a bell", change(it -> it.name = "Ac\u0007me"))
                .charter(
                        CHARTER_TEXT,
                        "a name that turns the direction",
                        change(it -> it.name = "Ac\u202eme"))
                .charter(CHARTER_TEXT, "a name of two lines", change(it -> it.name = "Ac\nme"))
                .charter(
                        CHARTER_TEXT,
                        "a name of 501 letters",
                        change(it -> it.name = "a".repeat(500)),
                        change(it -> it.name = "a".repeat(501)))
                .charter(
                        CHARTER_TEXT,
                        "a star in the middle of a repository",
                        change(it -> it.roles.put("build", repositories("app.example/*"))),
                        change(it -> it.roles.put("build", repositories("*/app"))))
                .charter(
                        CHARTER_TEXT,
                        "a space in a repository",
                        change(it -> it.roles.put("build", repositories("app.example/ app"))))
                .charter(
                        CHARTER_TEXT,
                        "a star behind a part of a host",
                        change(it -> it.roles.put("build", repositories("localhost:5000/*"))),
                        change(it -> it.roles.put("build", repositories("app.example*"))))
                .charter(
                        CHARTER_TEXT,
                        "a star behind a part of a name",
                        change(it -> it.roles.put("build", repositories("*"))),
                        change(it -> it.roles.put("build", repositories("nginx*"))))
                .charter(
                        CHARTER_TEXT,
                        "a repository with a tag",
                        change(it -> it.roles.put("build", repositories("app.example/app"))),
                        change(it -> it.roles.put("build", repositories("app.example/app:1"))))
                .charter(
                        CHARTER_TEXT,
                        "a repository with a digest",
                        change(it -> it.roles.put("build", repositories("nginx"))),
                        change(it -> it.roles.put("build", repositories("nginx" + DIGEST))))
                .charter(
                        CHARTER_TEXT,
                        "the address of a page for a repository",
                        change(it -> it.roles.put("build", repositories("https://app.example/x"))))
                .charter(
                        CHARTER_TEXT,
                        "a repository in capital letters",
                        change(it -> it.roles.put("build", repositories("App.example/x"))));
    }

    private static Role repositories(String one) {
        return new Role(
                set("ci"),
                1,
                set("signature"),
                List.of(one),
                set(),
                Optional.empty(),
                Optional.empty());
    }

    private static Table sizes(Table table) {
        var owners = many(9);
        return table.files(
                        CHARTER_TOO_LARGE,
                        "an owner threshold that has no room",
                        owned(owners, 8),
                        owned(owners, 9))
                .charter(
                        CHARTER_TOO_LARGE,
                        "many keys of a holder",
                        change(it -> it.holders.put("ci", holder(many(16)))),
                        change(it -> it.holders.put("ci", holder(many(17)))))
                .charter(
                        CHARTER_TOO_LARGE,
                        "many stages",
                        change(it -> stages(it, 498)),
                        change(it -> stages(it, 499)));
    }

    private static String owned(SigningKey[] owners, int threshold) {
        var names = IntStream.range(0, owners.length).mapToObj(i -> "o" + i).toList();
        var charter =
                Charters.with(
                        Charters.first(),
                        change(it -> {
                            for (int i = 0; i < owners.length; i++) {
                                it.holders.put(names.get(i), holder(owners[i]));
                            }
                            it.owners = new Charter.Owners(new TreeSet<>(names), threshold);
                        }));
        return RawCharters.file(RawCharters.envelope(charter, owners));
    }

    private static SigningKey[] many(int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> NewKey.ED25519.make())
                .toArray(SigningKey[]::new);
    }

    private static Stage certified(String certifier) {
        return new Stage(set("build"), Stage.Covers.EITHER, Optional.of(certifier));
    }

    private static void stages(Change it, int count) {
        IntStream.range(0, count).forEach(i -> it.stages.put("s" + i, stage("build")));
    }
}
