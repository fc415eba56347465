package org.tidewaiter.image.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.MalformedJsonException;

/// The named engine that the user has chosen with `docker context use`, as Docker's client keeps
/// it: `config.json` has its name, `contexts/meta` its address, `contexts/tls` its certificates.
///
/// @param folder of the client's configuration
/// @see "Docker manual, Docker contexts"
record DockerContext(Path folder, Map<String, String> environment) {
    private static final int MAX_BYTES = 4 << 20;

    static DockerContext of(Map<String, String> environment) {
        var named = environment.getOrDefault("DOCKER_CONFIG", "");
        var folder =
                named.isEmpty()
                        ? Path.of(environment.getOrDefault("HOME", "/"), ".docker")
                        : Path.of(named);
        return new DockerContext(folder, environment);
    }

    /// @return nothing where the usual engine of this machine is meant
    /// @throws ProblemException `docker-context-broken`, or those of [EngineAddress#parse]
    Optional<EngineAddress> current() throws ProblemException {
        var chosen = environment.getOrDefault("DOCKER_CONTEXT", "");
        var name =
                chosen.isEmpty()
                        ? read(folder.resolve("config.json"), "").text("currentContext")
                        : chosen;
        if (name.isEmpty() || name.equals("default")) {
            return Optional.empty();
        }
        var id = VerifiedBytes.sha256(name.getBytes(StandardCharsets.UTF_8)).hex();
        var meta = folder.resolve("contexts").resolve("meta").resolve(id).resolve("meta.json");
        var host = read(meta, name).get("Endpoints").get("docker").text("Host");
        if (host.isEmpty()) {
            throw broken(name, "there is no host in " + meta);
        }
        var tls = folder.resolve("contexts").resolve("tls").resolve(id).resolve("docker");
        return Optional.of(
                EngineAddress.parse(
                        host, Optional.of(tls).filter(Files::isDirectory).map(TlsFiles::in)));
    }

    /// @param context that the file is about; empty where the file may be missing
    private static Json read(Path file, String context) throws ProblemException {
        try (var in = Files.newInputStream(file)) {
            return JsonReader.read(in.readNBytes(MAX_BYTES));
        } catch (NoSuchFileException e) {
            if (context.isEmpty()) {
                return new Json.JsonNull();
            }
            throw broken(context, "there is no " + file);
        } catch (IOException | MalformedJsonException e) {
            throw broken(context, "%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }

    private static ProblemException broken(String context, String what) {
        return new ProblemException(
                "docker-context-broken",
                "the current Docker context%s cannot be used: %s"
                        .formatted(context.isEmpty() ? "" : " '" + context + "'", what),
                "choose another with 'docker context use', or set DOCKER_HOST");
    }
}
