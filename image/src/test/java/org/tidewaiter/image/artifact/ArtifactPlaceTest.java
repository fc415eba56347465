package org.tidewaiter.image.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.artifact.ArtifactPlace.Layout;
import org.tidewaiter.model.ProblemException;

class ArtifactPlaceTest {
    private static final String DIGEST = "sha256:" + "0a".repeat(32);
    private static final String LONG_DIGEST = "sha512:" + "0a".repeat(64);

    @ParameterizedTest
    @CsvSource({
        "oci:build/layout, build/layout, latest",
        "oci:build/layout:1.0, build/layout, 1.0",
        "oci:build@2/layout, build@2/layout, latest",
        "oci:a:b/c:1, a:b/c, 1",
    })
    void aFolderMayHaveATag(String text, String folder, String tag) throws Exception {
        var layout = new Layout(Path.of(folder), tag);
        assertThat(ArtifactPlace.parse(text)).contains(layout);
        assertThat(ArtifactPlace.parseTarget(text)).contains(layout);
    }

    @Test
    void aDigestIsNoPartOfTheFolder() throws Exception {
        for (var digest : new String[] {DIGEST, LONG_DIGEST}) {
            var text = "oci:build/layout@" + digest;
            var place = ArtifactPlace.parse(text).orElseThrow();
            assertThat(place).isEqualTo(new Layout(Path.of("build/layout"), digest));
            assertThat(place).hasToString(text);
        }
    }

    @Test
    void whatIsWrittenToAFolderIsNotNamedByADigest() {
        for (var digest : new String[] {DIGEST, LONG_DIGEST, "sha256:0a", "sha256:"}) {
            assertInvalid(() -> ArtifactPlace.parseTarget("oci:build/layout@" + digest));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"oci:", "oci::1", "oci:@1"})
    void anEmptyFolderIsNotTheWorkingFolder(String text) {
        assertInvalid(() -> ArtifactPlace.parse(text));
    }

    @Test
    void aRegistryIsWrittenToByADigestAlso() throws Exception {
        var text = "registry:registry.example/app@" + DIGEST;
        assertThat(ArtifactPlace.parseTarget(text).orElseThrow()).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/test", "src/test:1"})
    void aFolderIsNotTakenForANameInARegistry(String text) throws Exception {
        assertInvalid(() -> ArtifactPlace.parseImageTarget(text));
        for (var place : new String[] {"oci:src/test:1", "registry:docker.io/src/test:1"}) {
            assertThat(ArtifactPlace.parseImageTarget(place)).hasToString(place);
        }
    }

    @Test
    void anImageWithoutAPrefixGoesToARegistry() throws Exception {
        assertThat(ArtifactPlace.parseImageTarget("registry.example/app:1"))
                .hasToString("registry:registry.example/app:1");
    }

    private static void assertInvalid(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("image-name-invalid"));
    }
}
