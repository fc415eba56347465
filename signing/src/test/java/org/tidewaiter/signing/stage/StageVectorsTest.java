package org.tidewaiter.signing.stage;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.signing.stage.Situation.IMAGE;
import static org.tidewaiter.signing.stage.Situation.INDEX;
import static org.tidewaiter.signing.stage.Situation.NOW;
import static org.tidewaiter.signing.stage.Situation.PROVENANCE;
import static org.tidewaiter.signing.stage.Situation.about;
import static org.tidewaiter.signing.stage.Situation.at;
import static org.tidewaiter.signing.stage.Situation.by;
import static org.tidewaiter.signing.stage.Situation.key;
import static org.tidewaiter.signing.stage.Situation.ofType;
import static org.tidewaiter.signing.stage.Situation.saying;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.model.EvidenceKind;
import org.tidewaiter.model.Issuer;
import org.tidewaiter.model.SignedTime;
import org.tidewaiter.signing.charter.Holder.Identity;
import org.tidewaiter.signing.charter.Revocation.Target;
import org.tidewaiter.signing.charter.Stage.Covers;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.testkit.image.Blobs;

/// One thing changed, and an image that might go to `prod` may not any more.
class StageVectorsTest {
    private static final String PROVIDER = "https://p";
    private static final Instant BEFORE = NOW.minusSeconds(1);
    private static final Instant AFTER = NOW.plusSeconds(1);

    private final List<Vector> rows = new ArrayList<>();
    private Consumer<Situation> twin = _ -> {};

    /// @param twin makes another situation that passes of the usual one
    record Vector(
            String name, Consumer<Situation> twin, Consumer<Situation> mutation, Refusal refusal) {
        @Override
        public String toString() {
            return name;
        }
    }

    private StageVectorsTest twin(Consumer<Situation> change) {
        twin = change;
        return this;
    }

    private StageVectorsTest refused(Refusal why, String name, Consumer<Situation> mutation) {
        rows.add(new Vector(name, twin, mutation, why));
        return this;
    }

    static Stream<Vector> vectors() {
        var table = new StageVectorsTest();
        signers(table);
        revocations(table);
        roles(table);
        placesAndTimes(table);
        return table.rows.stream();
    }

    private static void signers(StageVectorsTest table) {
        table.refused(
                        Refusal.UNKNOWN_HOLDER,
                        "signed by a key of nobody",
                        it -> it.change(1, _ -> by(5)))
                .refused(
                        Refusal.UNKNOWN_HOLDER,
                        "signed by an OpenPGP key",
                        it -> it.change(1, _ -> by(new Issuer.OpenPgp("12ab", List.of("ben")))))
                .refused(
                        Refusal.UNKNOWN_HOLDER,
                        "a key that its holder gave back",
                        it -> it.holder("ben", 4))
                .refused(
                        Refusal.AMBIGUOUS_HOLDER,
                        "a key of two holders",
                        it -> it.holder("carl", 1, 2));
        table.twin(it -> certified(it, "ben@example.com", false, PROVIDER))
                .refused(
                        Refusal.UNKNOWN_HOLDER,
                        "another name in the certificate",
                        it -> it.change(1, _ -> by(certificate("bea@example.com"))))
                .refused(
                        Refusal.UNKNOWN_HOLDER,
                        "the name in capital letters",
                        it -> it.change(1, _ -> by(certificate("Ben@example.com"))))
                .refused(
                        Refusal.UNKNOWN_HOLDER,
                        "another authority",
                        it ->
                                it.certified(
                                        "ben",
                                        new Identity("b", "ben@example.com", false, PROVIDER)))
                .refused(
                        Refusal.UNKNOWN_HOLDER,
                        "another provider",
                        it ->
                                it.certified(
                                        "ben",
                                        new Identity("a", "ben@example.com", false, "https://q")))
                .refused(
                        Refusal.UNKNOWN_HOLDER,
                        "a provider whom the charter does not name",
                        it -> it.certified("ben", new Identity("a", "ben@example.com", false, "")))
                .refused(
                        Refusal.UNKNOWN_HOLDER,
                        "an authority with another certificate",
                        it -> it.authority("a", "renewed"))
                .refused(
                        Refusal.UNKNOWN_HOLDER,
                        "a star that is no pattern",
                        it ->
                                it.certified(
                                        "ben", new Identity("a", "*@example.com", false, PROVIDER)))
                .refused(
                        Refusal.AMBIGUOUS_HOLDER,
                        "a certificate of two holders",
                        it ->
                                it.certified(
                                        "carl",
                                        new Identity("a", "*@example.com", true, PROVIDER)));
        table.twin(
                        it -> {
                            certified(it, "ben@example.com", false, PROVIDER);
                            it.certified(
                                    "carl", new Identity("a", "carl@example.com", false, PROVIDER));
                        })
                .refused(
                        Refusal.AMBIGUOUS_HOLDER,
                        "a key with a certificate for each of two holders",
                        it ->
                                it.role("release", 2, "signature", "ben", "carl")
                                        .add(by(certificate("carl@example.com"))))
                .refused(
                        Refusal.AMBIGUOUS_HOLDER,
                        "a key with which another holder has spoken in a role apart",
                        it ->
                                it.role("qa", 1, "scan", "carl")
                                        .apart("release", "qa")
                                        .add(
                                                ofType(
                                                        by(certificate("carl@example.com")),
                                                        EvidenceKind.SCAN,
                                                        "https://example.com/scan")));
        table.twin(it -> certified(it, "b*@*.com", true, PROVIDER))
                .refused(
                        Refusal.UNKNOWN_HOLDER,
                        "a pattern that does not fit",
                        it -> it.certified("ben", new Identity("a", "b*@*.org", true, PROVIDER)))
                .refused(
                        Refusal.UNKNOWN_HOLDER,
                        "a star in place of an at sign",
                        it -> it.certified("ben", new Identity("a", "b*.com", true, PROVIDER)));
        table.twin(it -> certified(it, "CN=ben,O=acme", false, PROVIDER))
                .refused(
                        Refusal.UNKNOWN_HOLDER,
                        "a pattern held against the whole subject",
                        it ->
                                it.certified(
                                        "ben", new Identity("a", "CN=ben*acme", true, PROVIDER)));
        table.twin(_ -> {});
    }

    private static void certified(Situation it, String name, boolean pattern, String provider) {
        it.authority("a", "one")
                .authority("b", "other")
                .certified("ben", new Identity("a", name, pattern, provider))
                .change(1, _ -> by(certificate("ben@example.com")));
    }

    private static Issuer certificate(String mail) {
        return new Issuer.Certificate(
                "CN=ben,O=acme",
                List.of(mail),
                PROVIDER,
                key(4).fingerprint(),
                "CN=one",
                Blobs.digest("one".getBytes(US_ASCII)),
                BEFORE,
                AFTER,
                List.of(
                        new Issuer.Certificate.Way(
                                Blobs.digest("one".getBytes(US_ASCII)), Set.of())));
    }

    private static void revocations(StageVectorsTest table) {
        table.refused(
                        Refusal.REVOKED_SIGNER,
                        "a holder who left",
                        it -> it.revoke(Target.HOLDER, "ben", NOW))
                .refused(
                        Refusal.REVOKED_SIGNER,
                        "a key that was lost",
                        it -> it.revoke(Target.KEY, key(1).fingerprint().toString(), BEFORE));
        table.twin(it -> it.revoke(Target.HOLDER, "ben", AFTER))
                .refused(Refusal.REVOKED_SIGNER, "later than that", it -> it.now = AFTER);
        table.twin(it ->
                        it.revoke(Target.HOLDER, "ben", NOW)
                                .change(1, one -> at(one, new SignedTime.Witnessed(BEFORE, "w"))))
                .refused(
                        Refusal.REVOKED_SIGNER,
                        "a time that only the signer says",
                        it -> it.change(1, one -> at(one, new SignedTime.Claimed(BEFORE))))
                .refused(
                        Refusal.REVOKED_SIGNER,
                        "witnessed when it was revoked",
                        it -> it.change(1, one -> at(one, new SignedTime.Witnessed(NOW, "w"))));
        table.twin(it -> certified(it, "ben@example.com", false, PROVIDER))
                .refused(
                        Refusal.REVOKED_SIGNER,
                        "an authority that was broken into",
                        it -> it.revoke(Target.AUTHORITY, "a", NOW))
                .refused(
                        Refusal.REVOKED_SIGNER,
                        "the key of a certificate",
                        it -> it.revoke(Target.KEY, key(4).fingerprint().toString(), NOW))
                .refused(
                        Refusal.REVOKED_SIGNER,
                        "an identity that changed hands",
                        it -> it.revoke(Target.IDENTITY, "ben@example.com", NOW))
                .refused(
                        Refusal.REVOKED_SIGNER,
                        "a subject that changed hands",
                        it -> it.revoke(Target.IDENTITY, "CN=ben,O=acme", NOW));
        table.twin(it -> certified(it, "b*@*.com", true, PROVIDER))
                .refused(
                        Refusal.REVOKED_SIGNER,
                        "a pattern that is withdrawn",
                        it -> it.revoke(Target.IDENTITY, "b*@*.com", NOW));
        table.twin(_ -> {});
    }

    private static void roles(StageVectorsTest table) {
        table.refused(
                        Refusal.SAYS_FAILED,
                        "that something has failed",
                        it -> it.change(1, one -> saying(one, "result", "FAILED")))
                .refused(
                        Refusal.NOT_IN_ROLE,
                        "signed for the role of another",
                        it -> it.change(1, one -> saying(one, "role", "build")))
                .refused(
                        Refusal.NOT_IN_ROLE,
                        "signed for a role that there is not",
                        it -> it.change(1, one -> saying(one, "role", "boss")))
                .refused(
                        Refusal.NOT_IN_ROLE,
                        "signed for a role without a name",
                        it -> it.change(1, one -> saying(one, "role", "")))
                .refused(
                        Refusal.KIND_NOT_SAID,
                        "a provenance in place of a signature",
                        it -> it.change(1, one -> ofType(one, EvidenceKind.PROVENANCE, PROVENANCE)))
                .refused(
                        Refusal.KIND_NOT_SAID,
                        "a holder without a role",
                        it -> it.role("release", 1, "signature", "carl"))
                .refused(
                        Refusal.ROLE_UNSAID,
                        "a holder with two roles, who names none",
                        it -> it.role("qa", 1, "signature", "ben"));
        table.twin(it ->
                        it.role("release", 1, PROVENANCE, "ben")
                                .change(1, one -> ofType(one, EvidenceKind.PROVENANCE, PROVENANCE)))
                .refused(
                        Refusal.KIND_NOT_SAID,
                        "the same kind with another type",
                        it ->
                                it.change(
                                        1,
                                        one ->
                                                ofType(
                                                        one,
                                                        EvidenceKind.PROVENANCE,
                                                        "https://slsa.dev/provenance/v0.2")));
        table.twin(it ->
                        it.role("qa", 1, "test-result", "ben")
                                .change(1, one -> saying(one, "role", "release")))
                .refused(
                        Refusal.KIND_NOT_SAID,
                        "signed for a role that says other things",
                        it -> it.change(1, one -> saying(one, "role", "qa")));
        table.twin(it ->
                        it.role("release", 1, "scan", "ben")
                                .change(
                                        1,
                                        one ->
                                                ofType(
                                                        one,
                                                        EvidenceKind.SCAN,
                                                        "https://cosign.sigstore.dev/attestation/vuln/v1")))
                .refused(
                        Refusal.KIND_NOT_SAID,
                        "something that only calls itself a scan",
                        it -> it.change(1, one -> ofType(one, EvidenceKind.CUSTOM, "scan")));
        table.twin(it -> it.change(1, one -> saying(one, "stage", "prod")))
                .refused(
                        Refusal.OTHER_STAGE,
                        "signed for dev",
                        it -> it.change(1, one -> saying(one, "stage", "dev")))
                .refused(
                        Refusal.OTHER_STAGE,
                        "signed for a stage that there is not",
                        it -> it.change(1, one -> saying(one, "stage", "Prod")));
        table.twin(it -> it.role("qa", 1, "scan", "ben").apart("release", "qa", "build"))
                .refused(
                        Refusal.NOT_APART,
                        "who released has scanned too",
                        it -> it.add(ofType(by(1), EvidenceKind.SCAN, "scan")))
                .refused(
                        Refusal.NOT_APART,
                        "who released has scanned too, and it failed",
                        it ->
                                it.add(
                                        saying(
                                                ofType(by(1), EvidenceKind.SCAN, "scan"),
                                                "result",
                                                "FAILED")))
                .refused(
                        Refusal.NOT_APART,
                        "who released has scanned the index",
                        it -> it.add(about(ofType(by(1), EvidenceKind.SCAN, "scan"), INDEX)))
                .refused(
                        Refusal.NOT_APART,
                        "who released has scanned for another stage",
                        it ->
                                it.add(
                                        saying(
                                                ofType(by(1), EvidenceKind.SCAN, "scan"),
                                                "stage",
                                                "dev")));
        table.twin(_ -> {});
    }

    private static void placesAndTimes(StageVectorsTest table) {
        table.twin(it -> it.between("release", Optional.of(NOW), Optional.of(AFTER)))
                .refused(Refusal.ROLE_NOT_IN_FORCE, "before the role begins", it -> it.now = BEFORE)
                .refused(Refusal.ROLE_NOT_IN_FORCE, "when the role ends", it -> it.now = AFTER);
        table.twin(it -> it.repositories("release", "registry.example/shop/*"))
                .refused(
                        Refusal.UNKNOWN_REPOSITORY,
                        "an image from nowhere",
                        it -> it.repository = Optional.empty())
                .refused(
                        Refusal.OTHER_REPOSITORY,
                        "replayed to another repository",
                        it -> it.repository = Optional.of("registry.example/shopping/app"))
                .refused(
                        Refusal.OTHER_REPOSITORY,
                        "replayed to another registry",
                        it -> it.repository = Optional.of("docker.io/shop/app"))
                .refused(
                        Refusal.OTHER_REPOSITORY,
                        "exactly what the pattern begins with",
                        it -> it.repositories("release", "registry.example/shop"));
        table.twin(
                        it -> {
                            it.repository = Optional.of("docker.io/library/alpine");
                            it.repositories("release", "alpine");
                        })
                .refused(
                        Refusal.OTHER_REPOSITORY,
                        "another of Docker Hub's",
                        it -> it.repositories("release", "team/alpine", "alpin", "library/b*"));
        table.twin(it -> it.stage("prod", Covers.IMAGE, "build", "release"))
                .refused(
                        Refusal.NOT_COVERED,
                        "only the index is signed",
                        it -> it.change(1, one -> about(one, INDEX)));
        table.twin(it ->
                        it.stage("prod", Covers.INDEX, "build", "release")
                                .change(0, one -> about(one, INDEX))
                                .change(1, one -> about(one, INDEX)))
                .refused(
                        Refusal.NOT_COVERED,
                        "only the image is signed",
                        it -> it.change(1, one -> about(one, IMAGE)));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void whatWasChangedIsRefusedAndItsTwinIsNot(Vector vector) {
        var situation = new Situation();
        vector.twin.accept(situation);
        assertThat(situation.verdict("prod").passed()).as("the twin passes").isTrue();

        vector.mutation.accept(situation);
        var verdict = situation.verdict("prod");

        assertThat(verdict.passed()).isFalse();
        assertThat(verdict.of(situation.evidence.get(1)).orElseThrow().objection())
                .map(Objection::refusal)
                .contains(vector.refusal);
    }

    @Test
    void everyReasonOfAStageHasAVector() {
        assertThat(vectors().map(Vector::refusal))
                .containsAll(EnumSet.range(Refusal.UNKNOWN_HOLDER, Refusal.NOT_APART));
        assertThat(vectors().map(Vector::name)).doesNotHaveDuplicates();
    }
}
