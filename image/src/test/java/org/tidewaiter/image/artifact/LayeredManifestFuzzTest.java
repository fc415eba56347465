package org.tidewaiter.image.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.image.manifest.Descriptor;
import org.tidewaiter.image.manifest.ListedContent;
import org.tidewaiter.image.manifest.MalformedManifestException;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.testkit.Damage;

/// What stands under a tag, and is to be added to or copied, may be anything.
class LayeredManifestFuzzTest {
    private static final String LAYER =
            "{\"mediaType\":\"a/b\",\"digest\":\"sha256:%s\",\"size\":7,\"annotations\":{\"s\":\"1\"},"
                            .formatted("ab".repeat(32))
                    + "\"data\":\"kept\"}";
    private static final String MANIFEST =
            "{\"schemaVersion\":2,\"config\":%1$s,\"layers\":[%1$s,%1$s],\"annotations\":{\"a\":\"b\"}}"
                    .formatted(LAYER);
    private static final Descriptor ADDED =
            new Descriptor(
                    "a/b",
                    Digest.parse("sha256:" + "ab".repeat(32)).orElseThrow(),
                    7,
                    Optional.empty(),
                    Map.of("s", "2"));

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "",
                        MANIFEST,
                        "{\"schemaVersion\":2,\"manifests\":[%s]}".formatted(LAYER),
                        "{\"layers\":{}}")
                .map(text -> text.getBytes(UTF_8))
                .flatMap(Damage::versions);
    }

    @FuzzTest
    @MethodSource("seeds")
    void whatIsReadCanBeAddedToAndReadAgain(byte[] bytes) throws Exception {
        try {
            var grown = LayeredManifest.parse(bytes).with(ADDED);
            assertThat(LayeredManifest.parse(grown.toJson()).hasAll(grown.read())).isTrue();
            assertThat(grown.config().sizeBytes()).isEqualTo(grown.configuration().length);
        } catch (MalformedManifestException _) {
            // refused
        }
    }

    @FuzzTest
    @MethodSource("seeds")
    void whatAnythingLeadsToIsReadOrRefused(byte[] bytes) {
        try {
            var content = ListedContent.parse(bytes);
            assertThat(content.blobs().isEmpty() || content.manifests().isEmpty()).isTrue();
        } catch (MalformedManifestException _) {
            // refused
        }
    }

    @Test
    void whatIsNotUnderstoodStays() throws Exception {
        var grown = LayeredManifest.parse(MANIFEST.getBytes(UTF_8)).with(ADDED);

        var json = JsonReader.read(grown.toJson());
        assertThat(json.get("annotations").text("a")).isEqualTo("b");
        assertThat(json.get("layers").items())
                .hasSize(3)
                .startsWith(JsonReader.read(LAYER.getBytes(UTF_8)));
    }

    @Test
    void theSameLayerIsNotAddedTwice() throws Exception {
        var grown = LayeredManifest.parse(MANIFEST.getBytes(UTF_8)).with(ADDED);

        assertThat(grown.with(ADDED)).isEqualTo(grown);
        assertThat(grown.hasAll(List.of(ADDED))).isTrue();
    }
}
