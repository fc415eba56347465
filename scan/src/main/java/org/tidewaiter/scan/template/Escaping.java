package org.tidewaiter.scan.template;

import java.util.Locale;
import org.tidewaiter.scan.escape.CsvCell;
import org.tidewaiter.scan.escape.MarkdownText;
import org.tidewaiter.scan.escape.MarkupText;

/// How texts are written into a document of one kind. Letters that a terminal could take for a
/// command never get this far.
enum Escaping {
    /// HTML and XML, between tags and in quoted attributes.
    MARKUP,
    /// A whole cell, quoted where it must be.
    CSV,
    /// Prose of Markdown.
    MARKDOWN,
    /// Between the quotes of a string.
    JSON,
    /// Text that means nothing to a program.
    NONE;

    /// @param name of the template; `report.html`, `report.html.mustache` and `report.html.tpl` are
    ///   all of HTML
    static Escaping of(String name) {
        var plain = name.toLowerCase(Locale.ROOT).replaceFirst("\\.(mustache|tpl|tmpl)$", "");
        return switch (plain.substring(plain.lastIndexOf('.') + 1)) {
            case "html", "htm", "xhtml", "xml", "svg" -> MARKUP;
            case "csv" -> CSV;
            case "md", "markdown" -> MARKDOWN;
            case "json", "sarif" -> JSON;
            default -> NONE;
        };
    }

    String escaped(String text) {
        return switch (this) {
            case MARKUP -> MarkupText.of(text);
            case CSV -> CsvCell.of(text);
            case MARKDOWN -> MarkdownText.prose(text);
            case JSON -> text.replace("\\", "\\\\").replace("\"", "\\\"");
            case NONE -> text;
        };
    }
}
