package org.tidewaiter.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidewaiter.testkit.image.ImageBuilder.image;
import static org.tidewaiter.testkit.image.TarBuilder.tar;
import static org.tidewaiter.testkit.signing.SignedDocuments.COSIGN_SIGN;
import static org.tidewaiter.testkit.signing.SignedDocuments.bundle;
import static org.tidewaiter.testkit.signing.SignedDocuments.signed;
import static org.tidewaiter.testkit.signing.SignedDocuments.simplePayload;
import static org.tidewaiter.testkit.signing.SignedDocuments.statement;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.Images;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.image.registry.RegistryOptions;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.check.EvidenceCheck.Rejected;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.key.VerificationKey;
import org.tidewaiter.signing.lookaside.LookasideConfiguration;
import org.tidewaiter.signing.openpgp.OpenPgpKeys;
import org.tidewaiter.signing.openpgp.TestSigner;
import org.tidewaiter.signing.trust.Trust;
import org.tidewaiter.signing.trust.TrustedKeys;
import org.tidewaiter.testkit.image.Blobs;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.BuiltIndex;
import org.tidewaiter.testkit.image.FakeRegistry;
import org.tidewaiter.testkit.image.FakeRegistry.Fault;
import org.tidewaiter.testkit.image.OciLayouts;
import org.tidewaiter.testkit.signing.Attachments;
import org.tidewaiter.testkit.signing.SignedDocuments;
import org.tidewaiter.testkit.signing.TestKey;

class EvidenceSearchTest {
    private static final TestKey KEY = TestKey.p256();
    private static final BuiltImage IMAGE = image().layer(tar().file("a", "alpha")).build();
    private static final String REPOSITORY = "shop/app";
    private static final String REFERRERS = "/v2/shop/app/referrers/" + IMAGE.digest();
    private static final String SIGNED =
            bundle(signed(statement(IMAGE.digest(), COSIGN_SIGN, "{}"), KEY));

    private static final TestSigner SIGNER = TestSigner.ed25519();

    @TempDir Path folder;
    private FakeRegistry registry;

    @BeforeEach
    void start() throws Exception {
        registry = FakeRegistry.start().image(REPOSITORY, "1", IMAGE);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void whatIsListedInBothWaysIsSeenOnceAndWhatIsListedInOneIsSeen() throws Exception {
        Attachments.of(IMAGE.digest()).bundle(SIGNED).into(registry, REPOSITORY);
        assertThat(words(search())).containsExactly("verified sigstore-bundle");

        var another = bundle(signed(statement(IMAGE.digest(), COSIGN_SIGN, "{\"a\":1}"), KEY));
        Attachments.of(IMAGE.digest())
                .bundle(SIGNED)
                .bundle(another)
                .withFallbackTagInto(registry, REPOSITORY);
        assertThat(words(search()))
                .containsExactly("verified sigstore-bundle", "verified sigstore-bundle");
    }

    @Test
    void aRegistryThatKnowsNoListsIsRead() throws Exception {
        Attachments.of(IMAGE.digest())
                .bundle(SIGNED)
                .signature(simplePayload(IMAGE.digest()), KEY)
                .withFallbackTagInto(registry, REPOSITORY);
        assertThat(words(search()))
                .containsExactlyInAnyOrder(
                        "verified sigstore-bundle", "verified cosign-signature-tag");
    }

    @Test
    void theTypeOfTheContentAndNotThatOfTheManifestSaysWhatItIs() throws Exception {
        Attachments.of(IMAGE.digest())
                .referrer("application/vnd.dev.sigstore.bundle.v0.9+json", SIGNED)
                .into(registry, REPOSITORY);
        assertThat(words(search())).containsExactly("verified sigstore-bundle");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 405, 418, 429, 500, 502, 503})
    void aRegistryThatDoesNotTellIsAProblem(int status) {
        for (var path :
                List.of(
                        REFERRERS,
                        FakeRegistry.manifestPath(REPOSITORY, tag("")),
                        FakeRegistry.manifestPath(REPOSITORY, tag(".sig")),
                        FakeRegistry.manifestPath(REPOSITORY, tag(".att")),
                        FakeRegistry.manifestPath(REPOSITORY, tag(".sbom")))) {
            registry.fault(
                    path, new Fault.Status(status, Map.of("Retry-After", "3600"), "{}", 9999));
            assertThatThrownBy(this::search).as(path).isInstanceOf(ProblemException.class);
            registry.fault(path, new Fault.Sequence(List.of()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "<html>",
                "{\"manifests\":[{}]}",
                "{\"schemaVersion\":2,\"manifests\":[",
                "{\"schemaVersion\":2,\"layers\":[],\"config\":{}}",
                "{\"schemaVersion\":2,\"manifests\":[],\"manifests\":[]}"
            })
    void aListThatIsNoneIsAProblem(String body) {
        registry.answers(REFERRERS, 200, body);
        assertThatThrownBy(this::search).isInstanceOf(ProblemException.class);
    }

    @Test
    void aListThatBreaksOffIsAProblem() {
        Attachments.of(IMAGE.digest()).bundle(SIGNED).withFallbackTagInto(registry, REPOSITORY);
        registry.fault(FakeRegistry.manifestPath(REPOSITORY, tag("")), new Fault.Cut(40, 9999));
        assertThatThrownBy(this::search).isInstanceOf(ProblemException.class);
        registry.fault(REFERRERS, new Fault.HangUp());
        assertThatThrownBy(this::search).isInstanceOf(ProblemException.class);
    }

    @Test
    void whatIsListedAndNotThereIsRefusedAndTheRestIsRead() throws Exception {
        Attachments.of(IMAGE.digest())
                .bundle(SIGNED)
                .listed("{\"schemaVersion\":2,\"layers\":[{\"digest\":\"x\"}]}")
                .listed("{\"schemaVersion\":2,\"layers\":[]}")
                .listed("no JSON")
                .into(registry, REPOSITORY);
        assertThat(words(search()))
                .containsExactlyInAnyOrder(
                        "verified sigstore-bundle",
                        "unreadable-manifest none",
                        "unreadable-manifest none",
                        "unknown-form none");
    }

    @Test
    void bytesThatAreMissingOrOthersAreRefusedAndTheRestIsRead() throws Exception {
        var second = SIGNED + " ";
        var third = SIGNED + "  ";
        Attachments.of(IMAGE.digest())
                .bundle(SIGNED)
                .bundle(second)
                .bundle(third)
                .into(registry, REPOSITORY);
        registry.answers(blob(second), 404, "{}");
        registry.fault(blob(third), new Fault.Lie(SIGNED.getBytes(UTF_8)));
        assertThat(words(search()))
                .containsExactlyInAnyOrder(
                        "verified sigstore-bundle",
                        "missing-bytes sigstore-bundle",
                        "missing-bytes sigstore-bundle");
    }

    @Test
    void bytesThatTheRegistryDoesNotGiveAreAProblem() {
        Attachments.of(IMAGE.digest()).bundle(SIGNED).into(registry, REPOSITORY);
        registry.answers(blob(SIGNED), 403, "{}");
        assertThatThrownBy(this::search).isInstanceOf(ProblemException.class);
    }

    @Test
    void whatIsStatedToBeTooLargeIsNotFetched() throws Exception {
        var large = SIGNED + " ".repeat(1 << 20);
        Attachments.of(IMAGE.digest())
                .referrer(
                        SignedDocuments.SIMPLE_SIGNING,
                        large,
                        IMAGE.digest(),
                        Map.of(SignedDocuments.SIGNATURE_ANNOTATION, "AA=="))
                .into(registry, REPOSITORY);
        assertThat(words(search())).containsExactly("too-large cosign-signature-referrer");
        assertThat(registry.requests()).noneMatch(one -> one.path().equals(blob(large)));
    }

    @Test
    void whatIsNoEvidenceIsNotFetched() throws Exception {
        Attachments.of(IMAGE.digest())
                .referrer("application/vnd.example.chart", "a chart")
                .bill("a bill")
                .into(registry, REPOSITORY);
        assertThat(words(search()))
                .containsExactlyInAnyOrder("unknown-form none", "no-signature cosign-bill-tag");
        assertThat(registry.requests())
                .noneMatch(one -> one.path().equals(blob("a chart")))
                .noneMatch(one -> one.path().equals(blob("a bill")));
    }

    @Test
    void moreThanTwoHundredReferrersAreAProblem() {
        var attachments = Attachments.of(IMAGE.digest());
        for (int i = 0; i < 201; i++) {
            attachments.listed("{\"schemaVersion\":2,\"layers\":[],\"number\":%d}".formatted(i));
        }
        attachments.into(registry, REPOSITORY);
        assertThatThrownBy(this::search)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("more than 200");
    }

    @Test
    void theOrderOfTheListDoesNotMatter() throws Exception {
        var manifests = Attachments.of(IMAGE.digest()).bundle(SIGNED).bundle(SIGNED + " ");
        manifests.into(registry, REPOSITORY);
        var first = words(search());
        Attachments.of(IMAGE.digest())
                .bundle(SIGNED + " ")
                .bundle(SIGNED)
                .into(registry, REPOSITORY);
        assertThat(words(search())).isEqualTo(first).hasSize(2);
    }

    @Test
    void aReferrerOfAnotherImageThatIsListedHereIsRefused() throws Exception {
        var other = Digest.parse("sha256:" + "1".repeat(64)).orElseThrow();
        Attachments.of(IMAGE.digest())
                .referrer(SignedDocuments.BUNDLE, SIGNED, other, Map.of())
                .into(registry, REPOSITORY);
        assertThat(words(search())).containsExactly("other-manifest-subject sigstore-bundle");
    }

    @Test
    void aLayoutHasTheSame() throws Exception {
        var layout =
                Attachments.of(IMAGE.digest())
                        .bundle(SIGNED)
                        .signature(simplePayload(IMAGE.digest()), KEY)
                        .attestation(signed(statement(IMAGE.digest(), COSIGN_SIGN, "{}"), KEY))
                        .into(OciLayouts.layout().image(IMAGE, "1"))
                        .write(folder.resolve("image"));
        assertThat(words(search("oci:" + layout + ":1")))
                .containsExactlyInAnyOrder(
                        "verified sigstore-bundle",
                        "verified cosign-signature-tag",
                        "verified cosign-attestation-tag");

        Files.delete(layout.resolve("blobs/sha256").resolve(digest(SIGNED).hex()));
        assertThat(words(search("oci:" + layout + ":1")))
                .containsExactlyInAnyOrder(
                        "missing-bytes sigstore-bundle",
                        "verified cosign-signature-tag",
                        "verified cosign-attestation-tag");
    }

    /// It marks what it has taken from under tags by an annotation, and names no tags.
    @Test
    void aLayoutThatCosignSavedHasItsSignatures() throws Exception {
        var layout =
                Attachments.of(IMAGE.digest())
                        .signature(simplePayload(IMAGE.digest()), KEY)
                        .attestation(signed(statement(IMAGE.digest(), COSIGN_SIGN, "{}"), KEY))
                        .into(OciLayouts.layout().image(IMAGE, "1"))
                        .write(folder.resolve("image"));
        var index = layout.resolve("index.json");
        Files.writeString(
                index,
                Files.readString(index)
                        .replaceAll(
                                "\"org.opencontainers.image.ref.name\":\"[^\"]*(sig|att)\"",
                                "\"kind\":\"dev.cosignproject.cosign/$1s\"")
                        .replaceAll("\"org.opencontainers.image.ref.name\":\"1\"", ""));
        assertThat(words(search("oci:" + layout)))
                .containsExactlyInAnyOrder(
                        "verified cosign-signature-tag", "verified cosign-attestation-tag");
    }

    @Test
    void aLayoutThatIsACopyOfARegistryHasTheFallbackTag() throws Exception {
        var manifest =
                """
                {"schemaVersion":2,"artifactType":"%1$s","subject":{"digest":"%2$s","size":7},\
                "layers":[{"mediaType":"%1$s","digest":"%3$s","size":%4$d}]}\
                """
                        .formatted(
                                SignedDocuments.BUNDLE,
                                IMAGE.digest(),
                                digest(SIGNED),
                                SIGNED.length());
        var layout =
                OciLayouts.layout()
                        .image(IMAGE, "1")
                        .blob(SIGNED.getBytes(UTF_8))
                        .blob(manifest.getBytes(UTF_8))
                        .manifest(
                                "application/vnd.oci.image.index.v1+json",
                                Attachments.index(List.of(manifest)).getBytes(UTF_8),
                                tag(""))
                        .write(folder.resolve("image"));
        assertThat(words(search("oci:" + layout + ":1")))
                .containsExactly("verified sigstore-bundle");
    }

    private static Digest digest(String document) {
        return Blobs.digest(document.getBytes(UTF_8));
    }

    private static String blob(String document) {
        return FakeRegistry.blobPath(REPOSITORY, digest(document));
    }

    private static String tag(String ending) {
        return "sha256-" + IMAGE.digest().hex() + ending;
    }

    @Test
    void gpgSignaturesOfTheImageAndOfItsIndexStandAsideAndAreListedWithTheOthers()
            throws Exception {
        var index = BuiltIndex.of(IMAGE);
        registry.image(REPOSITORY, "index", index);
        var name = registry.host() + "/" + REPOSITORY + ":index";
        putAside(index.digest(), 1, SIGNER.message(payload(index.digest(), name)));
        putAside(IMAGE.digest(), 1, SIGNER.message(payload(IMAGE.digest(), name)));
        putAside(IMAGE.digest(), 2, TestSigner.ed25519().message(payload(IMAGE.digest(), name)));
        Attachments.of(IMAGE.digest()).bundle(SIGNED).into(registry, REPOSITORY);

        var found = search(name);

        assertThat(words(found.subList(0, 1))).containsExactly("verified gpg-simple");
        assertThat(words(found.subList(1, 2)))
                .containsExactly(
                        "verified gpg-simple",
                        "unknown-key gpg-simple",
                        "verified sigstore-bundle");
    }

    @Test
    void aSignatureOfAnotherRepositoryThatIsReplayedIsRefused() throws Exception {
        var host = registry.host();
        putAside(IMAGE.digest(), 1, SIGNER.message(payload(IMAGE.digest(), host + "/shop/app:1")));
        assertThat(words(search())).containsExactly("verified gpg-simple");

        putAside(IMAGE.digest(), 1, SIGNER.message(payload(IMAGE.digest(), host + "/shop/ape:1")));
        assertThat(words(search())).containsExactly("other-name gpg-simple");
    }

    @Test
    void aFolderOfSignaturesThatCannotBeReadIsAProblem() throws Exception {
        putAside(IMAGE.digest(), 2, new byte[0]);
        Files.createDirectory(aside(IMAGE.digest()).resolve("signature-1"));

        assertThatThrownBy(this::search)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("signature-unreadable"));
    }

    private Path aside(Digest digest) {
        return folder.resolve("lookaside/shop/app@sha256=" + digest.hex());
    }

    private void putAside(Digest digest, int number, byte[] message) throws Exception {
        Files.createDirectories(aside(digest));
        Files.write(aside(digest).resolve("signature-" + number), message);
    }

    private static byte[] payload(Digest digest, String name) {
        return """
        {"critical":{"identity":{"docker-reference":"%s"},"image":{\
        "docker-manifest-digest":"%s"},"type":"atomic container signature"},"optional":{}}
        """
                .formatted(name, digest)
                .getBytes(UTF_8);
    }

    private static List<String> words(List<SubjectEvidence> found) {
        return found.stream()
                .flatMap(one -> one.checks().stream())
                .map(EvidenceSearchTest::word)
                .toList();
    }

    private static String word(EvidenceCheck check) {
        var state = check instanceof Rejected(_, Refusal refusal, _) ? refusal.code() : "verified";
        return state + " " + check.source().form();
    }

    private List<SubjectEvidence> search() throws Exception {
        return search("registry:" + registry.host() + "/" + REPOSITORY + ":1");
    }

    private List<SubjectEvidence> search(String name) throws Exception {
        var environment = Map.of("CONTAINERS_REGISTRIES_CONF", "/dev/null", "HOME", "target/home");
        var options = OpenOptions.standard(RegistryOptions.standard(environment));
        var trusted =
                new TrustedKeys(
                        List.of(new TrustedKeys.Named("key", VerificationKey.of(KEY.publicKey()))));
        try (var opened = Images.open(name, options)) {
            return EvidenceSearch.of(
                    opened.source(),
                    options,
                    LookasideConfiguration.none().orElse(folder.resolve("lookaside")),
                    Trust.of(trusted, TestSigner.NOW)
                            .withOpenPgp(OpenPgpKeys.parse(SIGNER.certificate())));
        }
    }
}
