package org.tidewaiter.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.tidewaiter.testkit.image.ImageBuilder.image;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.image.cache.LayerCache;
import org.tidewaiter.image.compression.Decompression;
import org.tidewaiter.image.compression.Verification;
import org.tidewaiter.image.compression.VerifiedLayer;
import org.tidewaiter.image.pass.ImagePass;
import org.tidewaiter.image.pass.ImageReading;
import org.tidewaiter.image.pass.PassOptions;
import org.tidewaiter.image.pass.Progress;
import org.tidewaiter.image.pass.ReaderSet;
import org.tidewaiter.image.registry.RegistryOptions;
import org.tidewaiter.image.tar.Entry;
import org.tidewaiter.image.tar.TarReader;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.Platform;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.BuiltIndex;
import org.tidewaiter.testkit.image.DockerArchives;
import org.tidewaiter.testkit.image.FakeRegistry;
import org.tidewaiter.testkit.image.LayerBytes;
import org.tidewaiter.testkit.image.OciLayouts;

class ImagesTest {
    private static final BuiltImage IMAGE =
            image().layer(
                            LayerBytes.gzip(tar().file("etc/os-release", "ID=debian\n")),
                            "FROM scratch")
                    .instruction("/bin/sh -c #(nop)  CMD [\"bash\"]")
                    .layer(
                            LayerBytes.zstd(tar().file("opt/app", "x")),
                            "RUN /bin/sh -c make install # buildkit")
                    .layer(LayerBytes.plain(tar().whiteout("opt/app")), "/bin/sh -c rm /opt/app")
                    .build();

    @TempDir Path folder;

    @Test
    void everySourceGivesTheSameLayers() throws Exception {
        var layout =
                OciLayouts.layout().image(IMAGE, "1").write(folder.resolve("layout")).toString();
        var tar = write("layout.tar", OciLayouts.layout().image(IMAGE, "1").tar().bytes());
        var zipped = write("layout.tar.gz", LayerBytes.gzip(Files.readAllBytes(Path.of(tar))));
        var archive =
                write("docker.tar", DockerArchives.archive().image(IMAGE, "app:1").tar().bytes());
        try (var registry = FakeRegistry.start().image("team/app", "1", IMAGE)) {
            for (var name :
                    List.of(layout, tar, zipped, archive, registry.host() + "/team/app:1")) {
                try (var image = open(name)) {
                    var source = image.source();
                    assertThat(source.configDigest()).contains(IMAGE.configDigest());
                    assertThat(source.platform().map(Platform::toString)).contains("linux/amd64");
                    assertThat(image.config()).isEqualTo(IMAGE.config());
                    assertThat(source.layers())
                            .extracting(Layer::diffId)
                            .containsExactlyElementsOf(
                                    IMAGE.layers().stream().map(LayerBytes::diffId).toList());
                    assertThat(source.layers())
                            .extracting(layer -> layer.instruction().orElse(""))
                            .containsExactly("FROM scratch", "RUN make install", "RUN rm /opt/app");
                    assertThat(paths(image))
                            .as(name)
                            .containsExactly("etc/os-release", "opt/app", "opt/.wh.app");
                }
            }
        }
    }

    @Test
    void theSourceSaysWhereTheImageCameFrom() throws Exception {
        var layout = OciLayouts.layout().image(IMAGE, "1").write(folder.resolve("l")).toString();
        var archive =
                write("docker.tar", DockerArchives.archive().image(IMAGE, "app:1").tar().bytes());
        try (var registry = FakeRegistry.start().image("app", "1", IMAGE);
                var fromLayout = open(layout);
                var fromArchive = open(archive);
                var fromRegistry = open(registry.host() + "/app:1");
                var fromFolder = open(folder.toString())) {
            assertThat(fromLayout.source().kind()).isEqualTo("layout");
            assertThat(fromLayout.source().digest()).contains(IMAGE.digest());
            assertThat(fromRegistry.source().kind()).isEqualTo("registry");
            assertThat(fromRegistry.source().digest()).contains(IMAGE.digest());
            assertThat(fromRegistry.source().name()).isEqualTo(registry.host() + "/app:1");
            assertThat(fromArchive.source().kind()).isEqualTo("archive");
            assertThat(fromArchive.source().digest()).isEmpty();
            assertThat(fromFolder.source().kind()).isEqualTo("directory");
            assertThat(fromFolder.source().layers()).isEmpty();
        }
    }

    @Test
    void whatTheConfigurationOfRegistriesMakesOfANameIsTold() throws Exception {
        try (var registry = FakeRegistry.start().image("app", "1", IMAGE);
                var mirror = FakeRegistry.start().image("m/app", "1", IMAGE)) {
            var conf =
                    write(
                            "registries.conf",
                            """
                            [aliases]
                            "short" = "%1$s/app"
                            [[registry]]
                            location = "%1$s"
                            [[registry.mirror]]
                            location = "%2$s/m"
                            """
                                    .formatted(registry.host(), mirror.host())
                                    .getBytes(UTF_8));
            var environment = Map.of("HOME", "/nonexistent", "CONTAINERS_REGISTRIES_CONF", conf);
            var options = OpenOptions.standard(RegistryOptions.standard(environment));
            try (var image = Images.open("short:1", options)) {
                assertThat(image.source().name()).isEqualTo("short:1");
                assertThat(image.source().digest()).contains(IMAGE.digest());
                assertThat(image.notice())
                        .contains(
                                "short:1 is short for %1$s/app:1, and %1$s/app:1 came from %2$s/m/app:1"
                                        .formatted(registry.host(), mirror.host()));
            }
            try (var image = open(registry.host() + "/app:1")) {
                assertThat(image.notice()).isEmpty();
            }
        }
    }

    @Test
    void aDockerArchiveMayHaveLinkedOrCompressedLayers() throws Exception {
        var linked =
                write(
                        "a.tar",
                        DockerArchives.archive().imageWithLinkedLayers(IMAGE, "a:1").tar().bytes());
        var compressed =
                write(
                        "b.tar",
                        DockerArchives.archive().imageWithStoredLayers(IMAGE, "a:1").tar().bytes());
        try (var one = open(linked);
                var other = open(compressed)) {
            assertThat(paths(one)).hasSize(3);
            assertThat(paths(other)).hasSize(3);
            assertThat(other.source().layers())
                    .extracting(Layer::digest)
                    .containsExactlyElementsOf(
                            IMAGE.layers().stream().map(LayerBytes::digest).toList());
        }
    }

    @Test
    void anArchiveThatIsCompressedAsAWholeIsReadAsItGoesBy() throws Exception {
        var layout = OciLayouts.layout().image(IMAGE, "1").tar().bytes();
        var archive = DockerArchives.archive().image(IMAGE, "app:1").tar().bytes();
        for (var bytes : List.of(layout, archive)) {
            var plain = read(write("plain.tar", bytes));
            try (var image = open(write("a.tar.gz", LayerBytes.gzip(bytes)))) {
                assertThat(image).isInstanceOf(SavedImage.class);
                var reading = pass().read(image);
                assertThat(reading.gaps()).isEqualTo(plain.gaps());
                assertThat(reading.tree().paths())
                        .containsExactlyElementsOf(plain.tree().paths().toList());
            }
        }
    }

    @Test
    void anEncryptedLayerIsAGapInACompressedArchiveToo() throws Exception {
        var secret =
                LayerBytes.gzip(tar().file("b", ""))
                        .withMediaType("application/vnd.oci.image.layer.v1.tar+gzip+encrypted");
        var image = image().layer(tar().file("a", "")).layer(secret).build();
        var bytes = OciLayouts.layout().image(image, "1").tar().bytes();

        var reading = read(write("a.tar.gz", LayerBytes.gzip(bytes)));

        assertThat(reading.tree().paths()).containsExactly("a");
        assertThat(reading.gaps())
                .containsExactly(new Gap("", OptionalInt.of(1), "the layer is encrypted"));
    }

    private ImageReading read(String name) throws Exception {
        try (var image = open(name)) {
            return pass().read(image);
        }
    }

    private static ImagePass pass() {
        return new ImagePass(
                new ReaderSet(List.of()),
                LayerCache.none(),
                PassOptions.standard(),
                Progress.SILENT);
    }

    @Test
    void aDirectoryGivesItsFiles() throws Exception {
        Files.createDirectories(folder.resolve("etc"));
        Files.writeString(folder.resolve("etc/os-release"), "ID=debian\n");
        try (var image = open("dir:" + folder);
                var tree = image.openTree().orElseThrow()) {
            assertThat(tree.next()).map(Entry::path).contains("etc");
            assertThat(tree.next()).map(Entry::path).contains("etc/os-release");
            assertThat(tree.content().readAllBytes()).asString(UTF_8).isEqualTo("ID=debian\n");
            assertThat(tree.next()).isEmpty();
        }
    }

    @Test
    void aTagOrADigestSelectsOneOfSeveralImages() throws Exception {
        var other = image().layer(tar().file("other", "")).build();
        var layout =
                OciLayouts.layout().image(IMAGE, "1").image(other, "2").write(folder.resolve("l"));
        var archive =
                write(
                        "docker.tar",
                        DockerArchives.archive()
                                .image(IMAGE, "app:1")
                                .image(other, "app:2")
                                .tar()
                                .bytes());
        for (var name :
                List.of(
                        layout + ":2",
                        layout + "@" + other.digest(),
                        "oci:" + layout + ":2",
                        archive + ":2",
                        archive + ":app:2",
                        archive + ":docker.io/library/app:2")) {
            try (var image = open(name)) {
                assertThat(image.source().configDigest()).as(name).contains(other.configDigest());
            }
        }
        assertThat(problem(layout.toString()).code()).isEqualTo("image-name-ambiguous");
        assertThat(problem(layout.toString()).mend()).endsWith("one of: 1, 2");
        assertThat(problem(archive).code()).isEqualTo("image-name-ambiguous");
        assertThat(problem(layout + ":3").mend()).isEqualTo("name one of: 1, 2");
        assertThat(problem(archive + ":3").code()).isEqualTo("image-not-found");
    }

    @Test
    void anIndexGivesThePlatformThatIsAskedFor() throws Exception {
        var arm = image().platform("linux", "arm64").layer(tar().file("arm", "")).build();
        var amd = image().layer(tar().file("amd", "")).build();
        var attestation =
                """
                {"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"%s","size":9,\
                "platform":{"architecture":"unknown","os":"unknown"}}\
                """
                        .formatted(arm.digest());
        var index = BuiltIndex.of(List.of(arm, amd), List.of(attestation));
        var name = OciLayouts.layout().image(index, "1").write(folder).toString();

        for (var one : List.of(arm, amd)) {
            var platform = Platform.parse("linux/" + one.architecture()).orElseThrow();
            try (var image = Images.open(name, options().withPlatform(platform))) {
                assertThat(image.source().digest()).contains(one.digest());
                assertThat(image.source().platform()).contains(platform);
            }
        }
        var unknown = Platform.parse("unknown/unknown").orElseThrow();
        assertThat(problem(name, options().withPlatform(unknown)))
                .isEqualTo(
                        new Problem(
                                "platform-not-found",
                                name
                                        + " is not made for unknown/unknown, but for: linux/amd64, linux/arm64",
                                "name one of them with --platform"));
    }

    @Test
    void anImageOfAnotherPlatformIsRefusedWhereOneWasAskedFor() throws Exception {
        var platform = Platform.parse("linux/s390x").orElseThrow();
        var layout = OciLayouts.layout().image(IMAGE, "1").write(folder.resolve("l")).toString();
        var archive = write("d.tar", DockerArchives.archive().image(IMAGE, "a:1").tar().bytes());

        assertThat(problem(layout, options().withPlatform(platform)).code())
                .isEqualTo("platform-not-found");
        assertThat(problem(archive, options().withPlatform(platform)).code())
                .isEqualTo("platform-not-found");
    }

    @Test
    void aChangedBlobIsNoticedAtOnceOrWhenItIsRead() throws Exception {
        for (var digest : IMAGE.blobs().all().keySet()) {
            var changed = IMAGE.blobs().get(digest).clone();
            changed[changed.length - 1] ^= 1;
            var path = "blobs/sha256/" + digest.hex();
            var name =
                    OciLayouts.layout()
                            .image(IMAGE, "1")
                            .file(path, changed)
                            .write(folder.resolve(digest.hex()))
                            .toString();
            assertThat(isVerified(name)).as("%s changed", digest).isFalse();
        }
    }

    @Test
    void aManifestWhoseKeyStandsTwiceIsRefused() throws Exception {
        var manifest =
                new String(IMAGE.manifest(), UTF_8)
                        .replaceFirst("\\{", "{\"layers\":[],")
                        .getBytes(UTF_8);
        try (var registry = FakeRegistry.start().image("app", "1", IMAGE)) {
            registry.manifest("app", "twice", IMAGE.mediaType(), manifest);
            var problem = problem(registry.host() + "/app:twice");
            assertThat(problem.code()).isEqualTo("image-broken");
            assertThat(problem.what()).contains("Duplicate").contains("layers");
        }
    }

    @Test
    void whatIsManifestAndIndexAtOnceIsRefused() throws Exception {
        var both =
                new String(IMAGE.manifest(), UTF_8)
                        .replaceFirst("\\{", "{\"manifests\":[],")
                        .getBytes(UTF_8);
        assertThat(ofManifest(both).what()).contains("a manifest and an index at once");
    }

    @Test
    void anIndexThatIsNestedTooDeepIsRefused() throws Exception {
        try (var registry = FakeRegistry.start()) {
            var inner = BuiltIndex.of(IMAGE);
            byte[] bytes = inner.blobs().get(inner.digest());
            registry.image("app", "0", inner).image("app", "i", IMAGE);
            for (int i = 1; i < 5; i++) {
                registry.manifest("app", "n" + i, BuiltIndex.MEDIA_TYPE, bytes);
                bytes =
                        """
                        {"schemaVersion":2,"manifests":[{"mediaType":"%s","digest":"%s","size":%d,\
                        "platform":{"os":"linux","architecture":"amd64"}}]}\
                        """
                                .formatted(
                                        BuiltIndex.MEDIA_TYPE,
                                        org.tidewaiter.testkit.image.Blobs.digest(bytes),
                                        bytes.length)
                                .getBytes(UTF_8);
            }
            try (var fine = open(registry.host() + "/app:n2")) {
                assertThat(fine.source().digest()).contains(IMAGE.digest());
            }
            registry.manifest("app", "deep", BuiltIndex.MEDIA_TYPE, bytes);
            assertThat(problem(registry.host() + "/app:deep").what()).contains("nested too deep");
        }
    }

    @Test
    void anIndexThatPointsToItselfEnds() throws Exception {
        var digest = Digest.parse("sha256:" + "a".repeat(64)).orElseThrow();
        var index =
                """
                {"schemaVersion":2,"manifests":[{"mediaType":"%s","digest":"%s","size":%s,\
                "platform":{"os":"linux","architecture":"amd64"}}]}\
                """;
        var size = index.formatted(BuiltIndex.MEDIA_TYPE, digest, 999).length();
        var bytes = index.formatted(BuiltIndex.MEDIA_TYPE, digest, size).getBytes(UTF_8);
        var name =
                OciLayouts.layout()
                        .image(IMAGE, "1")
                        .file("index.json", bytes)
                        .file("blobs/sha256/" + digest.hex(), bytes)
                        .write(folder)
                        .toString();
        assertThat(problem(name).code()).isEqualTo("digest-mismatch");
    }

    @Test
    void schema1IsRefusedByName() throws Exception {
        var schema1 = "{\"schemaVersion\":1,\"name\":\"app\",\"fsLayers\":[],\"history\":[]}";
        assertThat(ofManifest(schema1.getBytes(UTF_8)).code()).isEqualTo("manifest-outdated");
    }

    @Test
    void anArtifactIsNoImage() throws Exception {
        var artifact =
                new String(IMAGE.manifest(), UTF_8)
                        .replace(
                                "application/vnd.oci.image.config.v1+json",
                                "application/vnd.cncf.helm.config.v1+json");
        assertThat(ofManifest(artifact.getBytes(UTF_8)).code()).isEqualTo("not-an-image");
    }

    @Test
    void aConfigurationOfOtherLayersIsRefused() throws Exception {
        var manifest = new String(IMAGE.manifest(), UTF_8);
        var fewer = manifest.substring(0, manifest.lastIndexOf(",{")) + "]}";
        assertThat(ofManifest(fewer.getBytes(UTF_8)).what())
                .contains("the manifest has 2 layers and the configuration 3");
    }

    @Test
    void dockersMediaTypesAreRead() throws Exception {
        var docker =
                image().dockerSchema2()
                        .layer(
                                LayerBytes.gzip(tar().file("a", ""))
                                        .withMediaType(
                                                "application/vnd.docker.image.rootfs.diff.tar.gzip"))
                        .build();
        try (var registry = FakeRegistry.start().image("app", "1", docker);
                var image = open(registry.host() + "/app:1")) {
            assertThat(paths(image)).containsExactly("a");
        }
    }

    private static final LayerBytes FOREIGN =
            LayerBytes.gzip(tar().file("a", ""))
                    .withMediaType("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip");

    @Test
    void anEncryptedLayerIsNotOpened() throws Exception {
        var strange =
                image().layer(
                                LayerBytes.gzip(tar().file("b", ""))
                                        .withMediaType(
                                                "application/vnd.oci.image.layer.v1.tar+gzip+encrypted"))
                        .build();
        var name = OciLayouts.layout().image(strange, "1").write(folder).toString();
        assertThat(problemOfLayer(name).code()).isEqualTo("layer-encrypted");
    }

    @Test
    void aForeignLayerIsReadWhereItIsKeptWithTheImageAllTheSame() throws Exception {
        var image = image().layer(FOREIGN).build();
        var layout = OciLayouts.layout().image(image, "1").write(folder).toString();
        try (var registry = FakeRegistry.start().image("app", "1", image)) {
            for (var name : List.of(layout, registry.host() + "/app:1")) {
                var reading = read(name);
                assertThat(reading.tree().paths()).as(name).containsExactly("a");
                assertThat(reading.gaps()).isEmpty();
            }
        }
    }

    @Test
    void aForeignLayerThatIsKeptElsewhereIsAGapAndIsNotFetchedFromThere() throws Exception {
        var image = image().layer(FOREIGN).layer(tar().file("b", "")).build();
        try (var elsewhere = FakeRegistry.start().image("app", "1", image);
                var registry = FakeRegistry.start().image("app", "1", image)) {
            var path = FakeRegistry.blobPath("app", FOREIGN.digest());
            var manifest =
                    new String(image.manifest(), UTF_8)
                            .replaceFirst(
                                    "(foreign[^}]*)}",
                                    "$1,\"urls\":[\"http://%s%s\"]}"
                                            .formatted(elsewhere.host(), path))
                            .getBytes(UTF_8);
            registry.manifest("app", "1", image.mediaType(), manifest).answers(path, 404, "");
            var name = registry.host() + "/app:1";

            var reading = read(name);

            assertThat(reading.tree().paths()).containsExactly("b");
            assertThat(reading.gaps())
                    .containsExactly(
                            new Gap(
                                    "",
                                    OptionalInt.of(0),
                                    "the layer is not stored with the image"));
            assertThat(elsewhere.requests()).isEmpty();
            assertThat(problemOfLayer(name).code()).isEqualTo("layer-foreign");
        }
    }

    @Test
    void aForeignLayerThatTheRegistryRefusesIsAProblemAndNoGap() throws Exception {
        var image = image().layer(FOREIGN).build();
        try (var registry = FakeRegistry.start().image("app", "1", image)) {
            registry.answers(FakeRegistry.blobPath("app", FOREIGN.digest()), 500, "");
            assertThatThrownBy(() -> read(registry.host() + "/app:1"))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem().code()).isEqualTo("registry-broken"));
        }
    }

    @Test
    void anotherLayerThatTheRegistryDoesNotHaveIsAProblem() throws Exception {
        try (var registry = FakeRegistry.start().image("app", "1", IMAGE)) {
            var digest = IMAGE.layers().getFirst().digest();
            registry.answers(FakeRegistry.blobPath("app", digest), 404, "");
            assertThat(problemOfLayer(registry.host() + "/app:1").code())
                    .isEqualTo("blob-not-found");
        }
    }

    private static Problem problemOfLayer(String name) throws ProblemException {
        try (var image = open(name)) {
            var lowest = image.source().layers().getFirst();
            return catchThrowableOfType(ProblemException.class, () -> image.openLayer(lowest))
                    .problem();
        }
    }

    @Test
    void aLayerThatIsLongerThanStatedIsNotReadOn() throws Exception {
        var path = FakeRegistry.blobPath("app", IMAGE.layers().getFirst().digest());
        try (var registry = FakeRegistry.start().image("app", "1", IMAGE)) {
            registry.fault(path, new FakeRegistry.Fault.Lie(new byte[10_000]));
            try (var image = open(registry.host() + "/app:1");
                    var layer = image.openLayer(image.source().layers().getFirst())) {
                assertThatThrownBy(layer::readAllBytes)
                        .hasMessageContaining("longer than the stated");
            }
        }
    }

    @Test
    void wrongNamesEndInASentenceThatHelps() throws Exception {
        assertThat(problem(folder + "/nothing.tar"))
                .isEqualTo(
                        new Problem(
                                "image-not-found",
                                "there is no file or folder '" + folder + "/nothing.tar'",
                                "check the path"));
        assertThat(problem("Not A Name").code()).isEqualTo("image-name-invalid");
        assertThat(problem(" ").code()).isEqualTo("image-name-invalid");
        assertThat(problem("oci:" + folder.resolve("none")).code()).isEqualTo("image-not-found");
        assertThat(problem("oci:" + folder).what()).contains("no index.json");
        assertThat(problem("archive:" + folder).what()).endsWith("is no file");
        assertThat(problem(write("text.tar", "no tar".getBytes(UTF_8))).what())
                .endsWith("it is no tar archive, nor a compressed one");
        assertThat(problem(write("some.tar", tar().file("a", "").bytes())).code())
                .isEqualTo("not-an-image");
        assertThat(problem("dir:" + write("file", new byte[0])).what()).endsWith("is no folder");
    }

    @Test
    void anArchiveThatIsCutOffIsToldSo() throws Exception {
        var whole = OciLayouts.layout().image(IMAGE, "1").tar().bytes();
        var name = write("cut.tar", Arrays.copyOf(whole, whole.length / 2));
        assertThat(problem(name).what()).contains("ends too early");
    }

    private Problem ofManifest(byte[] manifest) throws IOException {
        try (var registry = FakeRegistry.start().image("app", "1", IMAGE)) {
            registry.manifest(
                    "app", "other", "application/vnd.oci.image.manifest.v1+json", manifest);
            return problem(registry.host() + "/app:other");
        }
    }

    private static boolean isVerified(String name) throws IOException {
        try (var image = open(name)) {
            paths(image);
            return true;
        } catch (ProblemException | AssertionError _) {
            return false;
        }
    }

    private String write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes).toString();
    }

    private static OpenOptions options() {
        return OpenOptions.standard(RegistryOptions.standard(Map.of("HOME", "/nonexistent")));
    }

    private static Image open(String name) throws ProblemException {
        return Images.open(name, options());
    }

    private static Problem problem(String name) {
        return problem(name, options());
    }

    private static Problem problem(String name, OpenOptions options) {
        return catchThrowableOfType(
                        ProblemException.class, () -> Images.open(name, options).close())
                .problem();
    }

    /// Of all layers, each verified.
    private static List<String> paths(Image image) throws ProblemException, IOException {
        var paths = new ArrayList<String>();
        for (var layer : image.source().layers()) {
            try (var verified =
                    VerifiedLayer.open(
                            layer, image.openLayer(layer), Decompression.MAX_PLAIN_BYTES)) {
                var tar = new TarReader(verified.tar());
                for (var next = tar.next(); next.isPresent(); next = tar.next()) {
                    paths.add(next.get().path());
                }
                assertThat(verified.verify()).isInstanceOf(Verification.Verified.class);
            } catch (org.tidewaiter.image.compression.MalformedLayerException
                    | org.tidewaiter.image.tar.MalformedTarException e) {
                throw new AssertionError(e);
            }
        }
        return paths;
    }
}
