package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.checks.host.Host;
import org.tidewaiter.checks.host.live.DaemonQuestions;
import org.tidewaiter.checks.host.live.HostCommands;
import org.tidewaiter.checks.host.live.LiveHost;
import org.tidewaiter.image.engine.Engine;
import org.tidewaiter.image.engine.EngineKind;
import org.tidewaiter.image.engine.EngineOptions;
import org.tidewaiter.image.engine.Engines;
import org.tidewaiter.model.ProblemException;
import picocli.CommandLine.Option;

/// The flags that say which host.
final class HostFlags {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Option(
            names = "--root",
            paramLabel = "DIR",
            description = "A folder with the files of a host, in place of this machine.")
    private @Nullable Path root;

    @Option(
            names = "--docker-host",
            paramLabel = "URL",
            description =
                    "Where the Docker daemon listens (default: as for the program docker, by"
                            + " DOCKER_HOST and its contexts).")
    private @Nullable String docker;

    boolean isGiven() {
        return root != null || docker != null;
    }

    /// @throws ProblemException `host-not-found`, or if where the daemon listens cannot be
    ///   understood
    Host read(TidewaiterCommand program) throws ProblemException {
        return read(program, HostCommands.telling());
    }

    /// As [#read(TidewaiterCommand)].
    Host read(TidewaiterCommand program, HostCommands commands) throws ProblemException {
        var clock = Clock.systemUTC();
        if (root != null && !Files.isDirectory(root)) {
            throw new ProblemException(
                    "host-not-found",
                    "%s is no folder".formatted(root),
                    "name the folder in which the files of a host lie, as /mnt/disk");
        }
        var place = root == null ? Path.of("/") : root.toAbsolutePath().normalize();
        return new LiveHost(
                place.getNameCount() == 0 ? ownName() : place.toString(),
                place,
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                commands,
                daemon(program, clock));
    }

    private static String ownName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException _) {
            return "this machine";
        }
    }

    private DaemonQuestions daemon(TidewaiterCommand program, InstantSource clock)
            throws ProblemException {
        var environment = new HashMap<>(program.environment());
        Optional.ofNullable(docker).ifPresent(url -> environment.put("DOCKER_HOST", url));
        var options = EngineOptions.standard(environment);
        var found = Engines.find(EngineKind.DOCKER, options);
        return found.isEmpty()
                ? DaemonQuestions.none("no Docker daemon was found")
                : DaemonQuestions.of(
                        new Engine(EngineKind.DOCKER, found.getFirst(), PATIENCE, options), clock);
    }
}
