package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.Typed.typed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

class MadePagesTest {
    @TempDir private Path folder;
    private Installation jars;
    private MadePages pages;

    @BeforeEach
    void pagesWereMade() throws IOException {
        jars = new Installation(folder, "f00d");
        pages = MadePages.in(jars);
        pages.make();
    }

    @Test
    void aPageThatWasMadeIsTheOneThatIsWorkedOut() {
        var all = new ArrayList<>(List.of(List.<String>of(), List.of("-h"), List.of("--help")));
        for (var type : Commands.ALL) {
            var name = type.getAnnotation(Command.class).name();
            all.add(List.of(name, "--help"));
            all.add(List.of(name, "-h"));
        }
        assertThat(all).hasSizeGreaterThan(30);
        for (var words : all) {
            for (int columns : new int[] {0, 80, 100, 250}) {
                for (boolean colour : new boolean[] {false, true}) {
                    var terminal = new Terminal(columns, false, colour);
                    var typed = words.toArray(String[]::new);
                    assertThat(page(terminal, typed))
                            .as("%s at %s", words, terminal)
                            .hasValue(typed(typed).at(terminal).run().out());
                }
            }
        }
    }

    @Test
    void thePageThatWasMadeIsPrinted() throws IOException {
        var file = pages.folder().resolve("tidewaiter-scan-100");
        assertThat(file).content().startsWith("Usage: tidewaiter scan");
        Files.writeString(file, "made");
        assertThat(typed("scan", "--help").from(jars).run().out()).isEqualTo("made");
    }

    @Test
    void aPageOfOtherJarsIsNeverPrinted() throws IOException {
        var right = typed("--help").run();
        Files.writeString(pages.folder().resolve("tidewaiter-100"), "old");
        var others = new Installation(folder, "beef");
        assertThat(typed("--help").from(others).run()).isEqualTo(right);
        assertThat(typed("--help").run()).isEqualTo(right);
    }

    /// A page may name what a flag is set to.
    @Test
    void whatTheEnvironmentSetsIsWorkedOut() {
        var terminal = new Terminal(0, false, false);
        var set = Map.of("TIDEWAITER_MAX_DATA_AGE", "77");
        assertThat(pages.page(new String[] {"scan", "--help"}, terminal, set)).isEmpty();
        var shown = typed("scan", "--help").with("TIDEWAITER_MAX_DATA_AGE", "77").from(jars).run();
        assertThat(shown.out()).contains("77");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scan",
                "scan -q --help",
                "db build --help",
                "image --help",
                "none --help",
                "../x --help",
                "--help --help",
                "--version"
            })
    void whatElseIsAskedIsWorkedOut(String line) {
        assertThat(page(new Terminal(0, false, false), line.split(" ", -1))).isEmpty();
    }

    @Test
    void aWidthThatNobodyMadeIsWorkedOut() {
        var narrow = new Terminal(72, false, false);
        assertThat(page(narrow, "--help")).isEmpty();
        assertThat(typed("--help").at(narrow).from(jars).run())
                .isEqualTo(typed("--help").at(narrow).run());
    }

    private Optional<String> page(Terminal terminal, String... words) {
        return pages.page(words, terminal, Map.of("HOME", "/"))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
