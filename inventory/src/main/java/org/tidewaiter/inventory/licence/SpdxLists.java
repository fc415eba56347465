package org.tidewaiter.inventory.licence;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// The lists that ship beside this class, by [#key] of what is looked up.
final class SpdxLists {
    private SpdxLists() {}

    /// What two spellings of the same words have in common.
    static String key(String words) {
        var key = words.toLowerCase(Locale.ROOT);
        return key.startsWith("the ") ? key.substring(4) : key;
    }

    /// A list with an id a line.
    static Map<String, String> ids(String resource) {
        var ids = new HashMap<String, String>();
        lines(resource).forEach(id -> ids.put(key(id), id));
        return Map.copyOf(ids);
    }

    /// A list with `words = id` lines.
    static Map<String, String> words(String resource) {
        var words = new HashMap<String, String>();
        for (var line : lines(resource)) {
            int equals = line.lastIndexOf(" = ");
            words.put(key(line.substring(0, equals)), line.substring(equals + 3));
        }
        return Map.copyOf(words);
    }

    private static List<String> lines(String resource) {
        try (var in = Objects.requireNonNull(SpdxLists.class.getResourceAsStream(resource));
                var reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
