package org.tidewaiter.image.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Which engines are asked, and how long they are waited for.
///
/// @param environment of the process: `DOCKER_HOST`, `DOCKER_CONTEXT`, `DOCKER_CONFIG` and
///   `CONTAINER_HOST` say where engines listen, as they do for the programs `docker` and `podman`
/// @param dockerSockets where Docker is looked for if nothing says where it listens
/// @param podmanSockets likewise
/// @param probe how long an engine is waited for that nobody asked for by a prefix
/// @param timeout how long nothing may arrive
/// @param preparation how long an engine may take before the first byte of an image: Docker first
///   writes all of it to its disk
public record EngineOptions(
        Map<String, String> environment,
        List<Path> dockerSockets,
        List<Path> podmanSockets,
        Duration probe,
        Duration timeout,
        Duration preparation) {
    /// Asks nobody.
    public static final EngineOptions NONE = new EngineOptions(Map.of(), List.of(), List.of());

    public EngineOptions {
        environment = Map.copyOf(environment);
        dockerSockets = List.copyOf(dockerSockets);
        podmanSockets = List.copyOf(podmanSockets);
    }

    /// Waits 3 seconds for an engine that may not be wanted, half a minute for one that is, and a
    /// quarter of an hour for it to write an image to its disk.
    public EngineOptions(
            Map<String, String> environment, List<Path> dockerSockets, List<Path> podmanSockets) {
        this(
                environment,
                dockerSockets,
                podmanSockets,
                Duration.ofSeconds(3),
                Duration.ofSeconds(30),
                Duration.ofMinutes(15));
    }

    /// Where Docker, Docker Desktop and Podman listen for all of a machine and for this user.
    public static EngineOptions standard(Map<String, String> environment) {
        var docker = new ArrayList<>(List.of(Path.of("/var/run/docker.sock")));
        var podman = new ArrayList<Path>();
        var runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        if (!runtime.isEmpty()) {
            docker.add(Path.of(runtime, "docker.sock"));
            podman.add(Path.of(runtime, "podman", "podman.sock"));
        }
        var home = environment.getOrDefault("HOME", "");
        if (!home.isEmpty()) {
            docker.add(Path.of(home, ".docker", "run", "docker.sock"));
            docker.add(Path.of(home, ".docker", "desktop", "docker.sock"));
        }
        podman.add(Path.of("/run/podman/podman.sock"));
        return new EngineOptions(environment, docker, podman);
    }

    public EngineOptions withTimeouts(Duration probe, Duration timeout, Duration preparation) {
        return new EngineOptions(
                environment, dockerSockets, podmanSockets, probe, timeout, preparation);
    }
}
