package org.tidewaiter.checks.licence;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tidewaiter.model.LicenceCategory;

/// The terms by the names that they have: a table that ships beside this class, with a category and
/// patterns in each line.
final class Terms {
    private static final List<String> SUFFIXES = List.of("+", "-only", "-or-later");

    private final Map<String, LicenceCategory> byName = new HashMap<>();
    private final List<Map.Entry<String, LicenceCategory>> byStart = new ArrayList<>();

    private Terms(String resource) {
        for (var row : rows(resource)) {
            for (var pattern : row.patterns(" ")) {
                if (pattern.endsWith("*")) {
                    byStart.add(
                            Map.entry(pattern.substring(0, pattern.length() - 1), row.category()));
                } else {
                    byName.put(pattern, row.category());
                }
            }
        }
    }

    static Terms in(String resource) {
        return new Terms(resource);
    }

    /// @param id without regard to case, with or without a suffix that says which versions are
    ///   meant
    Optional<LicenceCategory> of(String id) {
        var name = id.toLowerCase(Locale.ROOT);
        return exactly(name)
                .or(() ->
                        SUFFIXES.stream()
                                .filter(name::endsWith)
                                .findFirst()
                                .flatMap(suffix ->
                                        exactly(
                                                name.substring(
                                                        0, name.length() - suffix.length()))));
    }

    private Optional<LicenceCategory> exactly(String name) {
        return Optional.ofNullable(byName.get(name))
                .or(() ->
                        byStart.stream()
                                .filter(start -> name.startsWith(start.getKey()))
                                .map(Map.Entry::getValue)
                                .findFirst());
    }

    /// A line of a table.
    record Row(LicenceCategory category, String text) {
        List<String> patterns(String separator) {
            return List.of(text.toLowerCase(Locale.ROOT).split(Pattern.quote(separator), -1));
        }
    }

    static List<Row> rows(String resource) {
        try (var in = Objects.requireNonNull(Terms.class.getResourceAsStream(resource));
                var reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", 2))
                    .map(columns -> new Row(category(columns[0]), columns[1].strip()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LicenceCategory category(String word) {
        return LicenceCategory.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
