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
}
