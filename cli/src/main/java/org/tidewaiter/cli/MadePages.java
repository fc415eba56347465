package org.tidewaiter.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;

/// Help pages that were made once, for the usual widths, so that the command line need not be built
/// to print one. The folder is named by the fingerprint of the jars that made them, as the AOT
/// cache is that lies beside it.
///
/// @param folder need not exist
record MadePages(Path folder) {
    private static final List<Integer> WIDTHS = List.of(80, 100);
    private static final List<String> FLAGS = List.of("--help", "-h");

    static MadePages in(Installation program) {
        return new MadePages(program.folder().resolve("help-" + program.fingerprint()));
    }

    /// The page that was asked for.
    ///
    /// @return nothing where words ask for something else, or what is set in the environment could
    ///   change the page
    Optional<byte[]> page(String[] words, Terminal terminal, Map<String, String> environment) {
        boolean isCommand = words.length == 2 && words[0].matches("[a-z]+(-[a-z]+)?");
        boolean asks = words.length == 0 || FLAGS.contains(words[words.length - 1]);
        if (!asks
                || (words.length > 1 && !isCommand)
                || environment.keySet().stream().anyMatch(name -> name.startsWith("TIDEWAITER_"))) {
            return Optional.empty();
        }
        var name = name(isCommand ? words[0] : "", HelpPages.width(terminal), terminal.colour());
        try {
            return Optional.of(Files.readAllBytes(folder.resolve(name)));
        } catch (IOException _) {
            return Optional.empty(); // not of this width, or nobody has made them
        }
    }

    private static String name(String command, int columns, boolean colour) {
        return (command.isEmpty() ? "tidewaiter" : "tidewaiter-" + command)
                + ("-" + columns)
                + (colour ? "-colour" : "");
    }

    /// Makes the pages of the program and of each command.
    void make() throws IOException {
        Files.createDirectories(folder);
        var commands = new ArrayList<>(List.of(""));
        for (var type : Commands.ALL) {
            commands.add(type.getAnnotation(Command.class).name());
        }
        for (var command : commands) {
            for (int columns : WIDTHS) {
                make(command, new Terminal(columns, false, false));
                make(command, new Terminal(columns, false, true));
            }
        }
    }

    private void make(String command, Terminal terminal) throws IOException {
        var words = command.isEmpty() ? new String[] {"--help"} : new String[] {command, "--help"};
        var page = new ByteArrayOutputStream();
        var streams =
                new Streams(
                        InputStream.nullInputStream(),
                        StandardOutput.to(page),
                        System.err,
                        terminal);
        if (Main.run(words, streams, Map.of(), Optional.empty(), InstantSource.system())
                != ExitCodes.PASSED) {
            throw new IOException("there is no help of '%s'".formatted(command));
        }
        var name = name(command, terminal.columns(), terminal.colour());
        Files.write(folder.resolve(name), page.toByteArray());
    }
}
