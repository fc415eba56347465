package org.tidewaiter.checks.dockerfile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.MalformedJsonException;

/// The form of arguments that no shell reads: a JSON array of strings. What is none is taken for
/// the shell's, as the builder does.
final class JsonForm {
    private JsonForm() {}

    static Optional<List<String>> parse(String text) {
        var trimmed = text.strip();
        if (!trimmed.startsWith("[") || !trimmed.endsWith("]")) {
            return Optional.empty();
        }
        try {
            var strings = new ArrayList<String>();
            for (var item : JsonReader.read(trimmed.getBytes(StandardCharsets.UTF_8)).items()) {
                if (!(item instanceof Json.JsonString(var value))) {
                    return Optional.empty();
                }
                strings.add(value);
            }
            return Optional.of(strings);
        } catch (MalformedJsonException _) {
            return Optional.empty();
        }
    }
}
