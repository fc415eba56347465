package org.tidewaiter.image.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.testkit.Damage;

/// The list of what refers to an image, and the manifests on it.
class ReferrerListFuzzTest {
    private static final String DESCRIPTOR =
            """
            {"mediaType":"application/vnd.oci.image.manifest.v1+json",\
            "digest":"sha256:%s","size":7,"annotations":{"a":"b","c":1}}\
            """
                    .formatted("ab".repeat(32));

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "",
                        "{\"schemaVersion\":2,\"manifests\":[%1$s,%1$s]}".formatted(DESCRIPTOR),
                        "{\"schemaVersion\":2,\"artifactType\":\"a/b\",\"subject\":%1$s,\"layers\":[%1$s]}"
                                .formatted(DESCRIPTOR),
                        "{\"config\":{\"mediaType\":\"c/d\"},\"blobs\":[%s]}".formatted(DESCRIPTOR))
                .map(text -> text.getBytes(UTF_8))
                .flatMap(Damage::versions);
    }

    @FuzzTest
    @MethodSource("seeds")
    void anyListIsReadOrRefused(byte[] bytes) throws IOException {
        try {
            for (var one : IndexedImages.readAll(new ByteArrayInputStream(bytes))) {
                assertThat(one.sizeBytes()).isNotNegative();
            }
        } catch (MalformedManifestException _) {
            // refused
        }
    }

    @FuzzTest
    @MethodSource("seeds")
    void anyManifestIsReadOrRefused(byte[] bytes) {
        try {
            var manifest = ArtifactManifest.parse(bytes);
            assertThat(manifest.blobs()).allMatch(one -> one.sizeBytes() >= 0);
        } catch (MalformedManifestException _) {
            // refused
        }
    }
}
