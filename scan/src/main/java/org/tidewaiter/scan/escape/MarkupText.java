package org.tidewaiter.scan.escape;

/// A text for HTML and XML, between tags and in quoted attributes alike.
public final class MarkupText {
    private MarkupText() {}

    public static String of(String text) {
        return Printable.of(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
