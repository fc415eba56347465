package org.tidewaiter.cli;

import java.util.Map;
import java.util.Properties;

/// What stands at the other end of standard output and standard error.
///
/// @param columns width of the terminal at standard output; 0 if that is no terminal
/// @param showsProgress standard error is a terminal
/// @param colour standard output is a terminal that wants colour
/// @see "https://no-color.org"
record Terminal(int columns, boolean showsProgress, boolean colour) {
    private static final int USUAL_COLUMNS = 80;

    /// @param properties what the start script found out (`org.tidewaiter.columns`,
    ///   `org.tidewaiter.progress`)
    static Terminal of(Properties properties, Map<String, String> environment) {
        var columns = properties.getProperty("org.tidewaiter.columns");
        var atTerminal = columns != null;
        var noColour = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        var dumb = "dumb".equals(environment.get("TERM"));
        return new Terminal(
                atTerminal ? width(columns) : 0,
                Boolean.parseBoolean(properties.getProperty("org.tidewaiter.progress")),
                atTerminal && !noColour && !dumb);
    }

    private static int width(String columns) {
        try {
            int width = Integer.parseInt(columns);
            return width == 0 ? USUAL_COLUMNS : Math.max(40, width); // 0 where nobody has set it
        } catch (NumberFormatException _) {
            return USUAL_COLUMNS;
        }
    }
}
