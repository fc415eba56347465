package org.tidewaiter.checks.host.live;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.tidewaiter.checks.host.Answer;
import org.tidewaiter.checks.host.CommandOutput;
import org.tidewaiter.checks.host.Host;

/// Runs programs that only tell something. No shell is between, and nothing of our own environment
/// is handed on.
///
/// @param allowed which words may run at all
/// @param patience how long one may take
public record HostCommands(Predicate<List<String>> allowed, Duration patience) {
    /// What the kernel holds as audit rules cannot be read in any file.
    private static final List<List<String>> TELLING = List.of(List.of("auditctl", "-l"));

    private static final String PATH =
            "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final int NOT_FOUND = 127;

    /// Those that only tell something, and no other.
    public static HostCommands telling() {
        return new HostCommands(TELLING::contains, Duration.ofSeconds(10));
    }

    /// Whatever is asked for, since the user said so.
    public static HostCommands any() {
        return new HostCommands(_ -> true, Duration.ofSeconds(60));
    }

    Answer<CommandOutput> run(List<String> words) {
        if (!allowed.test(words)) {
            return Answer.unknown("commands may not run");
        }
        Process process;
        try {
            var builder = new ProcessBuilder(words);
            builder.environment().clear();
            builder.environment().put("PATH", PATH);
            builder.environment().put("LC_ALL", "C");
            process = builder.start();
            process.getOutputStream().close();
        } catch (IOException _) {
            return Answer.absent();
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var out = threads.submit(reading(process, process.getInputStream()));
            var err = threads.submit(reading(process, process.getErrorStream()));
            boolean hasEnded = process.waitFor(patience);
            endAll(process);
            if (!hasEnded) {
                return Answer.unknown("it took more than %d s".formatted(patience.toSeconds()));
            }
            return output(process.exitValue(), out, err);
        } catch (InterruptedException _) {
            endAll(process);
            Thread.currentThread().interrupt();
            return Answer.unknown("interrupted");
        }
    }

    private static void endAll(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /// Ends a program that says too much.
    private static Callable<byte[]> reading(Process process, InputStream in) {
        return () -> {
            var bytes = in.readNBytes(Host.MAX_TEXT_BYTES + 1);
            if (bytes.length > Host.MAX_TEXT_BYTES) {
                endAll(process);
            }
            return bytes;
        };
    }

    private static Answer<CommandOutput> output(int status, Future<byte[]> out, Future<byte[]> err)
            throws InterruptedException {
        try {
            var said = out.get();
            var complained = err.get();
            if (Math.max(said.length, complained.length) > Host.MAX_TEXT_BYTES) {
                return Answer.unknown("it says more than %d bytes".formatted(Host.MAX_TEXT_BYTES));
            }
            return status == NOT_FOUND && said.length == 0
                    ? Answer.absent()
                    : Answer.known(
                            new CommandOutput(
                                    status,
                                    new String(said, StandardCharsets.UTF_8),
                                    new String(complained, StandardCharsets.UTF_8)));
        } catch (ExecutionException e) {
            return Answer.unknown("what it says cannot be read: " + e.getMessage());
        }
    }
}
