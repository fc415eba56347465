package org.tidewaiter.scan.report;

import java.util.regex.Pattern;

/// A name from a foreign image in a command that a person may paste.
final class ShellWord {
    private static final Pattern HARMLESS =
            Pattern.compile("[A-Za-z0-9@%+=:,./_~^][A-Za-z0-9@%+=:,./_~^-]*");

    private ShellWord() {}

    /// @return the text, in single quotes where a POSIX shell could take it for more than a word
    static String of(String text) {
        return HARMLESS.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
