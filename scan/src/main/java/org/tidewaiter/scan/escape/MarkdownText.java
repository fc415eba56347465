package org.tidewaiter.scan.escape;

import java.util.regex.Pattern;

/// A text for Markdown as GitHub and GitLab understand it.
///
/// @see "GitHub Flavored Markdown, 6.1 backslash escapes, 6.3 code spans and 4.10 tables"
public final class MarkdownText {
    private static final String MARKS = "\\`*_[]<>&~@#!$";

    private static final Pattern START = Pattern.compile("^( *)([+=-])|^( *\\d+)([.)])");

    private MarkdownText() {}

    /// As prose in a paragraph, an entry of a list or a cell of a table: whatever could become a
    /// link, emphasis, a heading, a mention or an element of HTML is escaped.
    public static String prose(String text) {
        var plain = withoutPipes(text);
        var escaped = new StringBuilder();
        for (int i = 0; i < plain.length(); i++) {
            char letter = plain.charAt(i);
            if (isReference(plain, i)) {
                escaped.append('`').append(letter).append('`');
                continue;
            }
            if (MARKS.indexOf(letter) >= 0
                    || (letter == ':' && plain.startsWith("//", i + 1))
                    || (letter == '.' && plain.regionMatches(true, i - 3, "www", 0, 3))) {
                escaped.append('\\');
            }
            escaped.append(letter);
        }
        return START.matcher(escaped).replaceFirst("$1$3\\\\$2$4");
    }

    /// Whether a mention or the number of an issue begins here. Those are looked for in what is
    /// shown, where a backslash is no more; but not in code.
    private static boolean isReference(String text, int at) {
        return switch (text.charAt(at)) {
            case '@' -> isWord(text, at + 1) && !isWord(text, at - 1);
            case '#' -> isWord(text, at + 1);
            default -> false;
        };
    }

    private static boolean isWord(String text, int at) {
        return at >= 0 && at < text.length() && Character.isLetterOrDigit(text.charAt(at));
    }

    /// As code, in which nothing means anything but the pipes of a table.
    ///
    /// @return nothing for an empty text
    public static String code(String text) {
        var plain = withoutPipes(text).strip();
        if (plain.isEmpty()) {
            return "";
        }
        var fence = "`".repeat(longestRunOfBackticks(plain) + 1);
        return fence.length() == 1 ? fence + plain + fence : fence + " " + plain + " " + fence;
    }

    /// Programs do not agree on how a pipe is escaped behind a backslash.
    private static String withoutPipes(String text) {
        return Printable.of(text).replace("|", "\\u{7c}");
    }

    private static int longestRunOfBackticks(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
