package org.tidewaiter.inventory.text;

import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.MalformedJsonException;

/// Reads a file that is a JSON document.
public final class JsonText {
    private JsonText() {}

    /// @param utf8 the caller bounds its size; the tree takes about ten times as much memory
    public static Json read(byte[] utf8) throws MalformedFileException {
        try {
            return JsonReader.read(utf8);
        } catch (MalformedJsonException e) {
            throw new MalformedFileException("not valid JSON: " + e.getMessage());
        }
    }
}
