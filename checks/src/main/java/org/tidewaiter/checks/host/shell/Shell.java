package org.tidewaiter.checks.host.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.tidewaiter.checks.host.Host;

/// Answers scripts that only look: what they would write, from the files and processes of a host.
/// It knows the programs of [Programs], and of the language pipelines, lists, `if`, `for`, `test`,
/// variables and substitutions.
public final class Shell {
    private static final int MAX_COMMANDS = 20_000;
    private static final int MAX_WRITTEN = 4 << 20;

    private final Host host;
    private final Programs programs;
    private final TreeSet<String> unread = new TreeSet<>();
    private final Map<String, String> variables = new HashMap<>();
    private int commands;

    private Shell(Host host) {
        this.host = host;
        programs = new Programs(host, unread);
    }

    /// @param out what it writes; errors are in no part of it
    /// @param unread what of the host could not be read, with the reason, sorted
    public record Said(String out, int status, List<String> unread) {
        public Said {
            unread = List.copyOf(unread);
        }
    }

    /// @throws NotInterpretedException if it needs what is not interpreted here
    public static Said run(String script, Host host) throws NotInterpretedException {
        var shell = new Shell(host);
        var written = shell.run(ScriptParser.parse(script), "");
        return new Said(written.out(), written.status(), List.copyOf(shell.unread));
    }

    private Written run(Script script, String in) throws NotInterpretedException {
        var out = new StringBuilder();
        int status = 0;
        for (var step : script.steps()) {
            boolean isSkipped =
                    switch (step.when()) {
                        case ALWAYS -> false;
                        case IF_TRUE -> status != 0;
                        case IF_FALSE -> status == 0;
                    };
            if (isSkipped) {
                continue;
            }
            var written = new Written(in, 0);
            for (var command : step.pipeline()) {
                written = run(command, written.out());
            }
            out.append(written.out());
            if (out.length() > MAX_WRITTEN) {
                throw new NotInterpretedException("output of that length");
            }
            boolean isTrue = written.status() == 0;
            status = step.isNegated() ? (isTrue ? 1 : 0) : written.status();
        }
        return new Written(out.toString(), status);
    }

    private Written run(Script.Command command, String in) throws NotInterpretedException {
        if (++commands > MAX_COMMANDS) {
            throw new NotInterpretedException("that many commands");
        }
        return switch (command) {
            case Script.Simple simple -> simple(simple, in);
            case Script.Group(var body) -> run(body, in);
            case Script.If(var branches, var otherwise) -> {
                for (var branch : branches) {
                    if (run(branch.condition(), in).status() == 0) {
                        yield run(branch.then(), in);
                    }
                }
                yield run(otherwise, in);
            }
            case Script.For(var variable, var words, var body) -> {
                var out = new StringBuilder();
                int status = 0;
                for (var word : words(words)) {
                    variables.put(variable, word);
                    var written = run(body, in);
                    out.append(written.out());
                    status = written.status();
                }
                yield new Written(out.toString(), status);
            }
        };
    }

    private Written simple(Script.Simple command, String in) throws NotInterpretedException {
        for (var assignment : command.assignments()) {
            variables.put(assignment.variable(), joined(assignment.value()));
        }
        var words = words(command.words());
        if (words.isEmpty()) {
            return new Written("", 0);
        }
        var written = run(words, in);
        return command.writes() ? written : new Written("", written.status());
    }

    private Written run(List<String> words, String in) throws NotInterpretedException {
        var name = words.getFirst().substring(words.getFirst().lastIndexOf('/') + 1);
        var rest = words.subList(1, words.size());
        return switch (name) {
            case "sh", "bash" -> {
                if (rest.size() < 2 || !rest.getFirst().equals("-c")) {
                    throw new NotInterpretedException("'%s' without -c".formatted(name));
                }
                yield run(ScriptParser.parse(rest.get(1)), in);
            }
            case "xargs" -> xargs(rest, in);
            default -> programs.run(name, rest, in);
        };
    }

    /// All words at once, or with `-I` line by line, or with `-n1` or `-L1` each for itself.
    private Written xargs(List<String> options, String in) throws NotInterpretedException {
        boolean isEach = false;
        boolean runsEmpty = true;
        var place = "";
        int at = 0;
        for (; at < options.size() && options.get(at).startsWith("-"); at++) {
            var option = options.get(at);
            if (option.equals("-r") || option.equals("--no-run-if-empty")) {
                runsEmpty = false;
            } else if (option.startsWith("-I")) {
                place = option.length() > 2 ? option.substring(2) : "{}";
                if (option.length() == 2 && at + 1 < options.size()) {
                    place = options.get(++at);
                }
            } else if (option.equals("-n1") || option.equals("-L1")) {
                isEach = true;
            } else if ((option.equals("-n") || option.equals("-L"))
                    && at + 1 < options.size()
                    && options.get(at + 1).equals("1")) {
                isEach = true;
                at++;
            } else {
                throw new NotInterpretedException("xargs " + option);
            }
        }
        var command = at < options.size() ? options.subList(at, options.size()) : List.of("echo");
        if (place.isEmpty() && !isEach) {
            var words = split(in);
            return words.isEmpty() && !runsEmpty
                    ? new Written("", 0)
                    : counted(append(command, words), "");
        }
        var out = new StringBuilder();
        int status = 0;
        for (var item : place.isEmpty() ? split(in) : in.lines().map(String::strip).toList()) {
            var marker = place;
            var written =
                    counted(
                            marker.isEmpty()
                                    ? append(command, List.of(item))
                                    : command.stream()
                                            .map(word -> word.replace(marker, item))
                                            .toList(),
                            "");
            out.append(written.out());
            status = written.status() == 0 ? status : written.status();
        }
        return new Written(out.toString(), status);
    }

    private Written counted(List<String> words, String in) throws NotInterpretedException {
        if (++commands > MAX_COMMANDS) {
            throw new NotInterpretedException("that many commands");
        }
        return run(words, in);
    }

    private static List<String> append(List<String> words, List<String> more) {
        var all = new ArrayList<>(words);
        all.addAll(more);
        return all;
    }

    private static List<String> split(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+", -1));
    }

    private List<String> words(List<Script.Word> words) throws NotInterpretedException {
        var all = new ArrayList<String>();
        for (var word : words) {
            var bare = word.bare();
            if (bare.startsWith("/") && NamePattern.isOne(bare)) {
                all.addAll(NamePattern.paths(bare, host));
            } else {
                expand(word, all);
            }
        }
        return all;
    }

    /// What is not quoted and is replaced falls into words at its blanks.
    private void expand(Script.Word word, List<String> all) throws NotInterpretedException {
        var current = new StringBuilder();
        boolean isOne = false;
        for (var part : word.parts()) {
            var text = text(part);
            if (part.isQuoted() || part instanceof Script.Text) {
                current.append(text);
                isOne |= part.isQuoted() || !text.isEmpty();
                continue;
            }
            var pieces = text.split("\\s+", -1);
            for (int i = 0; i < pieces.length; i++) {
                if (i > 0 && (isOne || !current.isEmpty())) {
                    all.add(current.toString());
                    current.setLength(0);
                    isOne = false;
                }
                current.append(pieces[i]);
            }
        }
        if (isOne || !current.isEmpty()) {
            all.add(current.toString());
        }
    }

    private String joined(Script.Word word) throws NotInterpretedException {
        var all = new StringBuilder();
        for (var part : word.parts()) {
            all.append(text(part));
        }
        return all.toString();
    }

    private String text(Script.Part part) throws NotInterpretedException {
        return switch (part) {
            case Script.Text(var text, _) -> text;
            case Script.Variable(var name, _) -> variables.getOrDefault(name, "");
            case Script.Substitution(var script, _) -> run(script, "").out().stripTrailing();
        };
    }
}
