package org.tidewaiter.signing.make;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.tidewaiter.testkit.image.ImageBuilder.image;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tidewaiter.image.Images;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.image.registry.RegistryOptions;
import org.tidewaiter.model.Evidence;
import org.tidewaiter.model.EvidenceKind;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Issuer;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.signing.EvidenceSearch;
import org.tidewaiter.signing.key.SigningKey;
import org.tidewaiter.signing.lookaside.LookasideConfiguration;
import org.tidewaiter.signing.make.ImageSigning.Extent;
import org.tidewaiter.signing.make.ImageSigning.Signed;
import org.tidewaiter.signing.trust.Trust;
import org.tidewaiter.signing.trust.TrustedKeys;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.BuiltIndex;
import org.tidewaiter.testkit.image.OciLayouts;
import org.tidewaiter.testkit.image.OciRegistry;
import org.tidewaiter.testkit.signing.Attachments;
import org.tidewaiter.testkit.signing.SignedDocuments;
import org.tidewaiter.testkit.signing.TestKey;

class ImageSigningTest {
    private static final OpenOptions OPTIONS =
            OpenOptions.standard(RegistryOptions.standard(Map.of()));
    private static final BuiltImage IMAGE = image().layer(tar().file("a", "alpha")).build();

    @TempDir private Path folder;

    @Test
    void whatIsSignedInALayoutIsVerifiedThere() throws Exception {
        OciLayouts.layout().image(IMAGE, "1").write(folder);
        var key = key();

        var signed =
                signing("oci:" + folder + ":1", key)
                        .sign(Extent.NAMED, new TreeMap<>(Map.of("build", "17")));

        assertThat(signed).extracting(one -> one.subject()).containsExactly(IMAGE.digest());
        assertThat(evidence("oci:" + folder + ":1", key))
                .satisfiesExactly(one -> {
                    assertThat(one.kind()).isEqualTo(EvidenceKind.SIGNATURE);
                    assertThat(one.claims()).containsEntry("build", "17");
                    assertThat(one.issuer())
                            .isEqualTo(new Issuer.Key(key.publicKey().fingerprint(), "own"));
                });
        assertThat(evidence("oci:" + folder + ":1", key())).isEmpty();
    }

    @Test
    void aRegistryThatListsReferrersNeedsNoTag() throws Exception {
        try (var registry = OciRegistry.start().image("app", "1", IMAGE)) {
            var name = registry.host() + "/app:1";
            var key = key();
            signing(name, key).sign(Extent.NAMED, new TreeMap<>());

            assertThat(evidence(name, key)).hasSize(1);
            assertThat(registry.listed("app")).doesNotContain("sha256-");
        }
    }

    @Test
    void aRegistryThatDoesNotHasTheListUnderATag() throws Exception {
        try (var registry = OciRegistry.startWithoutReferrers().image("app", "1", IMAGE)) {
            var name = registry.host() + "/app:1";
            var key = key();
            signing(name, key).sign(Extent.NAMED, new TreeMap<>());

            assertThat(evidence(name, key)).hasSize(1);
            assertThat(registry.listed("app")).contains("sha256-" + IMAGE.digest().hex());
        }
    }

    @ParameterizedTest
    @EnumSource
    void severalWhoSignAtOnceLoseNoSignature(SignatureForm form) throws Exception {
        OciLayouts.layout().image(IMAGE, "1").write(folder);
        try (var registry = OciRegistry.startWithoutReferrers().image("app", "1", IMAGE)) {
            for (var name : List.of(registry.host() + "/app:1", "oci:" + folder + ":1")) {
                var keys = new ArrayList<SigningKey>();
                for (int signer = 0; signer < 6; signer++) {
                    keys.add(key());
                }
                signAtOnce(name, keys, form);

                for (var key : keys) {
                    assertThat(evidence(name, key)).as(name).hasSize(1);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSignatureIsFoundInTheFormInWhichItWasMade(SignatureForm form) throws Exception {
        OciLayouts.layout().image(IMAGE, "1").write(folder);
        try (var registry = OciRegistry.start().image("app", "1", IMAGE)) {
            for (var name : List.of(registry.host() + "/app:1", "oci:" + folder)) {
                var key = key();
                var said = new TreeMap<>(Map.of("stage", "qa"));
                var signed =
                        new ImageSigning(source(name), OPTIONS, key, form).sign(Extent.NAMED, said);

                assertThat(evidence(name, key))
                        .satisfiesExactly(one -> {
                            assertThat(one.kind()).isEqualTo(EvidenceKind.SIGNATURE);
                            assertThat(one.claims()).containsEntry("stage", "qa");
                            assertThat(one.source().form())
                                    .isEqualTo(
                                            switch (form) {
                                                case BUNDLE -> "sigstore-bundle";
                                                case COSIGN -> "cosign-signature-tag";
                                                case COSIGN_REFERRER -> "cosign-signature-referrer";
                                            });
                        });
                assertThat(signed).extracting(Signed::subject).containsExactly(IMAGE.digest());
            }
        }
    }

    @Test
    void statementsUnderATagAreKeptBesideEachOther() throws Exception {
        OciLayouts.layout().image(IMAGE, "1").write(folder);
        var key = key();
        var signing = new ImageSigning(source("oci:" + folder), OPTIONS, key, SignatureForm.COSIGN);
        for (var type : List.of("https://example.org/one", "https://example.org/two")) {
            signing.attest(Extent.NAMED, type, new TreeMap<>(), new Json.JsonObject(Map.of()));
        }

        assertThat(evidence("oci:" + folder, key))
                .extracting(Evidence::type, one -> one.source().form())
                .containsExactlyInAnyOrder(
                        tuple("https://example.org/one", "cosign-attestation-tag"),
                        tuple("https://example.org/two", "cosign-attestation-tag"));
    }

    @Test
    void whatOthersHaveUnderTheTagStays() throws Exception {
        var theirs = TestKey.p384();
        var layout = OciLayouts.layout().image(IMAGE, "1");
        Attachments.of(IMAGE.digest())
                .signature(SignedDocuments.simplePayload(IMAGE.digest()), theirs)
                .into(layout)
                .write(folder);
        var key = key();
        new ImageSigning(source("oci:" + folder), OPTIONS, key, SignatureForm.COSIGN)
                .sign(Extent.NAMED, new TreeMap<>());

        var trusted = new TrustedKeys(List.of(named(key), named(signingKey(theirs))));
        assertThat(evidence("oci:" + folder, trusted)).hasSize(2);
    }

    @Test
    void whatIsNoManifestIsNotWrittenOver() throws Exception {
        OciLayouts.layout()
                .image(IMAGE, "1")
                .manifest(
                        "application/vnd.oci.image.manifest.v1+json",
                        "{}".getBytes(StandardCharsets.UTF_8),
                        "sha256-" + IMAGE.digest().hex() + ".sig")
                .write(folder);
        var signing =
                new ImageSigning(source("oci:" + folder), OPTIONS, key(), SignatureForm.COSIGN);

        assertThatThrownBy(() -> signing.sign(Extent.NAMED, new TreeMap<>()))
                .hasMessageContaining("nothing can be added to what is at sha256-");
    }

    @Test
    void aThousandSignaturesUnderATagAreEnough() throws Exception {
        var name = "oci:" + folder;
        var payload = SignedDocuments.simplePayload(IMAGE.digest());
        var keys = Collections.nCopies(1000, TestKey.ed25519()).toArray(TestKey[]::new);
        Attachments.of(IMAGE.digest())
                .signature(payload, keys)
                .into(OciLayouts.layout().image(IMAGE, "1"))
                .write(folder);
        var signing = new ImageSigning(source(name), OPTIONS, key(), SignatureForm.COSIGN);

        assertThatThrownBy(() -> signing.sign(Extent.NAMED, new TreeMap<>()))
                .hasMessageContaining("no more layers are read of one");
    }

    @Test
    void whoSignsTwiceHasOneSignatureWhereTheKeySignsAlikeEachTime() throws Exception {
        OciLayouts.layout().image(IMAGE, "1").write(folder);
        var generator = KeyPairGenerator.getInstance("Ed25519");
        var pair = generator.generateKeyPair();
        var key = SigningKey.of(pair.getPrivate(), pair.getPublic());
        var signing = signing("oci:" + folder + ":1", key);
        var first = signing.sign(Extent.NAMED, new TreeMap<>());

        assertThat(signing.sign(Extent.NAMED, new TreeMap<>())).isEqualTo(first);
        assertThat(evidence("oci:" + folder + ":1", key)).hasSize(1);
    }

    @Test
    void ofSeveralPlatformsTheIndexIsSignedOrAllThatItLists() throws Exception {
        var index = BuiltIndex.of(IMAGE);
        OciLayouts.layout().image(index, "1").write(folder);
        var signing = signing("oci:" + folder + ":1", key());

        assertThat(signing.sign(Extent.NAMED, new TreeMap<>()))
                .extracting(one -> one.subject())
                .containsExactly(index.digest());
        assertThat(signing.sign(Extent.ALL, new TreeMap<>()))
                .extracting(one -> one.subject())
                .containsExactly(index.digest(), IMAGE.digest());
    }

    @Test
    void whatIsSaidOfAnImageIsNoSignatureOfIt() throws Exception {
        OciLayouts.layout().image(IMAGE, "1").write(folder);
        var key = key();
        signing("oci:" + folder + ":1", key)
                .attest(
                        Extent.NAMED,
                        "https://example.org/scan/failed",
                        new TreeMap<>(),
                        new Json.JsonObject(Map.of("result", new Json.JsonString("failed"))));

        assertThat(evidence("oci:" + folder + ":1", key))
                .extracting(Evidence::kind)
                .containsExactly(EvidenceKind.CUSTOM);
    }

    @Test
    void ofTheAnnotationsOfAStatementOnlyRoleAndStageAreClaims() throws Exception {
        OciLayouts.layout().image(IMAGE, "1").write(folder);
        var key = key();
        signing("oci:" + folder + ":1", key)
                .attest(
                        Extent.NAMED,
                        "https://in-toto.io/attestation/test-result/v0.1",
                        new TreeMap<>(Map.of("role", "qa", "stage", "prod", "result", "PASSED")),
                        new Json.JsonObject(Map.of("result", new Json.JsonString("FAILED"))));

        assertThat(evidence("oci:" + folder + ":1", key))
                .extracting(Evidence::claims)
                .containsExactly(
                        new TreeMap<>(Map.of("role", "qa", "stage", "prod", "result", "FAILED")));
    }

    @Test
    void whatWasReadOfAnIndexIsSaidOfThePlatformAndNotOfTheIndex() throws Exception {
        OciLayouts.layout().image(BuiltIndex.of(IMAGE), "1").write(folder);

        var said =
                signing("oci:" + folder + ":1", key())
                        .attest(
                                Extent.READ,
                                "https://example.org/b",
                                new TreeMap<>(),
                                new Json.JsonNull());

        assertThat(said.subject()).isEqualTo(IMAGE.digest());
    }

    @Test
    void whatIsSignedIsStillTheOnlyImageOfItsLayout() throws Exception {
        OciLayouts.layout().image(IMAGE, "1").write(folder);
        var key = key();
        signing("oci:" + folder, key).sign(Extent.NAMED, new TreeMap<>());

        assertThat(evidence("oci:" + folder, key)).hasSize(1);
    }

    @Test
    void aFolderHasNoPlaceForSignatures() throws Exception {
        var signing = signing("dir:" + folder, key());

        assertThatThrownBy(() -> signing.sign(Extent.NAMED, new TreeMap<>()))
                .hasMessageContaining("where nothing can be kept beside it");
    }

    private static void signAtOnce(String name, List<SigningKey> keys, SignatureForm form)
            throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks =
                    keys.stream()
                            .<Callable<Object>>map(key ->
                                    () ->
                                            new ImageSigning(source(name), OPTIONS, key, form)
                                                    .sign(Extent.NAMED, new TreeMap<>()))
                            .toList();
            for (Future<Object> one : threads.invokeAll(tasks)) {
                one.get();
            }
        }
    }

    private static ImageSigning signing(String name, SigningKey key) throws Exception {
        return new ImageSigning(source(name), OPTIONS, key, SignatureForm.BUNDLE);
    }

    private static ImageSource source(String name) throws Exception {
        try (var image = Images.open(name, OPTIONS)) {
            return image.source();
        }
    }

    private static List<Evidence> evidence(String name, SigningKey key) throws Exception {
        return evidence(name, new TrustedKeys(List.of(named(key))));
    }

    private static List<Evidence> evidence(String name, TrustedKeys trusted) throws Exception {
        return EvidenceSearch.of(
                        source(name),
                        OPTIONS,
                        LookasideConfiguration.none(),
                        Trust.of(trusted, Instant.EPOCH))
                .stream()
                .flatMap(one -> one.verified())
                .toList();
    }

    private static TrustedKeys.Named named(SigningKey key) {
        return new TrustedKeys.Named("own", key.publicKey());
    }

    private static SigningKey signingKey(TestKey key) throws Exception {
        return SigningKey.of(key.pair().getPrivate(), key.publicKey());
    }

    private static SigningKey key() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        var pair = generator.generateKeyPair();
        return SigningKey.of(pair.getPrivate(), pair.getPublic());
    }
}
