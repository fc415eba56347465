package org.tidewaiter.inventory.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.model.Purl;

class ProgramTableTest {
    private static final ProgramTable TABLE = ProgramTable.load("programs.tsv");

    @ParameterizedTest
    @MethodSource("examples")
    void aProductIsKnownByTheWordsThatItsMakersLeaveInIt(Example example) {
        assertThat(example.file().packages()).containsExactly(example.purl);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aModuleOfGoIsKnownByTheVersionThatItWasLinkedWith(Purl module) {
        var path = "path\t%s/%s/cmd".formatted(module.namespace(), module.name());

        assertThat(ProgramFile.of("usr/bin/any", path + "\n\0v1.22.3\0").packages())
                .containsExactly(module + "@v1.22.3");
    }

    @Test
    void everyProductHasAnExample() {
        assertThat(
                        TABLE.evidence().stream()
                                .filter(one -> !one.isModule())
                                .map(one -> one.product().toString())
                                .collect(Collectors.toSet()))
                .isEqualTo(
                        examples()
                                .map(one -> one.purl.substring(0, one.purl.lastIndexOf('@')))
                                .collect(Collectors.toSet()));
    }

    @Test
    void wordsInATextFileOrUnderAnotherNameProveNothing() {
        var named = List.of("python", "perl", "jq", "curl", "libsodium", "zstd", "redis", "git");

        assertThat(
                        examples()
                                .filter(one ->
                                        named.contains(Purl.parse(one.purl).orElseThrow().name()))
                                .flatMap(one ->
                                        ProgramFile.of("opt/other", one.words).packages().stream()))
                .isEmpty();
    }

    private static Stream<Purl> modules() {
        return TABLE.evidence().stream().filter(Evidence::isModule).map(Evidence::product);
    }

    /// @param words as they stand in the file
    record Example(String purl, String path, String words) {
        static Example parse(String line) {
            var columns = line.split("\t", 3);
            return new Example(
                    columns[0],
                    columns[1],
                    columns[2].replace("\\0", "\0").replace("\\t", "\t").replace("\\n", "\n"));
        }

        ProgramFile file() {
            return ProgramFile.of(path, words);
        }

        @Override
        public String toString() {
            return purl;
        }
    }

    private static Stream<Example> examples() {
        try (var in =
                        Objects.requireNonNull(
                                ProgramTableTest.class.getResourceAsStream(
                                        "program-examples.tsv"));
                var reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            return reader
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Example::parse)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
