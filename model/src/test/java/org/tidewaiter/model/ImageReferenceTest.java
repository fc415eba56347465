package org.tidewaiter.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);

    @ParameterizedTest
    @CsvSource({
        "alpine, docker.io/library/alpine:latest",
        "alpine:3.20, docker.io/library/alpine:3.20",
        "bitnami/redis, docker.io/bitnami/redis:latest",
        "index.docker.io/library/alpine, docker.io/library/alpine:latest",
        "localhost/app, localhost/app:latest",
        "localhost:5000/app:1, localhost:5000/app:1",
        "registry.example/team/app, registry.example/team/app:latest",
        "[::1]:5000/app, [::1]:5000/app:latest",
    })
    void aNameIsReadAsDockerReadsIt(String text, String full) {
        assertThat(ImageReference.parse(text)).map(ImageReference::toString).hasValue(full);
    }

    @Test
    void aDigestNeedsNoTagAndIsWhatIsAskedFor() {
        var byDigest = ImageReference.parse("app@" + DIGEST).orElseThrow();
        assertThat(byDigest.tag()).isEmpty();
        assertThat(byDigest.selector()).isEqualTo(DIGEST);
        assertThat(ImageReference.parse("app:1@" + DIGEST).orElseThrow().selector())
                .isEqualTo(DIGEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "App",
                "app:",
                "app:-x",
                "app@sha256:1",
                "a//b",
                "/app",
                "host.example/",
                "-host.example/app",
                "a b",
                "../app"
            })
    void whatIsNoReferenceIsRefused(String text) {
        assertThat(ImageReference.parse(text)).isEmpty();
    }

    @FuzzTest
    void whatIsReadIsReadAgainFromWhatItPrints(byte[] bytes) {
        ImageReference.parse(new String(bytes, StandardCharsets.UTF_8))
                .ifPresent(reference ->
                        assertThat(ImageReference.parse(reference.toString())).hasValue(reference));
    }
}
