package org.tidewaiter.gate.docker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A Docker daemon of this machine that keeps all that it has in a folder of the test's, and asks a
/// plugin. To be run by root.
final class DaemonUnderTest {
    private final Path folder;
    private final Process process;

    private DaemonUnderTest(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    /// @param output both kinds
    record Result(int status, String output) {}

    /// @param plugin its name; it has to be there already
    static DaemonUnderTest start(Path folder, String plugin) throws Exception {
        var command =
                List.of(
                        "dockerd",
                        "--data-root=" + folder.resolve("data"),
                        "--exec-root=" + folder.resolve("run"),
                        "--pidfile=" + folder.resolve("pid"),
                        "--host=unix://" + folder.resolve("d"),
                        "--bridge=none",
                        "--iptables=false",
                        "--ip6tables=false",
                        "--authorization-plugin=" + plugin);
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
        var daemon = new DaemonUnderTest(folder, process);
        for (int tries = 0; tries < 600; tries++) {
            if (daemon.docker("version").status() == 0) {
                return daemon;
            }
            if (process.waitFor(Duration.ofMillis(100))) {
                break;
            }
        }
        var log = Files.readString(folder.resolve("log"));
        daemon.stop();
        throw new IOException("dockerd does not answer:\n" + log);
    }

    String address() {
        return "unix://" + folder.resolve("d");
    }

    /// The command `docker`.
    Result docker(String... arguments) throws Exception {
        return run(List.of("docker", "--host=" + address()), arguments);
    }

    /// What no client of Docker's would send.
    Result curl(String path, String... arguments) throws Exception {
        return run(
                List.of(
                        "curl",
                        "--silent",
                        "--show-error",
                        "--path-as-is",
                        "--unix-socket",
                        folder.resolve("d").toString(),
                        "http://docker" + path),
                arguments);
    }

    private Result run(List<String> program, String... arguments) throws Exception {
        var command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        var out = Files.createTempFile(folder, "out", "");
        var running =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
        running.getOutputStream().close();
        if (!running.waitFor(3, TimeUnit.MINUTES)) {
            running.destroyForcibly();
            throw new IOException(command + " does not end");
        }
        return new Result(running.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
    }

    /// Ends it, and takes away what it has mounted.
    void stop() throws Exception {
        process.destroy();
        if (!process.waitFor(Duration.ofSeconds(30))) {
            process.destroyForcibly().waitFor();
        }
        for (var line : Files.readAllLines(Path.of("/proc/self/mounts")).reversed()) {
            var place = line.split(" ", -1)[1];
            if (Path.of(place).startsWith(folder)) {
                new ProcessBuilder("umount", "--lazy", place).start().waitFor();
            }
        }
        new ProcessBuilder("rm", "-rf", "--one-file-system", folder.toString()).start().waitFor();
    }
}
