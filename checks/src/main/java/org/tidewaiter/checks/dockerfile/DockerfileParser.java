package org.tidewaiter.checks.dockerfile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tidewaiter.checks.dockerfile.Instruction.Flag;
import org.tidewaiter.checks.dockerfile.Instruction.Heredoc;
import org.tidewaiter.checks.document.SourceText;
import org.tidewaiter.checks.document.TextLines;
import org.tidewaiter.checks.document.Unread;

/// Reads the instructions of a Dockerfile, line by line: directives, comments, continued lines,
/// flags and heredocs. A line that it cannot read costs only that line.
///
/// @see "BuildKit, Dockerfile reference: Parser directives, Escape, Here-Documents"
final class DockerfileParser {
    private static final int MAX_INSTRUCTIONS = 10_000;
    private static final Set<String> DIRECTIVES = Set.of("syntax", "escape", "check");
    private static final Set<String> WITH_HEREDOCS = Set.of("RUN", "COPY", "ADD");

    private static final String TEMPLATE =
            "a template that is not rendered: check what it renders to";
    private static final List<String> TEMPLATES = List.of("{{", "{%", "<%");

    private final TextLines lines;
    private final List<Instruction> instructions = new ArrayList<>();
    private final List<Unread> unread = new ArrayList<>();
    private char escape = '\\';

    /// The index of the last line that reads so; filled when the first heredoc is met.
    private final Map<String, Integer> lastLines = new HashMap<>();

    private final Map<String, Integer> lastLinesWithoutTabs = new HashMap<>();

    /// The index of the next line, from 0.
    private int next;

    private DockerfileParser(TextLines lines) {
        this.lines = lines;
    }

    record Parsed(List<Instruction> instructions, List<Unread> unread) {}

    static Parsed parse(TextLines lines) {
        var parser = new DockerfileParser(lines);
        parser.directives();
        while (parser.next < lines.count()) {
            if (parser.instructions.size() == MAX_INSTRUCTIONS) {
                parser.unread.add(
                        new Unread(
                                parser.next + 1,
                                "more than %d instructions".formatted(MAX_INSTRUCTIONS)));
                break;
            }
            parser.instruction();
        }
        return new Parsed(parser.instructions, parser.unread);
    }

    private void directives() {
        while (next < lines.count()) {
            var line = lines.lines().get(next).strip();
            int equals = line.indexOf('=');
            if (!line.startsWith("#") || equals < 0) {
                return;
            }
            var name = line.substring(1, equals).strip().toLowerCase(Locale.ROOT);
            var value = line.substring(equals + 1).strip();
            if (!DIRECTIVES.contains(name)) {
                return;
            }
            if (name.equals("escape")) {
                if (value.equals("`") || value.equals("\\")) {
                    escape = value.charAt(0);
                } else {
                    unread.add(new Unread(next + 1, "the escape character must be ` or \\"));
                }
            }
            next++;
        }
    }

    private void instruction() {
        int first = next;
        var line = lines.lines().get(next).stripLeading();
        if (line.isBlank() || line.startsWith("#")) {
            next++;
            return;
        }
        var joined = joined();
        var text = joined.text();
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        var keyword = text.substring(0, end).toUpperCase(Locale.ROOT);
        int last = next;
        var rest = trimmed(joined, end);
        boolean onBuild = keyword.equals("ONBUILD");
        if (onBuild) {
            int inner = 0;
            while (inner < rest.text().length()
                    && !Character.isWhitespace(rest.text().charAt(inner))) {
                inner++;
            }
            keyword = rest.text().substring(0, inner).toUpperCase(Locale.ROOT);
            rest = trimmed(rest, inner);
        }
        if (!Instruction.KEYWORDS.contains(keyword) || (onBuild && keyword.equals("ONBUILD"))) {
            unread.add(
                    new Unread(
                            first + 1,
                            TEMPLATES.stream().anyMatch(keyword::startsWith)
                                    ? TEMPLATE
                                    : "no instruction is called '%s'".formatted(brief(keyword))));
            return;
        }
        if (keyword.equals("FROM") && TEMPLATES.stream().anyMatch(rest.text()::contains)) {
            unread.add(new Unread(first + 1, TEMPLATE));
        }
        var flags = new ArrayList<Flag>();
        var arguments = flags(rest, flags);
        var heredocs = WITH_HEREDOCS.contains(keyword) ? heredocs(arguments) : List.<Heredoc>of();
        instructions.add(
                new Instruction(
                        keyword,
                        onBuild,
                        flags,
                        arguments,
                        heredocs,
                        first + 1,
                        Math.max(last, next),
                        escape));
    }

    private static String brief(String word) {
        return word.length() > 20 ? word.substring(0, 20) + "…" : word;
    }

    /// The instruction that starts at the next line, with the lines that continue it. Comments and
    /// empty lines in between are left out.
    private SourceText joined() {
        var text = new StringBuilder();
        var pieces = new ArrayList<SourceText.Piece>();
        boolean isFirst = true;
        while (next < lines.count()) {
            var line = lines.lines().get(next);
            next++;
            var stripped = line.stripLeading();
            if (!isFirst && (stripped.isEmpty() || stripped.startsWith("#"))) {
                continue;
            }
            pieces.add(new SourceText.Piece(text.length(), next));
            int continued = continuation(line);
            var part = continued < 0 ? line.stripTrailing() : line.substring(0, continued);
            text.append(isFirst ? part.stripLeading() : part);
            isFirst = false;
            if (continued < 0) {
                break;
            }
        }
        return new SourceText(text.toString(), pieces);
    }

    /// Where the escape character stands that continues a line; -1 if it ends. A doubled one is an
    /// escape character and continues nothing.
    private int continuation(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) {
            end--;
        }
        boolean isEscape = end > 0 && line.charAt(end - 1) == escape;
        boolean isDoubled = isEscape && end > 1 && line.charAt(end - 2) == escape;
        return isEscape && !isDoubled ? end - 1 : -1;
    }

    private static SourceText trimmed(SourceText source, int from) {
        var text = source.text();
        int start = from;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        int end = text.length();
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return source.part(start, end);
    }

    private SourceText flags(SourceText source, List<Flag> flags) {
        var text = source.text();
        int at = 0;
        while (text.startsWith("--", at)) {
            int end = at;
            char quote = 0;
            while (end < text.length()
                    && (quote != 0 || !Character.isWhitespace(text.charAt(end)))) {
                char letter = text.charAt(end);
                if (quote == letter) {
                    quote = 0;
                } else if (quote == 0 && (letter == '"' || letter == '\'')) {
                    quote = letter;
                }
                end++;
            }
            var flag = text.substring(at + 2, end).replace("\"", "").replace("'", "");
            if (flag.isEmpty()) {
                at = end;
                break;
            }
            int equals = flag.indexOf('=');
            flags.add(
                    new Flag(
                            equals < 0 ? flag : flag.substring(0, equals),
                            equals < 0 ? "" : flag.substring(equals + 1),
                            source.line(at)));
            at = end;
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }
        return trimmed(source, at);
    }

    /// Takes the lines of all heredocs that the arguments announce. Lines after one without an end
    /// are instructions.
    private List<Heredoc> heredocs(SourceText arguments) {
        if (JsonForm.parse(arguments.text()).isPresent()) {
            return List.of();
        }
        var read = new ArrayList<Heredoc>();
        var announced = announced(arguments.text());
        while (!announced.isEmpty()) {
            var start = announced.remove();
            if (!isClosed(start)) {
                unread.add(
                        new Unread(
                                arguments.firstLine(),
                                "the heredoc '%s' has no end".formatted(brief(start.name()))));
                continue;
            }
            int first = next;
            var body = new StringBuilder();
            while (true) {
                var line = lines.lines().get(next);
                var text = start.stripsTabs() ? withoutTabs(line) : line;
                next++;
                if (text.equals(start.name())) {
                    break;
                }
                body.append(text).append('\n');
            }
            read.add(
                    new Heredoc(
                            start.name(),
                            start.expands(),
                            SourceText.of(body.toString(), first + 1)));
        }
        return read;
    }

    private boolean isClosed(Start start) {
        if (lastLines.isEmpty()) {
            for (int i = 0; i < lines.count(); i++) {
                lastLines.put(lines.lines().get(i), i);
                lastLinesWithoutTabs.put(withoutTabs(lines.lines().get(i)), i);
            }
        }
        var last = start.stripsTabs() ? lastLinesWithoutTabs : lastLines;
        return last.getOrDefault(start.name(), -1) >= next;
    }

    private static String withoutTabs(String line) {
        int start = 0;
        while (start < line.length() && line.charAt(start) == '\t') {
            start++;
        }
        return line.substring(start);
    }

    private record Start(String name, boolean expands, boolean stripsTabs) {}

    private static Deque<Start> announced(String text) {
        var starts = new ArrayDeque<Start>();
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (quote != 0) {
                quote = quote == letter ? 0 : quote;
            } else if (letter == '"' || letter == '\'') {
                quote = letter;
            } else if (letter == '\\') {
                i++;
            } else if (text.startsWith("<<", i)) {
                var start = announced(text, i);
                start.ifPresent(starts::add);
                i += text.startsWith("<<<", i) ? 2 : 1;
            }
        }
        return starts;
    }

    /// A heredoc starts a word, perhaps with a number in front.
    private static Optional<Start> announced(String text, int at) {
        int before = at;
        while (before > 0 && Character.isDigit(text.charAt(before - 1))) {
            before--;
        }
        boolean isWord = before == 0 || Character.isWhitespace(text.charAt(before - 1));
        int start = at + 2;
        boolean stripsTabs = start < text.length() && text.charAt(start) == '-';
        if (stripsTabs) {
            start++;
        }
        int end = start;
        while (end < text.length() && " \t;|&<>()".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        var written = text.substring(start, end);
        var name = written.replace("\"", "").replace("'", "").replace("\\", "");
        boolean isName =
                !name.isEmpty() && (Character.isLetter(name.charAt(0)) || name.charAt(0) == '_');
        return isWord && isName
                ? Optional.of(new Start(name, written.equals(name), stripsTabs))
                : Optional.empty();
    }
}
