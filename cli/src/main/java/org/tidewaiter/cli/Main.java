package org.tidewaiter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.tidewaiter.image.cache.Answer;
import picocli.CommandLine;

/// The program. Standard output carries only what was asked for; everything else that a person
/// should see goes to standard error.
public final class Main {
    /// As `--version` prints it.
    static final String VERSION = "0.1.0";

    private static final int HTTP_BUFFER_BYTES = 128 << 10;

    private Main() {}

    /// @throws ReflectiveOperationException if the jars are others than at the start, and not ours
    public static void main(String[] arguments) throws ReflectiveOperationException {
        int status;
        try {
            var fingerprint = OwnJars.fingerprint();
            var replaced = OwnJars.replaced("org.tidewaiter.cli.Main", fingerprint);
            if (replaced != null) {
                replaced.getMethod("main", String[].class).invoke(null, (Object) arguments);
                return;
            }
            // Java gives no password to the proxy of an HTTPS connection where this is not empty
            System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
            // by its own 16 KiB a layer costs a fifth more from a registry than from a disk
            System.setProperty("jdk.httpclient.bufsize", String.valueOf(HTTP_BUFFER_BYTES));
            var installed =
                    fingerprint == null
                            ? Optional.<Installation>empty()
                            : Optional.of(new Installation(OwnJars.folder(), fingerprint));
            var clock = InstantSource.system();
            status = run(arguments, Streams.ofProcess(), System.getenv(), installed, clock);
        } catch (IOException | NoClassDefFoundError e) {
            System.err.println(OwnJars.damaged(e));
            status = ExitCodes.PROBLEM;
        }
        System.exit(status);
    }

    /// Runs one command to its end.
    ///
    /// @param installed what was made of the program before counts only if it was made of these
    ///   jars
    /// @param clock by which a file is told that may still change
    /// @return the exit code
    static int run(
            String[] arguments,
            Streams streams,
            Map<String, String> environment,
            Optional<Installation> installed,
            InstantSource clock) {
        var page = page(arguments, streams.terminal(), environment, installed);
        if (page.isPresent()) {
            streams.out().writeBytes(page.get());
            return ended(ExitCodes.PASSED, streams);
        }
        var answer = KeptAnswer.to(installed, arguments, streams.terminal(), environment, clock);
        var known = answer.known(arguments, environment);
        if (known.isPresent()) {
            return ended(print(known.get(), streams), streams);
        }
        var command = new TidewaiterCommand(streams, environment, answer);
        int status = execute(arguments, command);
        int ended = ended(status, streams);
        answer.end(ended, streams.out());
        return ended;
    }

    /// What needs no command line to be built.
    private static Optional<byte[]> page(
            String[] arguments,
            Terminal terminal,
            Map<String, String> environment,
            Optional<Installation> installed) {
        if (arguments.length == 1 && arguments[0].equals("--version")) {
            return Optional.of(("tidewaiter " + VERSION + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return installed.isEmpty()
                ? Optional.empty()
                : MadePages.in(installed.get()).page(arguments, terminal, environment);
    }

    /// @return the exit code, where all could be written
    private static int ended(int status, Streams streams) {
        var unwritten = streams.out().failure();
        return unwritten.isPresent() ? unwritten(unwritten.get(), status, streams) : status;
    }

    private static int print(Answer known, Streams streams) {
        try {
            known.printTo(streams.out());
            return known.status();
        } catch (IOException e) {
            new Failure(e).tell(streams.err(), false);
            return ExitCodes.PROBLEM;
        }
    }

    private static int execute(String[] arguments, TidewaiterCommand command) {
        try {
            return program(command, arguments).execute(arguments);
        } catch (NoClassDefFoundError e) { // nor may the classes be there that would tell of it
            throw e;
        } catch (Error e) { // the library lets through what is no Exception
            return failed(e, command);
        }
    }

    /// The commands that the words ask for, with how their flags are read.
    static CommandLine program(TidewaiterCommand command, String... words) {
        var streams = command.streams();
        var program = new CommandLine(command);
        Commands.add(program, words);
        program.setExpandAtFiles(false); // an @ before a name is not ours to read
        var defaults = new EnvironmentDefaults(command.environment());
        var wrongUse = new WrongUse(defaults);
        FlagValues.register(program);
        program.setDefaultValueProvider(defaults);
        program.setOut(new PrintWriter(streams.out(), true, StandardCharsets.UTF_8));
        program.setErr(new PrintWriter(streams.err(), true, StandardCharsets.UTF_8));
        HelpPages.lay(program, streams.terminal());
        program.setParameterExceptionHandler((wrong, typed) -> {
            streams.err().println(wrongUse.problem(wrong, typed));
            return ExitCodes.PROBLEM;
        });
        program.setExecutionExceptionHandler((failure, _, _) -> failed(failure, command));
        return program;
    }

    private static int failed(Throwable thrown, TidewaiterCommand command) {
        command.answer().drop();
        new Failure(thrown).tell(command.streams().err(), command.verbose());
        return ExitCodes.PROBLEM;
    }

    /// A full disk, or a reader that went away and does not want to hear more.
    private static int unwritten(IOException why, int status, Streams streams) {
        if ("Broken pipe".equals(why.getMessage())) {
            return status == ExitCodes.PASSED ? ExitCodes.PROBLEM : status;
        }
        Failure.ofOutput(why).tell(streams.err(), false);
        return ExitCodes.PROBLEM;
    }
}
