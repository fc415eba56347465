package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.tidewaiter.cli.Typed.typed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.inventory.document.InventoryFormats;
import org.tidewaiter.inventory.listing.FileListFormats;
import org.tidewaiter.scan.ReportFormats;
import picocli.CommandLine;

class HelpPagesTest {
    private static final Pattern COMMAND =
            Pattern.compile("^(?:\\s*run: .*\\| |\\s*run: |)\\./tidewaiter (.*)");
    private static final Pattern WORD = Pattern.compile("'[^']*'|\"[^\"]*\"|\\S+");

    @ParameterizedTest
    @MethodSource("paths")
    void everyCommandAndEveryFlagOfItIsDescribed(List<String> path) {
        var command = command(path).getCommandSpec();
        assertThat(command.usageMessage().description()).isNotEmpty();
        for (var argument : command.args()) {
            assertThat(argument.description()).as(argument.toString()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("paths")
    void everyPageFitsTheTerminal(List<String> path) {
        for (int columns : new int[] {0, 200, 80, 60}) {
            var page = help(path, new Terminal(columns, false, false));
            int widest = columns == 0 || columns > 100 ? 100 : Math.max(columns, 80);
            assertThat(page.lines()).allMatch(line -> line.length() <= widest);
        }
    }

    @ParameterizedTest
    @MethodSource("paths")
    void everyExampleIsUnderstood(List<String> path) {
        var examples =
                help(path, Typed.PIPE)
                        .lines()
                        .filter(line -> line.startsWith("  tidewaiter "))
                        .map(line -> line.strip().replaceFirst("(   | < ).*", ""))
                        .toList();
        if (!path.equals(List.of("completion"))) {
            assertThat(examples).isNotEmpty();
        }
        for (var example : examples) {
            var words = example.split(" ", -1);
            program().parseArgs(List.of(words).subList(1, words.length).toArray(String[]::new));
        }
    }

    /// In the pages as in the workflows, which no test can run.
    @Test
    void everyCommandInADocumentIsUnderstood() throws IOException {
        int seen = 0;
        for (var document : documents()) {
            for (var line : Files.readAllLines(document)) {
                var command = COMMAND.matcher(line);
                if (command.find()) {
                    var words = words(command.group(1));
                    assertThatCode(() -> program().parseArgs(words))
                            .as("%s: %s", document, line)
                            .doesNotThrowAnyException();
                    seen++;
                }
            }
        }
        assertThat(seen).isGreaterThan(40);
    }

    private static List<Path> documents() throws IOException {
        var documents = new ArrayList<Path>();
        documents.add(Path.of("../README.md"));
        for (var folder : List.of("../docs", "../.github/workflows")) {
            try (var files = Files.newDirectoryStream(Path.of(folder), "*.{md,yml}")) {
                files.forEach(documents::add);
            }
        }
        return documents;
    }

    /// Of one command of a line of the shell.
    private static String[] words(String command) {
        var words = new ArrayList<String>();
        for (var word = WORD.matcher(command); word.find(); ) {
            var text = word.group();
            if (text.matches("[|>&;#].*")) {
                break;
            }
            words.add(text.replaceAll("^(['\"])(.*)\\1$", "$2"));
        }
        return words.toArray(String[]::new);
    }

    @Test
    void thePagesNameTheFormatsThatThereAre() {
        for (var format : ReportFormats.BUILT_IN) {
            assertThat(formats("scan")).contains(" " + format.name());
        }
        for (var format : InventoryFormats.BUILT_IN) {
            assertThat(formats("inventory")).contains(" " + format.name());
        }
        for (var format : FileListFormats.BUILT_IN) {
            assertThat(formats("files")).contains(" " + format.name());
        }
    }

    private static String formats(String command) {
        var page = help(List.of(command), Typed.PIPE);
        return page.substring(page.indexOf("Formats:")).replaceAll("\\s+", " ");
    }

    @Test
    void helpOfACommandIsTheSameInEveryWayToAskForIt() {
        var page = Typed.run("db", "build", "--help");
        assertThat(page.status()).isZero();
        assertThat(page.err()).isEmpty();
        assertThat(page.out()).startsWith("Usage: tidewaiter db build [OPTIONS]");
        assertThat(Typed.run("help", "db", "build")).isEqualTo(page);
        assertThat(Typed.run("db", "build", "-h")).isEqualTo(page);
    }

    @Test
    void withoutACommandTheHelpIsShown() {
        assertThat(typed().run().out()).isEqualTo(Typed.run("--help").out());
    }

    @Test
    void aPageHasColourOnlyOnATerminalThatWantsIt() {
        assertThat(help(List.of("scan"), new Terminal(80, true, true))).contains("\u001b[");
        assertThat(help(List.of("scan"), new Terminal(80, true, false))).doesNotContain("\u001b[");
    }

    static Stream<List<String>> paths() {
        var paths = new ArrayList<List<String>>();
        collect(program(), List.of(), paths);
        return paths.stream();
    }

    private static void collect(CommandLine command, List<String> path, List<List<String>> paths) {
        paths.add(path);
        command.getSubcommands()
                .forEach((name, next) -> {
                    var longer = new ArrayList<>(path);
                    longer.add(name);
                    collect(next, longer, paths);
                });
    }

    private static CommandLine command(List<String> path) {
        var command = program();
        for (var name : path) {
            command = command.getSubcommands().getOrDefault(name, command);
        }
        return command;
    }

    private static CommandLine program() {
        var streams =
                new Streams(
                        InputStream.nullInputStream(),
                        StandardOutput.to(OutputStream.nullOutputStream()),
                        System.err,
                        Typed.PIPE);
        return Main.program(new TidewaiterCommand(streams, Map.of()), "help");
    }

    private static String help(List<String> path, Terminal terminal) {
        var words = new ArrayList<>(path);
        words.add("--help");
        return typed(words.toArray(String[]::new)).at(terminal).run().out();
    }
}
