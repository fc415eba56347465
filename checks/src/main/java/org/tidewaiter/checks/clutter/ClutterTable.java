package org.tidewaiter.checks.clutter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tidewaiter.image.dispatch.PathTrie;

/// What is known not to be needed, by where it lies: `clutter.tsv` beside this class.
final class ClutterTable {
    /// Of a file that is none of it.
    static final int NO_ROW = Integer.MAX_VALUE;

    /// The kind of rows that say what is needed although a later row has it.
    private static final String KEEP = "keep";

    private static final List<String> PROGRAM_FOLDERS =
            List.of(
                    "bin/",
                    "sbin/",
                    "usr/bin/",
                    "usr/sbin/",
                    "usr/local/bin/",
                    "usr/local/sbin/",
                    "opt/*/bin/");
    private static final List<List<String>> LINES = lines();
    private static final List<Optional<Row>> ROWS = LINES.stream().map(ClutterTable::row).toList();
    private static final PathTrie PATTERNS =
            PathTrie.of(LINES.stream().map(ClutterTable::patterns).toList());

    private static final String CORE = "core.";
    private static final int CORE_DUMPS = firstRowOf(ClutterKind.CORE_DUMP);

    private ClutterTable() {}

    /// @param title what it is, for people
    record Row(ClutterKind kind, String title) {}

    /// @param path of a live file
    /// @return the number of the first row that has it, or [#NO_ROW]
    static int match(String path) {
        int number = PATTERNS.match(path).nextSetBit(0);
        if (number < 0 && isCoreDump(path.substring(path.lastIndexOf('/') + 1))) {
            return CORE_DUMPS;
        }
        return number < 0 || ROWS.get(number).isEmpty() ? NO_ROW : number;
    }

    /// As Linux calls them: with the number of the process.
    private static boolean isCoreDump(String name) {
        return name.startsWith(CORE)
                && name.length() > CORE.length()
                && name.chars().skip(CORE.length()).allMatch(c -> c >= '0' && c <= '9');
    }

    static int count() {
        return ROWS.size();
    }

    /// @param number that [#match(String)] gave
    static Row row(int number) {
        return ROWS.get(number).orElseThrow();
    }

    private static int firstRowOf(ClutterKind kind) {
        return IntStream.range(0, ROWS.size())
                .filter(row -> ROWS.get(row).filter(one -> one.kind() == kind).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private static Optional<Row> row(List<String> columns) {
        var kind = columns.getFirst();
        return kind.equals(KEEP)
                ? Optional.empty()
                : Optional.of(new Row(ClutterKind.ofWord(kind), columns.get(1)));
    }

    /// A pattern without a slash is the name of a program.
    private static List<String> patterns(List<String> columns) {
        return Stream.of(columns.get(2).split(" ", -1))
                .flatMap(pattern ->
                        pattern.contains("/")
                                ? Stream.of(pattern)
                                : PROGRAM_FOLDERS.stream().map(folder -> folder + pattern))
                .toList();
    }

    private static List<List<String>> lines() {
        try (var in =
                        Objects.requireNonNull(
                                ClutterTable.class.getResourceAsStream("clutter.tsv"));
                var reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
