package org.tidewaiter.inventory.document;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.tidewaiter.inventory.text.Excerpt;

/// Writes one XML document as it is told, in UTF-8, two spaces a level, LF line ends. Letters that
/// XML has no way to write, and those that would hurt a terminal, are written `\u001b`.
final class XmlWriter {
    private final Writer out;
    private final Deque<String> open = new ArrayDeque<>();

    /// @param out stays open
    XmlWriter(OutputStream out) throws IOException {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    }

    /// @param attributes names and values in turn
    XmlWriter begin(String name, String... attributes) throws IOException {
        tag(name, attributes);
        out.write(">\n");
        open.push(name);
        return this;
    }

    XmlWriter end() throws IOException {
        var name = open.pop();
        indent();
        out.write("</" + name + ">\n");
        return this;
    }

    /// @param attributes names and values in turn
    XmlWriter leaf(String name, String text, String... attributes) throws IOException {
        tag(name, attributes);
        out.write(text.isEmpty() ? "/>\n" : ">" + escaped(text) + "</" + name + ">\n");
        return this;
    }

    XmlWriter leafUnlessEmpty(String name, String text) throws IOException {
        return text.isEmpty() ? this : leaf(name, text);
    }

    /// Gives everything to the stream.
    void finish() throws IOException {
        out.flush();
    }

    private void tag(String name, String... attributes) throws IOException {
        indent();
        out.write("<" + name);
        for (int i = 0; i < attributes.length; i += 2) {
            out.write(" " + attributes[i] + "=\"" + escaped(attributes[i + 1]) + "\"");
        }
    }

    private void indent() throws IOException {
        out.write("  ".repeat(open.size()));
    }

    private static String escaped(String text) {
        return Excerpt.of(text, Integer.MAX_VALUE)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
