package org.tidewaiter.checks.shell;

/// A word of a command.
///
/// @param text without quotes; variables stay as they are written
/// @param quoted whether any of it stands in single quotes, where variables mean nothing
/// @param line of the file
public record Word(String text, boolean quoted, int line) {
    public boolean isOption() {
        return text.startsWith("-") && text.length() > 1;
    }
}
