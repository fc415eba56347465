package org.tidewaiter.scan.html;

import org.tidewaiter.scan.escape.MarkupText;

/// HTML as it is put together. Every text and every value of an attribute is escaped, so nothing
/// that is written here can become an element, but what [#verbatim] is given.
final class Markup {
    private final StringBuilder html = new StringBuilder();

    /// @param attributes names and values by turns; a value that is empty leaves the name alone
    Markup open(String element, String... attributes) {
        html.append('<').append(element);
        for (int i = 0; i + 1 < attributes.length; i += 2) {
            html.append(' ').append(attributes[i]);
            if (!attributes[i + 1].isEmpty()) {
                html.append("=\"").append(MarkupText.of(attributes[i + 1])).append('"');
            }
        }
        html.append('>');
        return this;
    }

    Markup text(String text) {
        html.append(MarkupText.of(text));
        return this;
    }

    Markup close(String element) {
        html.append("</").append(element).append('>');
        return this;
    }

    /// An element with a text in it.
    Markup element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close(element);
    }

    /// A line end, for whoever reads the source.
    Markup line() {
        html.append('\n');
        return this;
    }

    /// What was written by us, or is escaped in a way of its own.
    Markup verbatim(String ours) {
        html.append(ours);
        return this;
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
