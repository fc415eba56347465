package org.tidewaiter.checks.document;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// A file of YAML documents, each read for itself: one that cannot be read hides no other.
///
/// @param documents those that could be read
/// @param unread by line
public record YamlFile(List<YamlNode> documents, List<Unread> unread, TextLines lines) {
    private static final String TEMPLATE =
            "a template that is not rendered ('{{'): check what it renders to";

    private static final int MAX_LINES = 500_000;
    private static final int MAX_DOCUMENTS = 10_000;

    public YamlFile {
        documents = List.copyOf(documents);
        unread = List.copyOf(unread);
    }

    public static YamlFile parse(String text) {
        return parse(text, _ -> true);
    }

    /// @param isOurs tells from the lines of a document whether it is to be read at all
    public static YamlFile parse(String text, Predicate<List<String>> isOurs) {
        if (text.chars().filter(letter -> letter == '\n').count() > MAX_LINES) {
            return new YamlFile(
                    List.of(),
                    List.of(new Unread(MAX_LINES, "more than %d lines".formatted(MAX_LINES))),
                    new TextLines(List.of()));
        }
        var lines = TextLines.of(text);
        var documents = new ArrayList<YamlNode>();
        var unread = new ArrayList<Unread>();
        int start = 0;
        for (int i = 0; i <= lines.count(); i++) {
            if (i < lines.count() && !isDocumentStart(lines.lines().get(i))) {
                continue;
            }
            var part = lines.lines().subList(start, i);
            if (documents.size() + unread.size() >= MAX_DOCUMENTS) {
                unread.add(
                        new Unread(start + 1, "more than %d documents".formatted(MAX_DOCUMENTS)));
                break;
            }
            if (isOurs.test(part)) {
                read(part, start, documents, unread);
            }
            start = i;
        }
        return new YamlFile(documents, unread, lines);
    }

    /// No scalar can have such a line.
    private static boolean isDocumentStart(String line) {
        return line.startsWith("---")
                && (line.length() == 3 || line.charAt(3) == ' ' || line.charAt(3) == '\t');
    }

    private static void read(
            List<String> part, int before, List<YamlNode> documents, List<Unread> unread) {
        if (part.stream().allMatch(YamlFile::saysNothing)) {
            return;
        }
        var text = String.join("\n", part) + "\n";
        int template = templateLine(part);
        var tree = new YamlTree(text, before);
        try {
            var read = tree.documents();
            if (template >= 0 && tree.hasMappingAsKey()) {
                unread.add(new Unread(before + template + 1, TEMPLATE));
                return;
            }
            documents.addAll(read);
            unread.addAll(tree.unread());
        } catch (MalformedYamlException e) {
            unread.add(
                    template >= 0
                            ? new Unread(before + template + 1, TEMPLATE)
                            : new Unread(e.line(), e.reason()));
        }
    }

    private static boolean saysNothing(String line) {
        var text = line.strip();
        return text.isEmpty()
                || text.startsWith("#")
                || text.startsWith("%")
                || text.equals("---")
                || text.equals("...");
    }

    /// The first line that a template engine may have to change before the document can be read; -1
    /// for none. An expression of GitHub (`${{`) is none.
    private static int templateLine(List<String> part) {
        int other = -1;
        for (int i = 0; i < part.size(); i++) {
            if (part.get(i).stripLeading().startsWith("#")) {
                continue;
            }
            if (isHelm(part.get(i))) {
                return i;
            }
            int at = part.get(i).indexOf("{{");
            if (other < 0 && at >= 0 && (at == 0 || part.get(i).charAt(at - 1) != '$')) {
                other = i;
            }
        }
        return other;
    }

    private static boolean isHelm(String line) {
        for (int at = line.indexOf("{{"); at >= 0; at = line.indexOf("{{", at + 2)) {
            int start = at + 2;
            if (start < line.length() && line.charAt(start) == '-') {
                start++;
            }
            while (start < line.length() && line.charAt(start) == ' ') {
                start++;
            }
            for (var word :
                    List.of(
                            ".Values",
                            ".Release",
                            ".Chart",
                            ".Files",
                            ".Capabilities",
                            "include ",
                            "template ",
                            "define ",
                            "toYaml ",
                            "with .",
                            "if .",
                            "range .")) {
                if (line.startsWith(word, start)) {
                    return true;
                }
            }
        }
        return false;
    }
}
