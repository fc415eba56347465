package org.tidewaiter.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The page of attacks names tests that exist.
class AttacksPageTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("`(\\w+)\\.(\\w+)`");
    private static final String ROW = "| ";

    @Test
    void everyTestThatThePageNamesExists() throws IOException {
        var named =
                NAMED.matcher(Files.readString(ROOT.resolve("docs/attacks.md"))).results().toList();
        assertThat(named).hasSizeGreaterThan(40);
        var sources = sources();
        for (var one : named) {
            var file =
                    sources.stream().filter(it -> it.endsWith(one.group(1) + ".java")).findFirst();
            assertThat(file).as(one.group(1)).isPresent();
            var text = Files.readString(file.get());
            int method = text.indexOf(" void " + one.group(2) + "(");
            assertThat(method).as(one.group()).isPositive();
            int before = Math.max(0, text.lastIndexOf("\n    }\n", method));
            assertThat(text.substring(before, method))
                    .as(one.group())
                    .containsPattern("@\\w*Test\\b");
        }
    }

    @Test
    void everyThreatIsCarriedOut() throws IOException {
        var rows =
                Files.readAllLines(ROOT.resolve("docs/attacks.md")).stream()
                        .filter(one -> one.startsWith(ROW))
                        .skip(1);
        assertThat(rows).hasSizeGreaterThan(10).allMatch(row -> NAMED.matcher(row).find());
    }

    private static List<Path> sources() throws IOException {
        try (var modules = Files.list(ROOT)) {
            var folders =
                    modules.map(one -> one.resolve("src/test/java"))
                            .filter(Files::isDirectory)
                            .toList();
            var sources = new ArrayList<Path>();
            for (var folder : folders) {
                try (var files = Files.walk(folder)) {
                    files.filter(Files::isRegularFile).forEach(sources::add);
                }
            }
            return sources;
        }
    }
}
