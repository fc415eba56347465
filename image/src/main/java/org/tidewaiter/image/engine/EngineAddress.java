package org.tidewaiter.image.engine;

import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.tidewaiter.model.ProblemException;

/// Where an engine listens.
public final class EngineAddress {
    private static final int PLAIN_PORT = 2375;
    private static final int TLS_PORT = 2376;

    private final String text;
    private final Place place;

    private EngineAddress(String text, Place place) {
        this.text = text;
        this.place = place;
    }

    private sealed interface Place {
        record Socket(Path path) implements Place {}

        /// @param tls nothing where it speaks without
        record Host(String name, int port, Optional<SSLContext> tls) implements Place {}
    }

    static EngineAddress of(Path socket) {
        return new EngineAddress("unix://" + socket, new Place.Socket(socket));
    }

    /// @param text as in `DOCKER_HOST`: `unix:///var/run/docker.sock`, `tcp://host:2376`
    /// @param certificates for TLS, where that is spoken
    /// @throws ProblemException `engine-address-unsupported`, `engine-address-invalid` or
    ///   `engine-certificates-broken`
    static EngineAddress parse(String text, Optional<TlsFiles> certificates)
            throws ProblemException {
        int end = text.indexOf("://");
        var scheme = end < 0 ? "" : text.substring(0, end);
        return switch (scheme) {
            case "unix" -> new EngineAddress(text, new Place.Socket(path(text)));
            case "tcp", "http" -> new EngineAddress(text, host(text, certificates));
            case "https" ->
                    new EngineAddress(
                            text, host(text, Optional.of(certificates.orElse(TlsFiles.NONE))));
            case "ssh" ->
                    throw unsupported(
                            text,
                            "forward its socket, and name that: 'ssh -N -L"
                                    + " /tmp/engine.sock:/var/run/docker.sock HOST' and"
                                    + " DOCKER_HOST=unix:///tmp/engine.sock");
            case "npipe" ->
                    throw unsupported(
                            text,
                            "let the engine listen on tcp://, or save the image and scan the"
                                    + " archive");
            default -> throw invalid(text);
        };
    }

    private static Path path(String text) throws ProblemException {
        try {
            return Path.of(text.substring("unix://".length()));
        } catch (InvalidPathException _) {
            throw invalid(text);
        }
    }

    private static Place host(String text, Optional<TlsFiles> certificates)
            throws ProblemException {
        try {
            var uri = URI.create(text);
            if (uri.getHost() == null) {
                throw invalid(text);
            }
            var host = uri.getHost().replaceAll("^\\[|\\]$", "");
            int usual = certificates.isPresent() ? TLS_PORT : PLAIN_PORT;
            var tls =
                    certificates.isPresent()
                            ? Optional.of(certificates.get().context())
                            : Optional.<SSLContext>empty();
            return new Place.Host(host, uri.getPort() < 0 ? usual : uri.getPort(), tls);
        } catch (IllegalArgumentException _) {
            throw invalid(text);
        }
    }

    private static ProblemException unsupported(String text, String mend) {
        return new ProblemException(
                "engine-address-unsupported",
                "the engine at %s cannot be spoken to directly".formatted(text),
                mend);
    }

    private static ProblemException invalid(String text) {
        return new ProblemException(
                "engine-address-invalid",
                "'%s' is no address of an engine".formatted(text),
                "write it like unix:///var/run/docker.sock or tcp://host:2376");
    }

    Connection connect(Duration timeout) throws IOException {
        return switch (place) {
            case Place.Socket(var path) -> UnixConnection.open(path, timeout);
            case Place.Host(var name, var port, var tls) ->
                    TcpConnection.open(name, port, tls, timeout);
        };
    }

    /// As it was given.
    @Override
    public String toString() {
        return text;
    }
}
