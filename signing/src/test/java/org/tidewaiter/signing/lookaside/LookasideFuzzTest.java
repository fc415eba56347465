package org.tidewaiter.signing.lookaside;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.testkit.Damage;

class LookasideFuzzTest {
    static Stream<byte[]> payloads() {
        return Stream.of(Payload.of("docker.io/library/alpha:1").bytes()).flatMap(Damage::versions);
    }

    static Stream<byte[]> configurations() {
        return Stream.of(
                        """
                        default-docker:
                          lookaside: https://example.com/signatures
                        docker:
                          example.com/alpha: {sigstore: "file:///var/lib/alpha"}
                          example.com:
                        """
                                .getBytes(StandardCharsets.UTF_8))
                .flatMap(Damage::versions);
    }

    @FuzzTest
    @MethodSource("payloads")
    void anyPayloadIsReadOrRefused(byte[] bytes) {
        try {
            assertThat(ContainerSignature.parse(bytes).image().algorithm()).startsWith("sha");
        } catch (RefusedException _) {
            // refused
        }
    }

    @FuzzTest
    @MethodSource("configurations")
    void anyConfigurationIsReadOrRefused(byte[] bytes) {
        var image = ImageReference.parse("example.com/alpha/beta:1").orElseThrow();
        try {
            var text = new String(bytes, StandardCharsets.UTF_8);
            LookasideConfiguration.of(Map.of("alpha.yaml", text))
                    .placeFor(image)
                    .ifPresent(
                            place -> assertThat(place.getScheme()).isIn("file", "http", "https"));
        } catch (ProblemException e) {
            assertThat(e.problem().code()).isEqualTo("registries-folder-broken");
        }
    }
}
