package org.tidewaiter.image.lazy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.image.lazy.TableOfContents.Listed;
import org.tidewaiter.testkit.Damage;
import org.tidewaiter.testkit.image.LazyLayerBytes;

class TableFuzzTest {
    private static final long END = 10_000;

    static Stream<byte[]> seeds() {
        var tables = new ArrayList<String>(List.of("", "{}", "{\"version\":1,\"entries\":[]}"));
        var tar =
                tar().file("a", "alpha")
                        .directory("d")
                        .symlink("d/s", "../a")
                        .hardLink("d/h", "a")
                        .fifo("p")
                        .pax("SCHILY.xattr.security.capability", new byte[] {1, 0, 0, 2})
                        .file("../b", "beta");
        LazyLayerBytes.standard()
                .withChunks(3)
                .withTable(table -> {
                    tables.add(table);
                    return table;
                })
                .eStargz(tar);
        return tables.stream()
                .map(table -> table.getBytes(StandardCharsets.UTF_8))
                .flatMap(Damage::versions);
    }

    @FuzzTest
    @MethodSource("seeds")
    void whatATableListsIsSoundOrTheTableIsRefused(byte[] json) {
        TableOfContents table;
        try {
            table = TableReader.read(new ByteArrayInputStream(json), END, (_, _) -> true);
        } catch (UnusableTableException _) {
            return;
        }
        assertThat(table.bounds()).isSorted().doesNotHaveDuplicates().endsWith(END);
        assertThat(table.bounds()[0]).isPositive();
        table.entries().forEach(TableFuzzTest::assertSound);
    }

    private static void assertSound(Listed listed) {
        var path = listed.entry().path();
        assertThat(path).doesNotStartWith("/").doesNotContain("\0");
        assertThat(path.split("/", -1)).doesNotContain("..", ".");
        assertThat(listed.entry().sizeBytes()).isNotNegative();
        if (listed.isSelected()) {
            assertThat(listed.chunks()).allMatch(chunk -> chunk.plainBytes() > 0);
            assertThat(listed.chunks().stream().mapToLong(chunk -> chunk.plainBytes()).sum())
                    .isEqualTo(listed.entry().sizeBytes());
        }
    }
}
