package org.tidewaiter.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidewaiter.testkit.image.ImageBuilder.image;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.image.ImageCopy;
import org.tidewaiter.image.ImageCopy.Copied;
import org.tidewaiter.image.ImageCopy.Extent;
import org.tidewaiter.image.Images;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.image.artifact.ArtifactManifest;
import org.tidewaiter.image.artifact.ArtifactManifest.Naming;
import org.tidewaiter.image.artifact.ArtifactPlace;
import org.tidewaiter.image.artifact.ArtifactStore;
import org.tidewaiter.image.manifest.Descriptor;
import org.tidewaiter.image.registry.RegistryOptions;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Evidence;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.signing.key.NewKey;
import org.tidewaiter.signing.key.SigningKey;
import org.tidewaiter.signing.lookaside.LookasideConfiguration;
import org.tidewaiter.signing.make.ImageSigning;
import org.tidewaiter.signing.make.SignatureForm;
import org.tidewaiter.signing.trust.Trust;
import org.tidewaiter.signing.trust.TrustedKeys;
import org.tidewaiter.testkit.image.Blobs;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.BuiltIndex;
import org.tidewaiter.testkit.image.FakeRegistry;
import org.tidewaiter.testkit.image.OciLayouts;
import org.tidewaiter.testkit.image.OciRegistry;
import org.tidewaiter.testkit.signing.Attachments;
import org.tidewaiter.testkit.signing.SignedDocuments;
import org.tidewaiter.testkit.signing.TestKey;

/// What is signed about an image goes with it, from any place to any other.
class CopiedEvidenceTest {
    private static final OpenOptions OPTIONS =
            OpenOptions.standard(RegistryOptions.standard(Map.of()));
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final BuiltImage IMAGE =
            image().layer(tar().file("a", "alpha")).layer(tar().file("b", "beta")).build();

    @TempDir private Path folder;
    private SigningKey key;

    @BeforeEach
    void makeKey() {
        key = NewKey.ECDSA_P256.make();
    }

    @Test
    void whatIsInALayoutIsTheSameInEveryRegistryAndBackInALayout() throws Exception {
        var start = signedInEveryForm(BuiltIndex.of(IMAGE));
        var before = evidence(start);
        assertThat(before).hasSize(8);
        try (var one = OciRegistry.start();
                var other = OciRegistry.startWithoutReferrers()) {
            var road =
                    List.of(
                            one.host() + "/app:1",
                            other.host() + "/team/app:1",
                            one.host() + "/again:1",
                            "oci:" + folder.resolve("end") + ":1");
            var last = start;
            for (var next : road) {
                var copied = copy(last, next, Extent.ALL);
                assertThat(copied.leftOut()).isEmpty();
                assertThat(copied.evidence()).isEqualTo(7); // two layers stand under one tag
                assertThat(evidence(next)).as(next).isEqualTo(before);
                last = next;
            }
        }
        assertThat(evidence("oci:" + folder.resolve("end") + ":1")).isEqualTo(before);
    }

    @Test
    void noByteOfAnyManifestOrBlobChanges() throws Exception {
        var start = signedInEveryForm(BuiltIndex.of(IMAGE));
        try (var registry = OciRegistry.startWithoutReferrers()) {
            copy(start, registry.host() + "/app:1", Extent.ALL);
            copy(registry.host() + "/app:1", "oci:" + folder.resolve("end") + ":1", Extent.ALL);
        }
        assertThat(blobs(layout())).containsAll(blobs(folder.resolve("end")));
    }

    /// Their names are made of their bytes.
    private static List<String> blobs(Path layout) throws IOException {
        try (var files = Files.list(layout.resolve("blobs/sha256"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatIsThereIsNotSentAgain() throws Exception {
        var start = signedInEveryForm(BuiltIndex.of(IMAGE));
        try (var registry = OciRegistry.start()) {
            copy(start, registry.host() + "/app:1", Extent.ALL);
            int sent = registry.uploads();
            copy(start, registry.host() + "/app:1", Extent.ALL);
            assertThat(registry.uploads()).isPositive().isEqualTo(sent);

            copy(registry.host() + "/app:1", registry.host() + "/other:1", Extent.ALL);
            assertThat(registry.uploads()).as("one registry moves them itself").isEqualTo(sent);
            assertThat(evidence(registry.host() + "/other:1")).hasSize(8);
        }
    }

    @Test
    void whatOthersHaveSignedAtTheOtherPlaceStays() throws Exception {
        var start = signedInEveryForm(IMAGE);
        try (var registry = OciRegistry.startWithoutReferrers().image("app", "1", IMAGE)) {
            var name = registry.host() + "/app:1";
            for (var form : SignatureForm.values()) {
                sign(name, form);
            }
            var others = evidence(name);
            copy(start, name, Extent.ALL);

            assertThat(evidence(name)).containsAll(others).containsAll(evidence(start));
        }
    }

    @Test
    void whatStandsBesideASignatureGoesWithItAndNoFurther() throws Exception {
        OciLayouts.layout().image(IMAGE, "1").write(layout());
        var start = "oci:" + layout() + ":1";
        var signature = sign(start, SignatureForm.BUNDLE).manifest();
        var second = putBeside(signature, "of the signature");
        var third = putBeside(second, "of that");

        var copied = copy(start, "oci:" + folder.resolve("end") + ":1", Extent.ALL);

        assertThat(copied.evidence()).isEqualTo(2);
        assertThat(blobs(folder.resolve("end")))
                .contains(signature.hex(), second.hex())
                .doesNotContain(third.hex());
    }

    private Digest putBeside(Digest subject, String text) throws Exception {
        var bytes = text.getBytes(UTF_8);
        var type = "text/plain";
        var blob = descriptor(type, Blobs.digest(bytes), bytes.length);
        var of = descriptor("application/vnd.oci.image.manifest.v1+json", subject, 7);
        try (var store = store("oci:" + layout())) {
            return store.attach(
                    new ArtifactManifest(
                            type, Naming.BY_ARTIFACT_TYPE, blob, new TreeMap<>(), Optional.of(of)),
                    bytes);
        }
    }

    private static Descriptor descriptor(String type, Digest digest, long size) {
        return new Descriptor(type, digest, size, Optional.empty(), Map.of());
    }

    @Test
    void evidenceAloneNeedsNoImage() throws Exception {
        var start = signedInEveryForm(IMAGE);
        try (var registry = OciRegistry.start()) {
            var name = registry.host() + "/app:1";
            copy(start, name, Extent.ONLY_EVIDENCE);
            assertThat(registry.listed("app").lines())
                    .doesNotContain("1", IMAGE.digest().toString());

            registry.image("app", "1", IMAGE);
            assertThat(evidence(name)).isEqualTo(evidence(start));
        }
    }

    @Test
    void whatIsListedAndCannotBeHadIsToldAndTheRestIsCopied() throws Exception {
        var theirs = TestKey.p256();
        var signed = SignedDocuments.statement(IMAGE.digest(), "https://example.org/a", "{}");
        try (var registry = FakeRegistry.start().image("app", "1", IMAGE)) {
            Attachments.of(IMAGE.digest())
                    .bundle(SignedDocuments.bundle(SignedDocuments.signed(signed, theirs)))
                    .listed("[]")
                    .into(registry, "app");
            var from = registry.host() + "/app:1";

            var copied = copy(from, "oci:" + folder.resolve("end"), Extent.ALL);

            assertThat(copied.evidence()).isEqualTo(1);
            assertThat(copied.leftOut())
                    .containsExactly(
                            "%1$s: %1$s cannot be copied: it is neither a manifest nor an index"
                                    .formatted(Blobs.digest("[]".getBytes(UTF_8))));
        }
    }

    @Test
    void whatStandsUnderATagInAnotherFormIsToldAndTheRestIsCopied() throws Exception {
        var tag = "sha256-" + IMAGE.digest().hex() + ".att";
        var index = Attachments.index(List.of()).getBytes(UTF_8);
        OciLayouts.layout().image(IMAGE, "1").manifest(INDEX, index, tag).write(layout());
        var start = "oci:" + layout() + ":1";
        sign(start, SignatureForm.COSIGN);
        try (var registry = OciRegistry.start()) {
            var copied = copy(start, registry.host() + "/app:1", Extent.ALL);

            assertThat(copied.evidence()).isEqualTo(1);
            assertThat(copied.leftOut())
                    .containsExactly(
                            "%s: %s cannot be copied: it is no manifest of an image"
                                    .formatted(tag, Blobs.digest(index)));
            assertThat(evidence(registry.host() + "/app:1")).hasSize(1);
        }
    }

    @Test
    void whatIsListedSeveralTimesIsFetchedOnce() throws Exception {
        var image = new String(IMAGE.blobs().all().get(IMAGE.digest()), UTF_8);
        var inner = Attachments.index(List.of(image));
        var outer = Attachments.index(List.of(image, image, inner)).getBytes(UTF_8);
        try (var registry = FakeRegistry.start().image("app", "other", IMAGE)) {
            var innerBytes = inner.getBytes(UTF_8);
            registry.manifest("app", Blobs.digest(innerBytes).toString(), INDEX, innerBytes);
            registry.manifest("app", "1", INDEX, outer);

            copy(registry.host() + "/app:1", "oci:" + folder.resolve("end"), Extent.ALL);

            var manifest = FakeRegistry.manifestPath("app", IMAGE.digest().toString());
            assertThat(registry.requests())
                    .filteredOn(one -> one.method().equals("GET") && one.path().equals(manifest))
                    .hasSize(1);
        }
    }

    @Test
    void whatIsLargerThanAnyManifestIsNotReadToBeAddedTo() throws Exception {
        var tag = "sha256-" + IMAGE.digest().hex() + ".sig";
        var large = " ".repeat((4 << 20) + 1).getBytes(UTF_8);
        OciLayouts.layout().image(IMAGE, "1").manifest(INDEX, large, tag).write(layout());
        try (var store = store("oci:" + layout())) {
            assertThatThrownBy(() -> store.tagged(tag)).hasMessageContaining("are not read");
        }
        Files.write(layout().resolve("index.json"), large);
        try (var store = store("oci:" + layout())) {
            assertThatThrownBy(() -> store.tagged(tag)).hasMessageContaining("larger than any");
        }
    }

    @Test
    void whatALayoutListsAndHasNotSaysNothingOfItsOtherImages() throws Exception {
        var other = image().layer(tar().file("c", "gamma")).build();
        OciLayouts.layout().image(IMAGE, "1").image(other, "other").write(layout());
        var start = "oci:" + layout() + ":1";
        sign(start, SignatureForm.BUNDLE);
        Files.delete(layout().resolve("blobs/sha256").resolve(other.digest().hex()));
        assertThat(evidence(start)).hasSize(1);

        var copied = copy(start, "oci:" + folder.resolve("end"), Extent.ALL);

        assertThat(copied.evidence()).isEqualTo(1);
        assertThat(copied.leftOut())
                .singleElement()
                .asString()
                .startsWith(other.digest() + ": ")
                .endsWith("has no blob " + other.digest());
    }

    @Test
    void aBlobThatIsAnotherIsNotWritten() throws Exception {
        var bad = "not what it was";
        OciLayouts.layout().image(IMAGE, "1").write(layout());
        var blob =
                IMAGE.blobs().all().keySet().stream()
                        .filter(one -> !one.equals(IMAGE.digest()))
                        .findFirst()
                        .orElseThrow();
        Files.writeString(layout().resolve("blobs/sha256").resolve(blob.hex()), bad);
        try (var registry = OciRegistry.start()) {
            for (var to : List.of(registry.host() + "/app:1", "oci:" + folder.resolve("end"))) {
                assertThatThrownBy(() -> copy("oci:" + layout() + ":1", to, Extent.ALL))
                        .hasMessageContaining("what was given for " + blob);
            }
            assertThat(registry.listed("app")).isEmpty();
        }
        assertThat(folder.resolve("end/blobs/sha256").resolve(blob.hex())).doesNotExist();
    }

    @Test
    void aListThatCannotBeToldIsAProblemAndNeverNothing() throws Exception {
        try (var registry = FakeRegistry.start().image("app", "1", IMAGE)) {
            registry.answers("/v2/app/referrers/" + IMAGE.digest(), 503, "");
            var from = registry.host() + "/app:1";
            assertThatThrownBy(() -> copy(from, "oci:" + folder.resolve("end"), Extent.ALL))
                    .hasMessageContaining("503");
        }
    }

    private String signedInEveryForm(BuiltImage image) throws Exception {
        OciLayouts.layout().image(image, "1").write(layout());
        return signedInEveryForm();
    }

    private String signedInEveryForm(BuiltIndex index) throws Exception {
        OciLayouts.layout().image(index, "1").write(layout());
        return signedInEveryForm();
    }

    private String signedInEveryForm() throws Exception {
        var name = "oci:" + layout() + ":1";
        for (var form : SignatureForm.values()) {
            sign(name, form);
        }
        sign(name, SignatureForm.COSIGN);
        for (var form : List.of(SignatureForm.BUNDLE, SignatureForm.COSIGN)) {
            for (var extent : List.of(ImageSigning.Extent.NAMED, ImageSigning.Extent.READ)) {
                new ImageSigning(Images.open(name, OPTIONS).source(), OPTIONS, key, form)
                        .attest(
                                extent,
                                "https://example.org/" + extent,
                                new TreeMap<>(),
                                new Json.JsonNull());
            }
        }
        return name;
    }

    private ImageSigning.Signed sign(String name, SignatureForm form) throws Exception {
        try (var opened = Images.open(name, OPTIONS)) {
            return new ImageSigning(opened.source(), OPTIONS, key, form)
                    .sign(ImageSigning.Extent.NAMED, new TreeMap<>())
                    .getFirst();
        }
    }

    private Path layout() {
        return folder.resolve("start");
    }

    private static Copied copy(String from, String to, Extent extent) throws Exception {
        var place = to.startsWith("oci:") ? to : "registry:" + to;
        try (var store = store(place)) {
            return ImageCopy.copy(from, OPTIONS, store, extent);
        }
    }

    private static ArtifactStore store(String place) throws Exception {
        return ArtifactStore.at(ArtifactPlace.parse(place).orElseThrow(), OPTIONS.registry());
    }

    private List<Evidence> evidence(String name) throws Exception {
        var trusted = new TrustedKeys(List.of(new TrustedKeys.Named("own", key.publicKey())));
        try (var opened = Images.open(name, OPTIONS)) {
            return EvidenceSearch.of(
                            opened.source(),
                            OPTIONS,
                            LookasideConfiguration.none(),
                            Trust.of(trusted, Instant.EPOCH))
                    .stream()
                    .flatMap(one -> one.verified())
                    .toList();
        }
    }
}
