package org.tidewaiter.inventory.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Debian's control format, which opkg has too: paragraphs of `Field: value` lines, separated by
/// blank lines. A line that starts with white space continues the field above it.
///
/// @see "deb822(5)"
public final class ControlFile {
    private ControlFile() {}

    /// Keeps the first line of a field, which is all that names and versions have.
    ///
    /// @param wanted names of the fields to keep, lower case
    public static List<Paragraph> paragraphs(String text, Set<String> wanted) {
        var paragraphs = new ArrayList<Paragraph>();
        var lines = new ArrayList<String>();
        text.lines()
                .forEach(line -> {
                    if (!line.isBlank()) {
                        lines.add(line);
                    } else if (!lines.isEmpty()) {
                        paragraphs.add(paragraph(lines, wanted));
                        lines.clear();
                    }
                });
        if (!lines.isEmpty()) {
            paragraphs.add(paragraph(lines, wanted));
        }
        return paragraphs;
    }

    private static Paragraph paragraph(List<String> lines, Set<String> wanted) {
        var fields = new HashMap<String, String>();
        for (var line : lines) {
            if (line.startsWith("#") || Character.isWhitespace(line.charAt(0))) {
                continue;
            }
            int colon = line.indexOf(':');
            if (colon <= 0) {
                return new Paragraph(fields, "a line without a field name");
            }
            var name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            if (wanted.contains(name)
                    && fields.put(name, line.substring(colon + 1).strip()) != null) {
                return new Paragraph(fields, "the field '%s' twice".formatted(name));
            }
        }
        return new Paragraph(fields, "");
    }

    /// @param fields by lower-case name, each its first line
    /// @param fault why the rest of the paragraph was not read; empty if all of it was
    public record Paragraph(Map<String, String> fields, String fault) {
        public Paragraph {
            fields = Map.copyOf(fields);
        }

        /// @return empty if the paragraph does not have the field
        public String field(String name) {
            return fields.getOrDefault(name, "");
        }
    }
}
