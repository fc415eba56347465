package org.tidewaiter.inventory.bill;

import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.model.json.Json;

/// How much is kept of documents that together may be far larger than the memory.
final class Allowance {
    private static final long MAX_CHARACTERS = 128 << 20;

    /// What a text costs beside its characters.
    private static final int TEXT = 64;

    private long taken;

    /// @return the text
    String take(String text) throws MalformedFileException {
        taken += TEXT + text.length();
        if (taken > MAX_CHARACTERS) {
            throw new MalformedFileException("more packages and relationships than are believed");
        }
        return text;
    }

    /// @return the value, of which each text counts
    Json take(Json value) throws MalformedFileException {
        take(value.text().orElse(""));
        for (var item : value.items()) {
            take(item);
        }
        for (var member : value.members().values()) {
            take(member);
        }
        return value;
    }
}
