package org.tidewaiter.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs programs as a person does.
final class Program {
    /// The checkout.
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final long MINUTES = 30;

    private Program() {}

    /// @param err standard error, or what it was merged into
    record Result(int status, String out, String err) {
        /// @return standard output
        String passed() {
            if (status != 0) {
                throw new AssertionError("status " + status + "\n" + out + "\n" + err);
            }
            return out;
        }
    }

    /// `./tidewaiter`, as the build around this test has just packaged it.
    static Result tidewaiter(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        markAsBuilt();
        var command = new ArrayList<>(List.of(ROOT.resolve("tidewaiter").toString()));
        command.addAll(List.of(arguments));
        return run(ROOT, environment, command);
    }

    /// A line that names `./tidewaiter`, in a folder where that stands.
    static Result inShell(Path folder, Map<String, String> environment, String line)
            throws IOException, InterruptedException {
        markAsBuilt();
        return run(folder, environment, List.of("bash", "-c", line));
    }

    /// So that the start script does not build again.
    private static void markAsBuilt() throws IOException {
        Files.writeString(ROOT.resolve("cli/target/dist/complete"), "");
    }

    static Result tidewaiter(String... arguments) throws IOException, InterruptedException {
        return tidewaiter(Map.of(), arguments);
    }

    static Result run(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        var out = Files.createTempFile("program", ".out");
        var err = Files.createTempFile("program", ".err");
        try {
            var builder = new ProcessBuilder(command).directory(folder.toFile());
            builder.environment().putAll(environment);
            builder.redirectInput(Path.of("/dev/null").toFile());
            builder.redirectOutput(out.toFile()).redirectError(err.toFile());
            var process = builder.start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(command + " has not ended in " + MINUTES + " minutes");
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /// @return standard output of a program that must succeed
    static String output(String... command) throws IOException, InterruptedException {
        return run(ROOT, Map.of(), List.of(command)).passed();
    }
}
