package org.tidewaiter.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.vulnerability.store.BrokenStoreException;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.ParameterException;

/// The program. Standard output carries only what was asked for; everything else that a person
/// should see goes to standard error.
public final class Main {
    /// As `--version` prints it.
    static final String VERSION = "0.1.0";

    private Main() {}

    public static void main(String[] arguments) {
        var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        if (arguments.length == 1 && arguments[0].equals("--version")) {
            out.println("tidewaiter " + VERSION); // answered before the command line is built
            out.flush();
            return;
        }
        var terminal = Terminal.of(System.getProperties(), System.getenv());
        var streams = new Streams(out, System.err, terminal);
        int status = run(arguments, streams, System.getenv());
        out.flush();
        if (out.checkError() && status == ExitCodes.PASSED) {
            status = ExitCodes.PROBLEM; // a full disk, or a reader that went away
        }
        System.exit(status);
    }

    /// Runs one command to its end.
    ///
    /// @return the exit code
    static int run(String[] arguments, Streams streams, Map<String, String> environment) {
        var program = new CommandLine(new TidewaiterCommand(streams, environment));
        program.setDefaultValueProvider(new EnvironmentDefaults(environment));
        program.setCaseInsensitiveEnumValuesAllowed(true);
        program.setOut(new PrintWriter(streams.out(), true, StandardCharsets.UTF_8));
        program.setErr(new PrintWriter(streams.err(), true, StandardCharsets.UTF_8));
        program.setColorScheme(
                new ColorScheme.Builder(
                                CommandLine.Help.defaultColorScheme(
                                        streams.terminal().colour() ? Ansi.ON : Ansi.OFF))
                        .build());
        program.setParameterExceptionHandler(Main::wrongUse);
        program.setExecutionExceptionHandler(
                (failure, _, _) -> failed(failure, streams, environment));
        return program.execute(arguments);
    }

    private static int wrongUse(ParameterException wrong, String[] arguments) {
        var command = wrong.getCommandLine();
        var name = command.getCommandSpec().qualifiedName(" ");
        command.getErr().printf("error[usage]: %s%n", wrong.getMessage());
        command.getErr().printf("  mend: see '%s --help'%n", name);
        return ExitCodes.PROBLEM;
    }

    private static int failed(Exception failure, Streams streams, Map<String, String> environment) {
        if (failure instanceof ProblemException told) {
            streams.err().println(told.problem());
        } else if (failure instanceof BrokenStoreException broken) {
            streams.err().println(broken.problem());
        } else {
            streams.err().printf("error[internal]: %s%n", failure);
            streams.err()
                    .println(
                            "  mend: this is a defect of Tidewaiter; please report it with the"
                                    + " trace that TIDEWAITER_TRACE=1 prints");
        }
        if (environment.containsKey("TIDEWAITER_TRACE")) {
            failure.printStackTrace(streams.err());
        }
        return ExitCodes.PROBLEM;
    }
}
