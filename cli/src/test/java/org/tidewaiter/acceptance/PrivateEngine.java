package org.tidewaiter.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// An engine of this machine that keeps all that it has in a folder of the test's, and listens on a
/// socket there. To be run by root.
final class PrivateEngine {
    private final Path folder;

    /// Of the environment; tells programs where it listens.
    private final String variable;

    private final Process process;

    private PrivateEngine(Path folder, String variable, Process process) {
        this.folder = folder;
        this.variable = variable;
        this.process = process;
    }

    static PrivateEngine docker() throws IOException, InterruptedException {
        return docker(Files.createTempDirectory("dockerd"));
    }

    /// @param folder where it keeps everything, which goes when it stops
    /// @param more flags of `dockerd`
    static PrivateEngine docker(Path folder, String... more)
            throws IOException, InterruptedException {
        var command =
                new ArrayList<>(
                        List.of(
                                "dockerd",
                                "--data-root=" + folder.resolve("data"),
                                "--exec-root=" + folder.resolve("run"),
                                "--pidfile=" + folder.resolve("pid"),
                                "--host=" + dockerAddress(folder),
                                "--bridge=none",
                                "--iptables=false",
                                "--ip6tables=false"));
        command.addAll(List.of(more));
        return start(folder, "DOCKER_HOST", command);
    }

    /// Where a Docker daemon will listen that keeps everything in that folder.
    static String dockerAddress(Path folder) {
        return "unix://" + folder.resolve("socket");
    }

    static PrivateEngine podman() throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("podman");
        return start(
                folder,
                "CONTAINER_HOST",
                List.of(
                        "podman",
                        "--runtime=runc", // which runs inside a container too
                        "--root=" + folder.resolve("data"),
                        "--runroot=" + folder.resolve("run"),
                        "system",
                        "service",
                        "--time=0",
                        "unix://" + folder.resolve("socket")));
    }

    private static PrivateEngine start(Path folder, String variable, List<String> command)
            throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
        var engine = new PrivateEngine(folder, variable, process);
        for (int tries = 0; tries < 600; tries++) {
            if (engine.curl("/_ping").status() == 0) {
                return engine;
            }
            if (process.waitFor(Duration.ofMillis(100))) {
                break;
            }
        }
        var log = Files.readString(folder.resolve("log"));
        engine.stop();
        throw new IOException(command.getFirst() + " does not answer:\n" + log);
    }

    /// What tells programs where it listens.
    Map<String, String> environment() {
        return Map.of(variable, "unix://" + folder.resolve("socket"));
    }

    /// Takes over the images of an archive.
    void load(Path archive) throws IOException, InterruptedException {
        curl(
                        "/images/load",
                        "--request",
                        "POST",
                        "--header",
                        "Content-Type: application/x-tar",
                        "--upload-file",
                        archive.toString())
                .passed();
    }

    /// Starts a container without a network, which does nothing until it is removed.
    void run(String container, String image) throws IOException, InterruptedException {
        var body =
                """
                {"Image":"%s","Cmd":["/bin/sleep","infinity"],"HostConfig":{"NetworkMode":"none",\
                "Ulimits":[{"Name":"nofile","Soft":1024,"Hard":1024},\
                {"Name":"nproc","Soft":1024,"Hard":1024}]}}\
                """
                        .formatted(image);
        curl(
                        "/containers/create?name=" + container,
                        "--header",
                        "Content-Type: application/json",
                        "--data",
                        body)
                .passed();
        curl("/containers/%s/start".formatted(container), "--request", "POST").passed();
    }

    void remove(String container) throws IOException, InterruptedException {
        curl("/containers/%s?force=true".formatted(container), "--request", "DELETE").passed();
    }

    private Program.Result curl(String path, String... more)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.addAll(List.of("curl", "--silent", "--show-error", "--fail", "--unix-socket"));
        command.add(folder.resolve("socket").toString());
        command.addAll(List.of(more));
        command.add("http://engine" + path);
        return Program.run(Program.ROOT, Map.of(), command);
    }

    /// Ends it, and takes away what it has mounted and written.
    void stop() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(Duration.ofSeconds(30))) {
            process.destroyForcibly().waitFor();
        }
        for (var line : Files.readAllLines(Path.of("/proc/self/mounts")).reversed()) {
            var place = line.split(" ", -1)[1];
            if (Path.of(place).startsWith(folder)) {
                Program.output("umount", "--lazy", place);
            }
        }
        Program.output("rm", "-rf", "--one-file-system", folder.toString());
    }
}
