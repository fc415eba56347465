package org.tidewaiter.image.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;

/// Finds out where engines listen. Nothing is connected to.
public final class Engines {
    private Engines() {}

    /// The engine that the user's settings name, or else those at the usual sockets that exist.
    ///
    /// For Docker that is `DOCKER_HOST` (with `DOCKER_TLS_VERIFY` and `DOCKER_CERT_PATH`), then the
    /// current context of Docker's client; for Podman `CONTAINER_HOST`.
    ///
    /// @throws ProblemException if the settings cannot be understood or followed
    public static List<EngineAddress> find(EngineKind kind, EngineOptions options)
            throws ProblemException {
        var set =
                switch (kind) {
                    case DOCKER -> docker(options);
                    case PODMAN -> host(options, "CONTAINER_HOST", Optional.empty());
                };
        return set.isPresent()
                ? List.of(set.get())
                : sockets(kind, options).stream()
                        .filter(Files::exists)
                        .map(EngineAddress::of)
                        .toList();
    }

    private static Optional<EngineAddress> docker(EngineOptions options) throws ProblemException {
        var environment = options.environment();
        var tls =
                Optional.of(environment.getOrDefault("DOCKER_TLS_VERIFY", ""))
                        .filter(set -> !set.isEmpty())
                        .map(_ -> TlsFiles.in(certificates(options)));
        var host = host(options, "DOCKER_HOST", tls);
        return host.isPresent() ? host : DockerContext.of(environment).current();
    }

    private static Path certificates(EngineOptions options) {
        var named = options.environment().getOrDefault("DOCKER_CERT_PATH", "");
        return named.isEmpty() ? DockerContext.of(options.environment()).folder() : Path.of(named);
    }

    private static Optional<EngineAddress> host(
            EngineOptions options, String variable, Optional<TlsFiles> tls)
            throws ProblemException {
        var url = options.environment().getOrDefault(variable, "");
        return url.isEmpty() ? Optional.empty() : Optional.of(EngineAddress.parse(url, tls));
    }

    /// Where it is looked for if no setting says more.
    public static List<Path> sockets(EngineKind kind, EngineOptions options) {
        return switch (kind) {
            case DOCKER -> options.dockerSockets();
            case PODMAN -> options.podmanSockets();
        };
    }

    /// What a person is told where none of these is on this machine.
    ///
    /// @param kinds at least one
    public static Problem notFound(Collection<EngineKind> kinds, EngineOptions options) {
        var words = kinds.stream().map(EngineKind::word).collect(Collectors.joining(" or "));
        var sockets =
                kinds.stream()
                        .flatMap(kind -> sockets(kind, options).stream())
                        .map(Object::toString)
                        .collect(Collectors.joining(", "));
        var mends = kinds.stream().map(Engines::start).collect(Collectors.joining("; "));
        return new Problem(
                "engine-not-found",
                "no %s engine was found: there is none of %s".formatted(words, sockets),
                mends);
    }

    private static String start(EngineKind kind) {
        return switch (kind) {
            case DOCKER -> "start Docker, or set DOCKER_HOST to where it listens";
            case PODMAN ->
                    "start Podman's service with 'systemctl --user start podman.socket', or set"
                            + " CONTAINER_HOST to where it listens";
        };
    }
}
