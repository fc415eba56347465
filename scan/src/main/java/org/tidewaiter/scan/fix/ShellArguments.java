package org.tidewaiter.scan.fix;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Names from a foreign image in a command that a person may paste.
final class ShellArguments {
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9@%+=:,./_~^-]+");

    private ShellArguments() {}

    /// @return the texts as words, each in single quotes where a POSIX shell could take it for more
    ///   than a word, behind `--` where the command could take one for an option
    static String of(List<String> texts) {
        var words = texts.stream().map(ShellArguments::word).collect(Collectors.joining(" "));
        return texts.stream().anyMatch(text -> text.startsWith("-")) ? "-- " + words : words;
    }

    private static String word(String text) {
        boolean harmless = HARMLESS.matcher(text).matches() && !text.startsWith("~");
        return harmless ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
