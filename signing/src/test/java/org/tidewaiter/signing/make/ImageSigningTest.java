package org.tidewaiter.signing.make;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidewaiter.testkit.image.ImageBuilder.image;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
import org.tidewaiter.signing.trust.Trust;
import org.tidewaiter.signing.trust.TrustedKeys;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.BuiltIndex;
import org.tidewaiter.testkit.image.OciLayouts;
import org.tidewaiter.testkit.image.OciRegistry;

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

    @Test
    void severalWhoSignAtOnceLoseNoSignature() throws Exception {
        OciLayouts.layout().image(IMAGE, "1").write(folder);
        try (var registry = OciRegistry.startWithoutReferrers().image("app", "1", IMAGE)) {
            for (var name : List.of(registry.host() + "/app:1", "oci:" + folder + ":1")) {
                var keys = new ArrayList<SigningKey>();
                for (int signer = 0; signer < 6; signer++) {
                    keys.add(key());
                }
                signAtOnce(name, keys);

                for (var key : keys) {
                    assertThat(evidence(name, key)).as(name).hasSize(1);
                }
            }
        }
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
                        new Json.JsonObject(Map.of("result", new Json.JsonString("failed"))));

        assertThat(evidence("oci:" + folder + ":1", key))
                .extracting(Evidence::kind)
                .containsExactly(EvidenceKind.CUSTOM);
    }

    @Test
    void whatWasReadOfAnIndexIsSaidOfThePlatformAndNotOfTheIndex() throws Exception {
        OciLayouts.layout().image(BuiltIndex.of(IMAGE), "1").write(folder);

        var said =
                signing("oci:" + folder + ":1", key())
                        .attest(Extent.READ, "https://example.org/b", new Json.JsonNull());

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

    private static void signAtOnce(String name, List<SigningKey> keys) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks =
                    keys.stream()
                            .<Callable<Object>>map(key ->
                                    () -> signing(name, key).sign(Extent.NAMED, new TreeMap<>()))
                            .toList();
            for (Future<Object> one : threads.invokeAll(tasks)) {
                one.get();
            }
        }
    }

    private static ImageSigning signing(String name, SigningKey key) throws Exception {
        return new ImageSigning(source(name), OPTIONS, key);
    }

    private static ImageSource source(String name) throws Exception {
        try (var image = Images.open(name, OPTIONS)) {
            return image.source();
        }
    }

    private static List<Evidence> evidence(String name, SigningKey key) throws Exception {
        var trusted = new TrustedKeys(List.of(new TrustedKeys.Named("own", key.publicKey())));
        return EvidenceSearch.of(
                        source(name),
                        OPTIONS,
                        LookasideConfiguration.none(),
                        Trust.of(trusted, Instant.EPOCH))
                .stream()
                .flatMap(one -> one.verified())
                .toList();
    }

    private static SigningKey key() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        var pair = generator.generateKeyPair();
        return SigningKey.of(pair.getPrivate(), pair.getPublic());
    }
}
