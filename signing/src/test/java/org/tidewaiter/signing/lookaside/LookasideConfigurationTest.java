package org.tidewaiter.signing.lookaside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ProblemException;

class LookasideConfigurationTest {
    private static final String FILE =
            """
            default-docker:
              sigstore: file:///everywhere
            docker:
              a.example.com:5000/b/c:1:
                lookaside: https://example.com/image
              a.example.com:5000/b/c:
                lookaside: https://example.com/repository
                sigstore: https://example.com/older
                lookaside-staging: file:///written
              a.example.com:5000/b:
                sigstore: http://example.com:8080/folder
              a.example.com:5000/b/nowhere:
                use-sigstore-attachments: true
              '*.example.com':
                lookaside: https://example.com/domain
              docker.io/library: {lookaside: https://example.com/library}
            """;

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "a.example.com:5000/b/c:1, https://example.com/image",
        "a.example.com:5000/b/c:2, https://example.com/repository",
        "a.example.com:5000/b/d/e:1, http://example.com:8080/folder",
        "a.example.com:5000/b/nowhere:1, http://example.com:8080/folder",
        "a.example.com:5000/bb:1, https://example.com/domain",
        "a.example.com/b/c:1, https://example.com/domain",
        "example.com/b:1, file:///everywhere",
        "alpha, https://example.com/library",
        "quay.io/alpha, file:///everywhere",
    })
    void theMostExactSectionThatNamesAPlaceCounts(String image, URI place) throws Exception {
        var configuration = LookasideConfiguration.of(Map.of("a.yaml", FILE));

        assertThat(configuration.placeFor(image(image))).contains(place);
    }

    @Test
    void filesAreReadTogetherAndOthersLeftAlone() throws Exception {
        Files.writeString(
                folder.resolve("a.yaml"), "docker: {example.com/a: {sigstore: file:///a}}");
        Files.writeString(
                folder.resolve("b.yaml"), "docker: {example.com/b: {sigstore: file:///b}}");
        Files.writeString(folder.resolve("c.conf"), "no: yaml: at all");
        var configuration = LookasideConfiguration.read(folder);

        assertThat(configuration.placeFor(image("example.com/a")))
                .contains(URI.create("file:///a"));
        assertThat(configuration.placeFor(image("example.com/b")))
                .contains(URI.create("file:///b"));
        assertThat(configuration.placeFor(image("example.com/c"))).isEqualTo(Optional.empty());
    }

    @Test
    void aFolderThatIsNotThereSaysNothing() throws Exception {
        var configuration = LookasideConfiguration.read(folder.resolve("none"));

        assertThat(configuration.placeFor(image("alpha"))).isEmpty();
    }

    @Test
    void oneScopeInTwoFilesIsRefused() {
        var texts =
                Map.of(
                        "a.yaml", "docker: {example.com: {sigstore: file:///a}}",
                        "b.yaml", "docker: {example.com: {}}");

        assertThatThrownBy(() -> LookasideConfiguration.of(texts))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("b.yaml")
                .hasMessageContaining("stands twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alpha",
                "[alpha]",
                "docker: alpha",
                "dockers: {}",
                "docker: {example.com: file:///a}",
                "docker: {example.com: {lookasid: file:///a}}",
                "docker: {example.com: {lookaside: [file:///a]}}",
                "docker: {example.com: {lookaside: {file: a}}}",
                "docker: {example.com: {lookaside: ftp://example.com/}}",
                "docker: {example.com: {lookaside: /a}}",
                "docker: {example.com: {lookaside: file://a/b}}",
                "docker: {example.com: {lookaside: 'file:a'}}",
                "docker: {example.com: {lookaside: 'file:///a%00'}}",
                "docker: {example.com: {lookaside: 'https:///a'}}",
                "docker: {example.com: {lookaside: 'https://a/?b'}}",
                "docker: {example.com: {lookaside: 'https://a:b@example.com/'}}",
                "docker: {example.com: {}, example.com: {}}",
                "docker: {}\n---\ndocker: {}",
                "docker: &a {example.com: *a}",
                "docker: {a: {b: {c: {d: {e: f}}}}}",
                "docker: {",
            })
    void whatCannotBeUnderstoodIsAProblem(String text) {
        assertThatThrownBy(() -> LookasideConfiguration.of(Map.of("a.yaml", text)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("registries-folder-broken"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing", "---", "docker:", "docker: {example.com: }"})
    void aFileMaySayNothing(String text) throws Exception {
        var configuration = LookasideConfiguration.of(Map.of("a.yaml", text));

        assertThat(configuration.placeFor(image("example.com/a"))).isEmpty();
    }

    private static ImageReference image(String name) {
        return ImageReference.parse(name).orElseThrow();
    }
}
