package org.tidewaiter.checks.shell;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tidewaiter.checks.document.SourceText;

/// Finds the commands of a POSIX shell or Bash script, also those in substitutions (`$(…)`), in
/// groups and given to `sh -c`. What control words mean is not followed: each command counts as if
/// it were run. Never fails, since any text is some script.
///
/// @see "POSIX.1-2024, 2 Shell Command Language"
public final class ShellScript {
    private static final int MAX_NESTING = 6;
    private static final int MAX_COMMANDS = 20_000;
    private static final Set<String> CONTROL =
            Set.of("if", "then", "elif", "else", "do", "while", "until", "!", "{", "time");
    private static final Set<String> WRAPPERS =
            Set.of(
                    "sudo",
                    "env",
                    "exec",
                    "command",
                    "nohup",
                    "nice",
                    "time",
                    "eatmydata",
                    "gosu",
                    "su-exec",
                    "setpriv",
                    "chroot",
                    "retry",
                    "xargs",
                    "timeout",
                    "doas");
    private static final int MAX_OPTIONS = 20;

    /// Options of wrappers whose value is a word of its own.
    private static final Map<String, Set<String>> VALUES =
            Map.of(
                    "sudo",
                    Set.of("-u", "-g", "--user", "--group"),
                    "runuser",
                    Set.of("-u", "-g", "-G", "--user", "--group", "--supp-group"),
                    "setpriv",
                    Set.of(
                            "--reuid",
                            "--regid",
                            "--ruid",
                            "--rgid",
                            "--euid",
                            "--egid",
                            "--groups",
                            "--inh-caps",
                            "--ambient-caps",
                            "--bounding-set",
                            "--securebits",
                            "--pdeathsig",
                            "--selinux-label",
                            "--apparmor-profile"));

    private static final Set<String> WITH_OPERAND = Set.of("timeout", "gosu", "su-exec", "chroot");

    /// They start the shell of a user, with `-c` as any shell has it.
    private static final Set<String> USER_SHELLS = Set.of("su", "runuser");

    private static final Set<String> COMMANDS = Set.of("--command", "--session-command");
    private static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash", "zsh", "ksh");

    private final List<Command> commands = new ArrayList<>();
    private final Deque<Part> parts = new ArrayDeque<>();
    private int pipelines;

    private ShellScript() {}

    private record Part(SourceText text, int depth) {}

    /// @return by pipeline, a substitution after the command it is in
    public static List<Command> commands(SourceText text) {
        var script = new ShellScript();
        script.parts.add(new Part(text, 0));
        while (!script.parts.isEmpty() && script.commands.size() < MAX_COMMANDS) {
            var part = script.parts.remove();
            script.new Scan(part).run();
        }
        return List.copyOf(script.commands);
    }

    /// Commands by pipeline, in the order of the lines; each list has at least one.
    public static List<List<Command>> pipelines(List<Command> commands) {
        var byNumber = new LinkedHashMap<Integer, List<Command>>();
        for (var command : commands) {
            byNumber.computeIfAbsent(command.pipeline(), _ -> new ArrayList<>()).add(command);
        }
        return byNumber.values().stream()
                .sorted(Comparator.comparingInt(list -> list.getFirst().line()))
                .toList();
    }

    public static boolean isShell(String program) {
        return SHELLS.contains(program);
    }

    /// One walk over one part, from left to right.
    private final class Scan {
        private final SourceText source;
        private final String text;
        private final int depth;
        private final List<Word> words = new ArrayList<>();
        private final List<Redirect> redirects = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();
        private final Deque<String> heredocs = new ArrayDeque<>();
        private int pipeline = pipelines++;
        private int wordStart = -1;
        private boolean quoted;
        private String redirect = "";
        private int at;

        private Scan(Part part) {
            this.source = part.text();
            this.text = part.text().text();
            this.depth = part.depth();
        }

        private void run() {
            while (at < text.length() && commands.size() < MAX_COMMANDS) {
                step(text.charAt(at));
            }
            endPipeline();
        }

        private void step(char letter) {
            switch (letter) {
                case ' ', '\t', '\r', '\f' -> {
                    endWord();
                    at++;
                }
                case '\n' -> {
                    endPipeline();
                    at++;
                    skipHeredocs();
                }
                case ';', '(', ')' -> {
                    endPipeline();
                    at++;
                }
                case '&' -> ampersand();
                case '|' -> pipe();
                case '<', '>' -> redirection(letter);
                case '#' -> {
                    if (wordStart < 0) {
                        skipTo("\n");
                    } else {
                        append(letter);
                    }
                }
                case '\\' -> escape();
                case '\'' -> single();
                case '"' -> doubled();
                case '$' -> dollar();
                case '`' -> backquote();
                default -> append(letter);
            }
        }

        private void append(char letter) {
            begin();
            word.append(letter);
            at++;
        }

        private void begin() {
            if (wordStart < 0) {
                wordStart = at;
            }
        }

        private void skipTo(String end) {
            int next = text.indexOf(end, at);
            at = next < 0 ? text.length() : next;
        }

        private void ampersand() {
            if (next() == '>') {
                endWord();
                redirect = "&>";
                at += 2;
                if (at < text.length() && text.charAt(at) == '>') {
                    at++;
                }
                return;
            }
            endPipeline();
            at += next() == '&' ? 2 : 1;
        }

        private void pipe() {
            if (next() == '|') {
                endPipeline();
                at += 2;
                return;
            }
            endCommand();
            at += next() == '&' ? 2 : 1;
        }

        private char next() {
            return at + 1 < text.length() ? text.charAt(at + 1) : '\0';
        }

        private void redirection(char letter) {
            if (next() == '(') {
                begin();
                int end = closing(at + 1, '(', ')');
                nested(source.part(at + 2, Math.max(at + 2, end)));
                copyTo(Math.min(end + 1, text.length()));
                return;
            }
            if (word.chars().allMatch(Character::isDigit)) {
                dropWord();
            } else {
                endWord();
            }
            int start = at;
            while (at < text.length() && at - start < 3 && text.charAt(at) == letter) {
                at++;
            }
            redirect = text.substring(start, at);
            if (at < text.length() && (text.charAt(at) == '&' || text.charAt(at) == '|')) {
                at++;
            } else if (redirect.equals("<<") && at < text.length() && text.charAt(at) == '-') {
                at++;
            }
        }

        private void escape() {
            if (next() == '\n') {
                at += 2;
            } else if (next() == '\r' && at + 2 < text.length() && text.charAt(at + 2) == '\n') {
                at += 3;
            } else {
                begin();
                if (at + 1 < text.length()) {
                    word.append(text.charAt(at + 1));
                }
                at += 2;
            }
        }

        private void single() {
            begin();
            quoted = true;
            int start = ++at;
            skipTo("'");
            word.append(text, start, at);
            at++;
        }

        private void doubled() {
            begin();
            at++;
            while (at < text.length() && text.charAt(at) != '"') {
                char letter = text.charAt(at);
                if (letter == '\\' && at + 1 < text.length()) {
                    if (next() != '\n') {
                        word.append(next());
                    }
                    at += 2;
                } else if (letter == '$') {
                    dollar();
                } else if (letter == '`') {
                    backquote();
                } else {
                    word.append(letter);
                    at++;
                }
            }
            at++;
        }

        private void dollar() {
            begin();
            char follows = next();
            if (follows == '(') {
                int end = closing(at + 1, '(', ')');
                nested(source.part(at + 2, Math.max(at + 2, end)));
                copyTo(Math.min(end + 1, text.length()));
            } else if (follows == '{') {
                copyTo(Math.min(closing(at + 1, '{', '}') + 1, text.length()));
            } else {
                append('$');
            }
        }

        private void backquote() {
            begin();
            int end = text.indexOf('`', at + 1);
            int stop = end < 0 ? text.length() : end;
            nested(source.part(at + 1, stop));
            copyTo(Math.min(stop + 1, text.length()));
        }

        private void copyTo(int end) {
            word.append(text, at, end);
            at = end;
        }

        private void nested(SourceText inner) {
            if (depth < MAX_NESTING && !inner.text().isBlank()) {
                parts.add(new Part(inner, depth + 1));
            }
        }

        /// Where a bracket is closed, quotes left out; the end of the text where it is not.
        private int closing(int start, char opening, char closing) {
            int open = 0;
            int i = start;
            while (i < text.length()) {
                char letter = text.charAt(i);
                if (letter == '\\') {
                    i++;
                } else if (letter == '\'' && opening == '(') {
                    int end = text.indexOf('\'', i + 1);
                    i = end < 0 ? text.length() : end;
                } else if (letter == opening) {
                    open++;
                } else if (letter == closing && --open == 0) {
                    return i;
                }
                i++;
            }
            return text.length();
        }

        private void dropWord() {
            word.setLength(0);
            wordStart = -1;
            quoted = false;
        }

        private void endWord() {
            if (wordStart < 0) {
                return;
            }
            var done = new Word(word.toString(), quoted, source.line(wordStart));
            dropWord();
            if (redirect.isEmpty()) {
                words.add(done);
                return;
            }
            if (redirect.equals("<<")) {
                heredocs.add(done.text());
            }
            redirects.add(new Redirect(redirect, done));
            redirect = "";
        }

        private void skipHeredocs() {
            while (!heredocs.isEmpty() && at < text.length()) {
                int end = text.indexOf('\n', at);
                int stop = end < 0 ? text.length() : end;
                if (text.substring(at, stop).strip().equals(heredocs.peek())) {
                    heredocs.remove();
                }
                at = Math.min(stop + 1, text.length());
            }
            heredocs.clear();
        }

        private void endPipeline() {
            endCommand();
            pipeline = pipelines++;
        }

        private void endCommand() {
            endWord();
            redirect = "";
            if (!words.isEmpty()) {
                addCommand();
            }
            words.clear();
            redirects.clear();
        }

        private void addCommand() {
            int start = 0;
            while (start < words.size() && CONTROL.contains(words.get(start).text())) {
                start++;
            }
            var assignments = new ArrayList<Word>();
            var wrappers = new ArrayList<Word>();
            while (start < words.size()) {
                var first = words.get(start);
                if (isAssignment(first.text())) {
                    assignments.add(first);
                } else if (isWrapper(start) && start + 1 < words.size()) {
                    wrappers.add(first);
                    start = afterOptions(Command.base(first.text()), start + 1) - 1;
                } else {
                    break;
                }
                start++;
            }
            var rest = words.subList(Math.min(start, words.size()), words.size());
            if (rest.isEmpty()) {
                if (wrappers.isEmpty() && assignments.isEmpty()) {
                    return;
                }
                rest =
                        List.of(
                                wrappers.isEmpty()
                                        ? new Word(":", false, assignments.getFirst().line())
                                        : wrappers.getLast());
            }
            int line = wrappers.isEmpty() ? rest.getFirst().line() : wrappers.getFirst().line();
            commands.add(new Command(wrappers, rest, assignments, redirects, pipeline, line));
            givenToShell(rest);
        }

        private static boolean isAssignment(String word) {
            int equals = word.indexOf('=');
            return equals > 0
                    && word.substring(0, equals)
                            .chars()
                            .allMatch(c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)))
                    && !Character.isDigit(word.charAt(0));
        }

        /// `runuser` starts a program where it is given a user by option, and a shell otherwise.
        private boolean isWrapper(int index) {
            var name = Command.base(words.get(index).text());
            if (!name.equals("runuser")) {
                return WRAPPERS.contains(name);
            }
            return words.stream()
                    .skip(index + 1L)
                    .limit(MAX_OPTIONS)
                    .takeWhile(Word::isOption)
                    .anyMatch(word ->
                            word.text().startsWith("-u") || word.text().startsWith("--user"));
        }

        private int afterOptions(String wrapper, int from) {
            var withValue = VALUES.getOrDefault(wrapper, Set.of());
            int next = from;
            boolean isOver = false;
            while (!isOver && next < words.size() && words.get(next).isOption()) {
                var option = words.get(next).text();
                isOver = option.equals("--");
                next += withValue.contains(option) ? 2 : 1;
            }
            boolean takesOperand = WITH_OPERAND.contains(wrapper) && next + 1 < words.size();
            return Math.min(takesOperand ? next + 1 : next, words.size());
        }

        private void givenToShell(List<Word> rest) {
            var program = Command.base(rest.getFirst().text());
            boolean isUserShell = USER_SHELLS.contains(program);
            if (!isUserShell && !SHELLS.contains(program)) {
                return;
            }
            for (int i = 1; i < rest.size(); i++) {
                var option = rest.get(i);
                var text = option.text();
                int equals = text.indexOf('=');
                boolean isShort =
                        text.startsWith("-") && !text.startsWith("--") && text.endsWith("c");
                if (isUserShell && equals > 0 && COMMANDS.contains(text.substring(0, equals))) {
                    nested(SourceText.of(text.substring(equals + 1), option.line()));
                    return;
                }
                if ((isShort || (isUserShell && COMMANDS.contains(text))) && i + 1 < rest.size()) {
                    nested(SourceText.of(rest.get(i + 1).text(), rest.get(i + 1).line()));
                    return;
                }
            }
        }
    }
}
