package org.tidewaiter.checks.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.image.content.ContentBounds;
import org.tidewaiter.image.content.ContentReaders;
import org.tidewaiter.image.content.ContentSearch;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Observation.SecretSeen;

class SecretKindsTest {
    private static final ContentReaders READERS = new ContentReaders(List.of(new SecretReader()));

    static List<Formats> formats() {
        return Formats.ALL;
    }

    @Test
    void everyKindHasAFixtureThatHoldsOneAndOneThatDoesNot() {
        assertThat(SecretKinds.CHECKS.stream().map(Check::id))
                .containsExactlyInAnyOrderElementsOf(
                        Formats.ALL.stream().map(format -> "secret/" + format.id()).toList())
                .hasSizeGreaterThan(165);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void aSecretOfTheKindIsSeen(Formats format) throws Exception {
        for (int seed = 0; seed < 5; seed++) {
            var text = new Template(new Random(seed)).fill(format.holding());
            assertThat(seen(format.path(), text))
                    .filteredOn(one -> one.excuse().isEmpty())
                    .extracting(SecretSeen::check)
                    .contains("secret/" + format.id());
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void whatIsOnlyLikeTheKindIsNotSeen(Formats format) throws Exception {
        for (int seed = 0; seed < 5; seed++) {
            var text = new Template(new Random(seed)).fill(format.missing());
            assertThat(seen(format.path(), text))
                    .filteredOn(one -> one.excuse().isEmpty())
                    .extracting(SecretSeen::check)
                    .doesNotContain("secret/" + format.id());
        }
    }

    @Test
    void theShortestTokenIsSeenAtTheEndOfAFile() throws Exception {
        var content = ("id = LTA" + "I5tKq8Zr2Wb9X").getBytes(StandardCharsets.US_ASCII);
        assertThat(seen("srv/settings", content))
                .extracting(SecretSeen::check)
                .containsExactly("secret/alibaba-key-id");
    }

    static List<SecretSeen> seen(String path, byte[] content) throws IOException {
        return new ContentSearch(READERS, ContentBounds.STANDARD)
                .search(path, content, content.length).observations().stream()
                        .flatMap(one -> one.observations().stream())
                        .map(SecretSeen.class::cast)
                        .toList();
    }
}
