package org.tidewaiter.inventory.linux;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// `KEY=value` lines, quoted as in a shell.
///
/// Lines that are no assignments are passed over, since users of such a file must ignore what they
/// do not know.
///
/// @see "os-release(5)"
final class ShellAssignments {
    private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private ShellAssignments() {}

    /// @return without those whose value is empty
    static Map<String, String> of(String text) {
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
}
