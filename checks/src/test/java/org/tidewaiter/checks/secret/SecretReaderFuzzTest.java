package org.tidewaiter.checks.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.image.content.ContentBounds;
import org.tidewaiter.image.content.ContentReaders;
import org.tidewaiter.image.content.ContentSearch;
import org.tidewaiter.image.manifest.ImageSettings;
import org.tidewaiter.testkit.Damage;

class SecretReaderFuzzTest {
    private static final ContentReaders READERS = new ContentReaders(List.of(new SecretReader()));
    private static final List<String> PATHS =
            List.of("a/.env", "a/.pgpass", "a/master.key", "a/x.tfstate", "a/config", "a/b.js");

    static Stream<byte[]> seeds() {
        return Formats.ALL.stream()
                .map(format -> new Template(new Random(1)).fill(format.holding()))
                .flatMap(bytes -> Damage.versions(bytes).limit(6));
    }

    /// Also the parsers of keys, key stores, tokens, URLs and assignments, since a failure of one
    /// would be a gap.
    @FuzzTest
    @MethodSource("seeds")
    void anyBytesAreSearched(byte[] bytes) throws IOException {
        for (var path : PATHS) {
            var found =
                    new ContentSearch(READERS, ContentBounds.STANDARD)
                            .search(path, bytes, bytes.length);
            assertThat(found.gaps()).noneMatch(gap -> gap.reason().contains("failed on"));
        }
    }

    @FuzzTest
    @MethodSource("seeds")
    void anyHistoryIsSearched(byte[] bytes) {
        var text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
        for (var prefix : List.of("", "|2 A=", "ENV ", "/bin/sh -c #(nop)  ARG ")) {
            assertThat(SettingsSearch.of(settings(prefix + text)).gaps())
                    .noneMatch(gap -> gap.reason().contains("failed on"));
        }
    }

    private static ImageSettings settings(String createdBy) {
        var step = new ImageSettings.Step(createdBy, createdBy, java.util.OptionalInt.of(0));
        var none = ImageSettings.NONE;
        return new ImageSettings(
                none.user(),
                java.util.Map.of("A", createdBy),
                java.util.Map.of("B", createdBy),
                none.exposedPorts(),
                none.volumes(),
                List.of(createdBy),
                List.of(createdBy),
                none.workingDirectory(),
                java.util.Optional.of(List.of(createdBy)),
                List.of(createdBy),
                List.of(step));
    }
}
