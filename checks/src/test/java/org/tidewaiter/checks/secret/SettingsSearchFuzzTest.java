package org.tidewaiter.checks.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.image.manifest.ImageSettings;

class SettingsSearchFuzzTest {
    static Stream<byte[]> seeds() {
        return SecretReaderFuzzTest.seeds();
    }

    @FuzzTest
    @MethodSource("seeds")
    void anyHistoryIsSearched(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        for (var prefix : List.of("", "|2 A=", "ENV ", "/bin/sh -c #(nop)  ARG ")) {
            assertThat(SettingsSearch.of(settings(prefix + text)).gaps())
                    .noneMatch(gap -> gap.reason().contains("failed on"));
        }
    }

    private static ImageSettings settings(String createdBy) {
        var step = new ImageSettings.Step(createdBy, createdBy, OptionalInt.of(0));
        var none = ImageSettings.NONE;
        return new ImageSettings(
                none.user(),
                Map.of("A", createdBy),
                Map.of("B", createdBy),
                none.exposedPorts(),
                none.volumes(),
                List.of(createdBy),
                List.of(createdBy),
                none.workingDirectory(),
                Optional.of(List.of(createdBy)),
                List.of(createdBy),
                none.created(),
                List.of(step));
    }
}
