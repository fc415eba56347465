package org.tidewaiter.checks.host.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads a script, as far as it is interpreted here. The rest is told by name, never guessed.
final class ScriptParser {
    private static final int MAX_DEPTH = 40;
    private static final int MAX_LENGTH = 100_000;
    private static final Set<String> ENDS = Set.of("then", "elif", "else", "fi", "do", "done", "}");
    private static final Set<String> NOT_READ =
            Set.of("while", "until", "case", "select", "function", "[[", "eval", "exec", "read");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final String text;
    private int at;
    private int depth;

    private ScriptParser(String text, int depth) {
        this.text = text;
        this.depth = depth;
    }

    static Script parse(String text) throws NotInterpretedException {
        return parse(text, 0);
    }

    private static Script parse(String text, int depth) throws NotInterpretedException {
        if (text.length() > MAX_LENGTH) {
            throw new NotInterpretedException("a script of that length");
        }
        var parser = new ScriptParser(text, depth);
        var script = parser.script();
        if (parser.at < text.length()) {
            throw new NotInterpretedException("'%s' there".formatted(text.charAt(parser.at)));
        }
        return script;
    }

    private Script script() throws NotInterpretedException {
        if (++depth > MAX_DEPTH) {
            throw new NotInterpretedException("a script of that depth");
        }
        var steps = new ArrayList<Script.Step>();
        var when = Script.When.ALWAYS;
        while (true) {
            skipSeparators();
            if (at >= text.length() || text.charAt(at) == ')' || ENDS.contains(keyword())) {
                depth--;
                return new Script(steps);
            }
            steps.add(step(when));
            blanks();
            when = Script.When.ALWAYS;
            if (take("&&")) {
                when = Script.When.IF_TRUE;
            } else if (take("||")) {
                when = Script.When.IF_FALSE;
            } else if (has('&')) {
                throw new NotInterpretedException("'&'");
            }
        }
    }

    private Script.Step step(Script.When when) throws NotInterpretedException {
        boolean isNegated = keyword().equals("!");
        if (isNegated) {
            at++;
        }
        var pipeline = new ArrayList<Script.Command>();
        do {
            skipLines();
            pipeline.add(command());
            blanks();
        } while (!text.startsWith("||", at) && take("|"));
        return new Script.Step(when, isNegated, pipeline);
    }

    private Script.Command command() throws NotInterpretedException {
        blanks();
        var word = keyword();
        if (NOT_READ.contains(word)) {
            throw new NotInterpretedException("'%s'".formatted(word));
        }
        if (word.equals("if")) {
            return conditional();
        }
        if (word.equals("for")) {
            return loop();
        }
        if (word.equals("{") || has('(')) {
            at++;
            var body = script();
            expect(word.equals("{") ? "}" : ")");
            return new Script.Group(body);
        }
        return simple();
    }

    private Script.Command conditional() throws NotInterpretedException {
        expect("if");
        var branches = new ArrayList<Script.Branch>();
        do {
            var condition = script();
            expect("then");
            branches.add(new Script.Branch(condition, script()));
        } while (take("elif"));
        var otherwise = take("else") ? script() : new Script(List.of());
        expect("fi");
        return new Script.If(branches, otherwise);
    }

    private Script.Command loop() throws NotInterpretedException {
        expect("for");
        blanks();
        var name = name();
        blanks();
        expect("in");
        var words = new ArrayList<Script.Word>();
        for (blanks(); isWordStart(); blanks()) {
            words.add(word());
        }
        skipSeparators();
        expect("do");
        var body = script();
        expect("done");
        return new Script.For(name, words, body);
    }

    private Script.Command simple() throws NotInterpretedException {
        var assignments = new ArrayList<Script.Assignment>();
        var words = new ArrayList<Script.Word>();
        boolean writes = true;
        for (blanks(); at < text.length(); blanks()) {
            var redirection = redirection();
            if (redirection != Redirection.NONE) {
                writes &= redirection != Redirection.OF_OUTPUT;
                continue;
            }
            if (!isWordStart()) {
                break;
            }
            int equals = words.isEmpty() ? assignment() : -1;
            if (equals < 0) {
                words.add(word());
            } else {
                var name = text.substring(at, equals);
                at = equals + 1;
                assignments.add(new Script.Assignment(name, word()));
            }
        }
        if (words.isEmpty() && assignments.isEmpty()) {
            throw new NotInterpretedException("an empty command");
        }
        return new Script.Simple(assignments, words, writes);
    }

    private enum Redirection {
        NONE,
        OF_ERRORS,
        OF_OUTPUT
    }

    /// Only those that throw away, or that are about errors, which are never read.
    private Redirection redirection() throws NotInterpretedException {
        for (var form : List.of("2>&1", ">&2", "1>&2", "2>/dev/null", "2> /dev/null")) {
            if (take(form)) {
                return form.endsWith(">&2") ? Redirection.OF_OUTPUT : Redirection.OF_ERRORS;
            }
        }
        for (var form : List.of(">/dev/null", "> /dev/null", "&>/dev/null", "&> /dev/null")) {
            if (take(form)) {
                return Redirection.OF_OUTPUT;
            }
        }
        if (has('<') || has('>')) {
            throw new NotInterpretedException("'%s'".formatted(text.charAt(at)));
        }
        return Redirection.NONE;
    }

    /// Where the `=` of an assignment is; -1 where there is none.
    private int assignment() {
        var matcher = NAME.matcher(text).region(at, text.length());
        return matcher.lookingAt()
                        && matcher.end() < text.length()
                        && text.charAt(matcher.end()) == '='
                ? matcher.end()
                : -1;
    }

    private boolean isWordStart() {
        return at < text.length() && "\n;|&()<>".indexOf(text.charAt(at)) < 0;
    }

    private Script.Word word() throws NotInterpretedException {
        var parts = new ArrayList<Script.Part>();
        var plain = new StringBuilder();
        while (at < text.length() && " \t\n;|&()<>".indexOf(text.charAt(at)) < 0) {
            char letter = text.charAt(at);
            if (letter == '\\' && at + 1 < text.length()) {
                parts.add(new Script.Text(plain.toString(), false));
                plain.setLength(0);
                parts.add(new Script.Text(text.substring(at + 1, at + 2), true));
                at += 2;
            } else if ("'\"$`".indexOf(letter) >= 0) {
                parts.add(new Script.Text(plain.toString(), false));
                plain.setLength(0);
                parts.addAll(special(letter));
            } else {
                plain.append(letter);
                at++;
            }
        }
        parts.add(new Script.Text(plain.toString(), false));
        parts.removeIf(part ->
                part instanceof Script.Text(var some, var isQuoted) && some.isEmpty() && !isQuoted);
        return new Script.Word(parts);
    }

    private List<Script.Part> special(char letter) throws NotInterpretedException {
        return switch (letter) {
            case '\'' -> {
                int end = end('\'', at + 1);
                var inner = text.substring(at + 1, end);
                at = end + 1;
                yield List.of(new Script.Text(inner, true));
            }
            case '"' -> quoted();
            default -> List.of(replaced(false));
        };
    }

    private int end(char letter, int from) throws NotInterpretedException {
        int end = text.indexOf(letter, from);
        if (end < 0) {
            throw new NotInterpretedException("a quotation without an end");
        }
        return end;
    }

    private List<Script.Part> quoted() throws NotInterpretedException {
        var parts = new ArrayList<Script.Part>();
        var plain = new StringBuilder();
        at++;
        while (true) {
            if (at >= text.length()) {
                throw new NotInterpretedException("a quotation without an end");
            }
            char letter = text.charAt(at);
            if (letter == '"') {
                at++;
                parts.add(new Script.Text(plain.toString(), true));
                return parts;
            }
            if (letter == '\\'
                    && at + 1 < text.length()
                    && "$`\"\\".indexOf(text.charAt(at + 1)) >= 0) {
                plain.append(text.charAt(at + 1));
                at += 2;
            } else if (letter == '$' || letter == '`') {
                parts.add(new Script.Text(plain.toString(), true));
                plain.setLength(0);
                parts.add(replaced(true));
            } else {
                plain.append(letter);
                at++;
            }
        }
    }

    /// At a `$` or a backquote.
    private Script.Part replaced(boolean isQuoted) throws NotInterpretedException {
        if (take("`")) {
            int end = end('`', at);
            var inner = text.substring(at, end);
            at = end + 1;
            return new Script.Substitution(parse(inner, depth + 1), isQuoted);
        }
        at++;
        if (text.startsWith("((", at)) {
            throw new NotInterpretedException("arithmetic");
        }
        if (take("(")) {
            var script = script();
            expect(")");
            return new Script.Substitution(script, isQuoted);
        }
        if (take("{")) {
            var name = name();
            expect("}");
            return new Script.Variable(name, isQuoted);
        }
        var matcher = NAME.matcher(text).region(at, text.length());
        return matcher.lookingAt()
                ? new Script.Variable(name(), isQuoted)
                : new Script.Text("$", isQuoted);
    }

    private String name() throws NotInterpretedException {
        var matcher = NAME.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw new NotInterpretedException("a variable of that form");
        }
        at = matcher.end();
        return matcher.group();
    }

    /// The bare word that stands here, without taking it.
    private String keyword() {
        int end = at;
        while (end < text.length() && " \t\n;|&()<>'\"$`".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(at, end);
    }

    private boolean has(char letter) {
        return at < text.length() && text.charAt(at) == letter;
    }

    private boolean take(String part) {
        if (!text.startsWith(part, at)) {
            return false;
        }
        at += part.length();
        return true;
    }

    private void expect(String part) throws NotInterpretedException {
        skipSeparators();
        if (!take(part)) {
            throw new NotInterpretedException("a script without '%s'".formatted(part));
        }
    }

    private void blanks() {
        while (at < text.length()) {
            char letter = text.charAt(at);
            if (letter == '#' && (at == 0 || " \t\n;".indexOf(text.charAt(at - 1)) >= 0)) {
                int line = text.indexOf('\n', at);
                at = line < 0 ? text.length() : line;
            } else if (letter == ' ' || letter == '\t' || letter == '\r') {
                at++;
            } else if (text.startsWith("\\\n", at)) {
                at += 2;
            } else {
                return;
            }
        }
    }

    private void skipLines() {
        for (blanks(); has('\n'); blanks()) {
            at++;
        }
    }

    private void skipSeparators() {
        for (blanks(); has('\n') || (has(';') && !text.startsWith(";;", at)); blanks()) {
            at++;
        }
    }
}
