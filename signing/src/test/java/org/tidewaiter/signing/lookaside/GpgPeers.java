package org.tidewaiter.signing.lookaside;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Debian's GnuPG, skopeo and docker-registry, with keys and a home of their own.
public final class GpgPeers {
    private final Path folder;
    private @Nullable Process registry;

    private GpgPeers(Path folder) {
        this.folder = folder;
    }

    /// @param folder everything is under it, and what is run is run in it
    public static GpgPeers in(Path folder) throws Exception {
        var peers = new GpgPeers(folder);
        peers.needs("gpg");
        Files.createDirectory(
                folder.resolve("gnupg"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return peers;
    }

    /// @param oracle as `install.sh` names it
    public void needs(String oracle) throws Exception {
        run(List.of(Path.of("..", "testkit", "oracles", "install.sh").toString(), oracle));
    }

    public void stop() throws Exception {
        if (registry != null) {
            registry.destroy();
        }
        run(List.of("gpgconf", "--kill", "all"));
    }

    /// Ends with [#stop].
    public void registry(int port) throws Exception {
        var config = folder.resolve("registry.yml");
        Files.writeString(
                config,
                """
                version: 0.1
                log: {level: error}
                storage: {filesystem: {rootdirectory: "%s"}}
                http: {addr: "127.0.0.1:%d"}
                """
                        .formatted(folder.resolve("registry"), port));
        var builder = new ProcessBuilder("docker-registry", "serve", config.toString());
        builder.environment().put("OTEL_TRACES_EXPORTER", "none");
        registry =
                builder.redirectErrorStream(true)
                        .redirectOutput(folder.resolve("registry.log").toFile())
                        .start();
        for (int tries = 0; tries < 100; tries++) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.isConnected()).isTrue();
                return;
            } catch (IOException _) {
                registry.waitFor(Duration.ofMillis(100)); // also ends the wait if it has died
            }
        }
        throw new IOException("docker-registry does not answer");
    }

    public static int freePort() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    public String gpg(String... arguments) throws Exception {
        var command =
                new ArrayList<>(
                        List.of(
                                "gpg",
                                "--batch",
                                "--quiet",
                                "--no-tty",
                                "--yes",
                                "--pinentry-mode=loopback",
                                "--passphrase="));
        command.addAll(List.of(arguments));
        return run(command);
    }

    public String skopeo(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("skopeo"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private String run(List<String> command) throws Exception {
        var process = start(command);
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(command + "\n" + said).isZero();
        return said;
    }

    /// What it says, however it ends.
    public String output(List<String> command) throws Exception {
        return new String(start(command).getInputStream().readAllBytes(), UTF_8);
    }

    Process start(List<String> command) throws IOException {
        boolean ours = command.getFirst().endsWith("install.sh");
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        if (ours) {
            return builder.start();
        }
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("GNUPGHOME", folder.resolve("gnupg").toString());
        return builder.directory(folder.toFile()).start();
    }

    /// @return the fingerprint of the primary key
    public String key(String user, String kind, String use, String... more) throws Exception {
        var arguments = new ArrayList<>(List.of(more));
        arguments.addAll(
                List.of(
                        "--quick-gen-key",
                        user + "@example.com",
                        kind,
                        use,
                        more.length == 0 ? "never" : "1d"));
        gpg(arguments.toArray(String[]::new));
        return gpg("--with-colons", "--list-keys", user + "@example.com")
                .lines()
                .filter(line -> line.startsWith("fpr:"))
                .findFirst()
                .orElseThrow()
                .replace("fpr:", "")
                .replace(":", "");
    }
}
