package org.tidewaiter.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.image.registry.RegistryOptions;
import org.tidewaiter.model.Platform;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.BuiltIndex;
import org.tidewaiter.testkit.image.ImageBuilder;
import org.tidewaiter.testkit.image.OciLayouts;
import org.tidewaiter.testkit.image.TarBuilder;

class ImagePlatformsTest {
    private static final BuiltImage AMD64 = built("amd64", "one");
    private static final BuiltImage ARM64 = built("arm64", "two");

    @TempDir private Path folder;

    private static BuiltImage built(String architecture, String content) {
        return ImageBuilder.image()
                .platform("linux", architecture)
                .layer(TarBuilder.tar().file("app", content))
                .build();
    }

    private ImagePlatforms of(OciLayouts layout) throws Exception {
        var written = layout.write(folder.resolve("layout"));
        return ImagePlatforms.of(
                "oci:" + written + ":1",
                OpenOptions.standard(RegistryOptions.standard(Map.of("HOME", "/nonexistent"))));
    }

    private ImagePlatforms of(List<BuiltImage> images, String... others) throws Exception {
        return of(OciLayouts.layout().image(BuiltIndex.of(images, Arrays.asList(others)), "1"));
    }

    private static String listed(BuiltImage image, String more) {
        return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d%s}"
                .formatted(image.mediaType(), image.digest(), image.manifest().length, more);
    }

    @Test
    void everyImageOfAnIndexIsListedWithItsPlatform() throws Exception {
        var found = of(List.of(AMD64, ARM64));
        assertThat(found.images()).containsExactlyInAnyOrder(AMD64.digest(), ARM64.digest());
        assertThat(found.platforms())
                .containsExactly(
                        Platform.parse("linux/amd64").orElseThrow(),
                        Platform.parse("linux/arm64").orElseThrow());
    }

    @Test
    void ofOneImageThereIsNoChoice() throws Exception {
        var one = of(OciLayouts.layout().image(AMD64, "1"));
        assertThat(one.images()).containsExactly(AMD64.digest());
        assertThat(one.named()).isEqualTo(AMD64.digest());
        assertThat(one.platforms()).isEmpty();
        var only = of(List.of(ARM64));
        assertThat(only.images()).containsExactly(ARM64.digest());
        assertThat(only.platforms()).isEmpty();
    }

    @Test
    void aStatementIsNoImageByItsPlatformAndNotByItsAnnotation() throws Exception {
        var statement = built("unknown", "said");
        var unknown = ",\"platform\":{\"os\":\"unknown\",\"architecture\":\"unknown\"}";
        var annotated =
                ",\"platform\":{\"os\":\"linux\",\"architecture\":\"s390x\"},"
                        + "\"annotations\":{\"vnd.docker.reference.type\":\"attestation-manifest\"}";
        assertThat(of(List.of(AMD64, ARM64), listed(statement, unknown)).images()).hasSize(2);
        assertThat(of(List.of(AMD64, ARM64), listed(statement, annotated)).images())
                .contains(statement.digest());
    }

    @Test
    void imagesThatCannotBeToldApartAreRefused() {
        assertThatThrownBy(() -> of(List.of(AMD64, built("amd64", "other"))))
                .hasMessageContaining("several images for linux/amd64");
        assertThatThrownBy(() -> of(List.of(AMD64), listed(ARM64, "")))
                .hasMessageContaining("has no platform");
    }
}
