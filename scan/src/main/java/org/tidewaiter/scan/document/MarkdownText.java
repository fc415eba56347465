package org.tidewaiter.scan.document;

import org.tidewaiter.scan.text.Printable;

/// Text from a foreign image in Markdown, which it cannot turn into a link, a heading, HTML or a
/// mention.
final class MarkdownText {
    private static final String SPECIAL = "\\`*_{}[]()<>#+!|~@&:$";

    private MarkdownText() {}

    static String of(String text) {
        var safe = new StringBuilder();
        Printable.of(text)
                .chars()
                .forEach(letter -> {
                    if (SPECIAL.indexOf(letter) >= 0) {
                        safe.append("&#").append(letter).append(';');
                    } else {
                        safe.append((char) letter);
                    }
                });
        return safe.toString();
    }
}
