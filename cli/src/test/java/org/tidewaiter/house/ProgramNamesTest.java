package org.tidewaiter.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The programs that are recognised by what stands in them, and those whose CPE names are known.
class ProgramNamesTest {
    private static final Path RECOGNISED =
            Path.of(
                    "../inventory/src/main/resources/org/tidewaiter/inventory/program/programs.tsv");
    private static final Path NAMED =
            Path.of(
                    "../vulnerability/src/main/resources/org/tidewaiter/vulnerability/match/ecosystem/programs.tsv");

    /// Neither NVD nor any CVE record that we saw names these.
    private static final Set<String> WITHOUT_A_NAME =
            Set.of(
                    "angie",
                    "aws-lc",
                    "bun",
                    "conmon",
                    "crystal",
                    "dumb-init",
                    "gforth",
                    "ghc",
                    "graalvm-native-image",
                    "julia",
                    "knot",
                    "libsodium",
                    "mksh",
                    "pypy",
                    "strace",
                    "swift",
                    "swipl",
                    "tcl",
                    "tcmalloc",
                    "tini",
                    "toybox",
                    "wireguard-tools");

    @Test
    void everyRecognisedProgramHasACpeNameOrIsKnownToHaveNone() throws IOException {
        var recognised =
                firstColumn(RECOGNISED).stream()
                        .filter(purl -> purl.startsWith("pkg:generic/"))
                        .map(purl -> purl.substring("pkg:generic/".length()))
                        .collect(Collectors.toSet());
        var named = firstColumn(NAMED);

        assertThat(recognised).hasSizeGreaterThan(100);
        assertThat(recognised)
                .filteredOn(name -> !named.contains(name))
                .containsExactlyInAnyOrderElementsOf(WITHOUT_A_NAME);
    }

    @Test
    void everyProgramThatHasANameIsRecognised() throws IOException {
        var recognised = firstColumn(RECOGNISED);

        assertThat(firstColumn(NAMED))
                .filteredOn(name -> !name.contains("/"))
                .allSatisfy(name -> assertThat(recognised).contains("pkg:generic/" + name));
    }

    private static Set<String> firstColumn(Path table) throws IOException {
        try (var lines = Files.lines(table)) {
            return lines.filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.substring(0, line.indexOf('\t')))
                    .collect(Collectors.toSet());
        }
    }
}
