package org.tidewaiter.checks.rule;

import java.util.List;
import java.util.Optional;

/// The sockets through which a container engine takes orders: whoever reaches one owns the host.
public final class EngineSocket {
    private static final List<String> NAMES =
            List.of(
                    "docker.sock",
                    "containerd.sock",
                    "crio.sock",
                    "podman.sock",
                    "buildkitd.sock",
                    "dockershim.sock",
                    "docker_engine");

    private EngineSocket() {}

    /// @return the name of the socket that a text mentions
    public static Optional<String> in(String text) {
        return NAMES.stream().filter(text::contains).findFirst();
    }
}
