package org.tidewaiter.inventory.linux;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.model.Observation.DistributionSeen;

/// Reads `os-release`, the file in which a Linux distribution says what it is: `KEY=value` lines
/// quoted as in a shell.
///
/// Lines that are no assignments are passed over, since users of the file must ignore what they do
/// not know.
///
/// @see "os-release(5)"
public final class OsReleaseReader implements FileReader {
    private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    @Override
    public String name() {
        return "os-release";
    }

    @Override
    public Claims claims() {
        return Claims.paths("etc/os-release", "usr/lib/os-release").withMaxBytes(1 << 16);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var fields = fields(file.text());
        if (!fields.containsKey("ID") && !fields.containsKey("NAME")) {
            throw new MalformedFileException("neither ID nor NAME is set");
        }
        var name = fields.getOrDefault("PRETTY_NAME", fields.getOrDefault("NAME", "Linux"));
        return Reading.of(
                new DistributionSeen(
                        new Distribution(
                                fields.getOrDefault("ID", "linux"),
                                fields.getOrDefault("VERSION_ID", ""),
                                fields.getOrDefault("VERSION_CODENAME", ""),
                                name,
                                words(fields.getOrDefault("ID_LIKE", "")))));
    }

    private static Map<String, String> fields(String text) {
        var fields = new HashMap<String, String>();
        text.lines()
                .map(String::strip)
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> {
                    int equals = line.indexOf('=');
                    if (equals > 0 && KEY.matcher(line.substring(0, equals)).matches()) {
                        // the last assignment counts, as in a shell
                        fields.put(line.substring(0, equals), unquoted(line.substring(equals + 1)));
                    }
                });
        fields.values().removeIf(String::isEmpty);
        return fields;
    }

    /// The value as a shell would see it, without expansion of variables.
    private static String unquoted(String value) {
        var plain = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < value.length(); i++) {
            char letter = value.charAt(i);
            if (quote == 0 && (letter == '"' || letter == '\'')) {
                quote = letter;
            } else if (letter == quote && quote != 0) {
                quote = 0;
            } else if (letter == '\\' && quote != '\'' && i + 1 < value.length()) {
                i++;
                plain.append(value.charAt(i));
            } else {
                plain.append(letter);
            }
        }
        return plain.toString();
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }
}
