package org.tidewaiter.checks.dockerfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.checks.document.SourceText;
import org.tidewaiter.checks.document.TextLines;
import org.tidewaiter.checks.document.Unread;
import org.tidewaiter.checks.shell.Command;
import org.tidewaiter.checks.shell.ShellScript;

/// A Dockerfile as its rules see it: instructions, the stages that they belong to, and the commands
/// that they run.
///
/// @param global the `ARG` before the first `FROM`
/// @param unread lines that could not be read
record Dockerfile(
        TextLines lines,
        List<Instruction> instructions,
        List<Instruction> global,
        List<Stage> stages,
        List<Run> runs,
        List<Unread> unread) {
    private static final int MAX_STAGES = 500;

    static Dockerfile parse(String text) {
        var lines = TextLines.of(text);
        var parsed = DockerfileParser.parse(lines);
        var unread = new ArrayList<>(parsed.unread());
        var global = new ArrayList<Instruction>();
        var groups = new ArrayList<List<Instruction>>();
        for (var instruction : parsed.instructions()) {
            if (instruction.is("FROM") && !instruction.onBuild()) {
                groups.add(new ArrayList<>());
            }
            if (!groups.isEmpty()) {
                groups.getLast().add(instruction);
            } else if (instruction.is("ARG")) {
                global.add(instruction);
            } else {
                unread.add(
                        new Unread(
                                instruction.firstLine(),
                                "%s before the first FROM".formatted(instruction.keyword())));
            }
        }
        if (groups.isEmpty()) {
            return new Dockerfile(
                    lines,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(new Unread(1, "no FROM: not a Dockerfile")));
        }
        if (groups.size() > MAX_STAGES) {
            unread.add(
                    new Unread(
                            groups.get(MAX_STAGES).getFirst().firstLine(),
                            "more than %d stages".formatted(MAX_STAGES)));
        }
        var globals = new Variables();
        global.forEach(argument -> declare(argument, globals, globals));
        var stages = new ArrayList<Stage>();
        for (var group : groups.subList(0, Math.min(groups.size(), MAX_STAGES))) {
            stages.add(stage(group, stages, globals));
        }
        return new Dockerfile(
                lines,
                parsed.instructions(),
                List.copyOf(global),
                List.copyOf(stages),
                runs(stages),
                List.copyOf(unread));
    }

    private static Stage stage(List<Instruction> group, List<Stage> before, Variables globals) {
        var from = group.getFirst();
        var words = from.words();
        var written = words.isEmpty() ? "" : words.getFirst().text();
        var base = globals.expand(written, from.escape());
        boolean isNamed = words.size() >= 3 && words.get(1).text().equalsIgnoreCase("as");
        var name = isNamed ? words.get(2).text().toLowerCase(Locale.ROOT) : "";
        var parent =
                base.known()
                        .flatMap(image ->
                                before.stream()
                                        .filter(stage ->
                                                stage.name().equals(image.toLowerCase(Locale.ROOT))
                                                        && !stage.name().isEmpty())
                                        .findFirst());
        return new Stage(
                before.size(),
                name,
                from,
                base.known().filter(image -> !image.isEmpty()),
                parent,
                group.subList(1, group.size()),
                List.copyOf(base.undefined()));
    }

    /// Takes what an `ARG` or `ENV` says into a scope.
    static void declare(Instruction instruction, Variables scope, Variables globals) {
        if (instruction.is("ARG")) {
            for (var word : instruction.words()) {
                int equals = word.text().indexOf('=');
                var name = equals < 0 ? word.text() : word.text().substring(0, equals);
                scope.declare(
                        name,
                        equals < 0
                                ? globals.declared(name).orElse(Optional.empty())
                                : scope.expand(
                                                word.text().substring(equals + 1),
                                                instruction.escape())
                                        .known());
            }
        } else if (instruction.is("ENV")) {
            Assignment.of(instruction)
                    .forEach(each ->
                            scope.declare(
                                    each.name(),
                                    scope.expand(each.value(), instruction.escape()).known()));
        }
    }

    private static List<Run> runs(List<Stage> stages) {
        var runs = new ArrayList<Run>();
        var shells = new ArrayList<List<String>>();
        for (var stage : stages) {
            var shell = stage.parent().map(parent -> shells.get(parent.index())).orElse(List.of());
            for (var instruction : stage.instructions()) {
                if (instruction.is("SHELL")) {
                    shell = instruction.exec().orElse(List.of());
                } else if (instruction.is("RUN")) {
                    var commands = isPosix(shell) ? commands(instruction) : List.<Command>of();
                    runs.add(new Run(stage, instruction, shell, commands));
                }
            }
            shells.add(shell);
        }
        return List.copyOf(runs);
    }

    private static boolean isPosix(List<String> shell) {
        return shell.isEmpty()
                || ShellScript.isShell(
                        shell.getFirst().substring(shell.getFirst().lastIndexOf('/') + 1));
    }

    private static List<Command> commands(Instruction run) {
        var exec = run.exec();
        if (exec.isPresent()) {
            return ShellScript.commands(SourceText.onLine(quoted(exec.get()), run.firstLine()));
        }
        var commands = new ArrayList<>(ShellScript.commands(run.arguments()));
        boolean onlyHeredoc =
                commands.stream().allMatch(command -> ShellScript.isShell(command.name()));
        if (!run.heredocs().isEmpty() && onlyHeredoc) {
            for (var heredoc : run.heredocs()) {
                if (isShellBody(heredoc.body().text())) {
                    commands.addAll(
                            renumbered(ShellScript.commands(heredoc.body()), commands.size()));
                }
            }
        }
        return commands;
    }

    /// Pipelines of a second script must not be taken for those of the first.
    private static List<Command> renumbered(List<Command> commands, int before) {
        int offset = (before + 1) * 1_000_000;
        return commands.stream()
                .map(command ->
                        new Command(
                                command.wrappers(),
                                command.words(),
                                command.assignments(),
                                command.redirects(),
                                command.pipeline() + offset,
                                command.line()))
                .toList();
    }

    private static boolean isShellBody(String body) {
        if (!body.startsWith("#!")) {
            return true;
        }
        int end = body.indexOf('\n');
        var first = end < 0 ? body : body.substring(0, end);
        var words = first.substring(2).strip().split("[ /]", -1);
        return ShellScript.isShell(words[words.length - 1]);
    }

    private static String quoted(List<String> words) {
        return String.join(
                " ", words.stream().map(word -> "'" + word.replace("'", "'\\''") + "'").toList());
    }

    /// The stage that a build gives if nobody asks for another.
    Optional<Stage> finalStage() {
        return stages.isEmpty() ? Optional.empty() : Optional.of(stages.getLast());
    }

    /// The stages whose files are in the image: the last, and those that it builds on.
    List<Stage> shipped() {
        var shipped = new ArrayList<Stage>();
        for (var stage = finalStage(); stage.isPresent(); stage = stage.get().parent()) {
            shipped.add(stage.get());
        }
        return shipped;
    }

    Stream<Run> shippedRuns() {
        var shipped = shipped().stream().map(Stage::index).collect(Collectors.toSet());
        return runs.stream().filter(run -> shipped.contains(run.stage().index()));
    }

    /// Instructions of all stages with what is declared where they stand.
    Stream<Scoped> scoped() {
        var globals = new Variables();
        global.forEach(argument -> declare(argument, globals, globals));
        var all = new ArrayList<Scoped>();
        Map<Integer, Variables> ends = new HashMap<>();
        for (var stage : stages) {
            var scope =
                    stage.parent()
                            .map(parent ->
                                    new Variables(
                                            ends.getOrDefault(parent.index(), new Variables())))
                            .orElseGet(Variables::new);
            for (var instruction : stage.instructions()) {
                all.add(new Scoped(stage, instruction, expanded(instruction, scope)));
                declare(instruction, scope, globals);
            }
            ends.put(stage.index(), scope);
        }
        return all.stream();
    }

    private static Variables.Expanded expanded(Instruction instruction, Variables scope) {
        boolean isExpanded =
                Set.of(
                                "ADD",
                                "COPY",
                                "EXPOSE",
                                "USER",
                                "WORKDIR",
                                "VOLUME",
                                "STOPSIGNAL",
                                "LABEL",
                                "ENV")
                        .contains(instruction.keyword());
        return isExpanded
                ? scope.expandWords(instruction.text(), instruction.escape())
                : new Variables.Expanded(instruction.text(), true, Set.of());
    }

    /// @param expanded the arguments with variables replaced and quotes removed
    record Scoped(Stage stage, Instruction instruction, Variables.Expanded expanded) {}
}
