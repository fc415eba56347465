package org.tidewaiter.image.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidewaiter.image.registry.Credentials.Anonymous;
import org.tidewaiter.image.registry.Credentials.IdentityToken;
import org.tidewaiter.image.registry.Credentials.Password;
import org.tidewaiter.image.registry.Credentials.RegistryToken;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.model.json.MalformedJsonException;

/// The credentials that `docker login` or our own left: in Docker's configuration file, or with a
/// program that the file names.
///
/// @see "docker CLI reference, docker login, Credential stores"
final class DockerConfig {
    /// Under which the file has Docker Hub.
    private static final String HUB = "https://index.docker.io/v1/";

    private static final int MAX_BYTES = 4 << 20;

    private final Path file;
    private final Json json;
    private final Map<String, String> environment;

    private DockerConfig(Path file, Json json, Map<String, String> environment) {
        this.file = file;
        this.json = json;
        this.environment = environment;
    }

    /// A file that is not there has nothing in it.
    ///
    /// @param environment of the process; see [RegistryOptions]
    static DockerConfig load(Map<String, String> environment) throws ProblemException {
        var file = file(environment);
        try (var in = Files.newInputStream(file)) {
            var json = JsonReader.read(in.readNBytes(MAX_BYTES));
            if (!(json instanceof Json.JsonObject)) {
                throw new MalformedJsonException("it is no JSON object");
            }
            return new DockerConfig(file, json, environment);
        } catch (NoSuchFileException _) {
            return new DockerConfig(file, new Json.JsonNull(), environment);
        } catch (IOException | MalformedJsonException e) {
            throw new ProblemException(
                    "docker-config-broken",
                    "%s cannot be read: %s".formatted(file, e.getMessage()),
                    "mend the file, or set DOCKER_CONFIG to the folder of another");
        }
    }

    private static Path file(Map<String, String> environment) {
        var folder = environment.getOrDefault("DOCKER_CONFIG", "");
        return folder.isEmpty()
                ? Path.of(environment.getOrDefault("HOME", "/"), ".docker", "config.json")
                : Path.of(folder, "config.json");
    }

    /// @param registry as in an image reference, so `docker.io` for Docker Hub
    Credentials of(String registry) throws ProblemException {
        var program = program(registry);
        if (program.isPresent()) {
            var kept = program.get().get(key(registry));
            if (kept.isPresent()) {
                return kept.get();
            }
        }
        for (var name : keys(registry)) {
            var entry = json.get("auths").get(name);
            if (entry instanceof Json.JsonObject) {
                return parse(entry, name);
            }
        }
        return new Anonymous();
    }

    /// The name Docker stores a registry under.
    static String key(String registry) {
        return registry.equals("docker.io") ? HUB : registry;
    }

    /// The program that keeps the credentials of a registry; nothing where the file itself does.
    Optional<CredentialProgram> program(String registry) throws ProblemException {
        var program = json.get("credHelpers").text(key(registry));
        if (program.isEmpty()) {
            program = json.get("credHelpers").text(registry);
        }
        if (program.isEmpty()) {
            program = json.text("credsStore");
        }
        return program.isEmpty()
                ? Optional.empty()
                : Optional.of(CredentialProgram.named(program, environment));
    }

    Path file() {
        return file;
    }

    /// Whether the file has an entry for a registry, under any of its names.
    boolean lists(String registry) {
        return keys(registry).stream().anyMatch(json.get("auths")::has);
    }

    /// Writes the file anew with this one entry for a registry in place of all it had.
    void save(String registry, Json entry) throws ProblemException {
        var auths = others(registry);
        auths.put(key(registry), entry);
        save(auths);
    }

    /// Writes the file anew without a registry.
    void remove(String registry) throws ProblemException {
        save(others(registry));
    }

    private Map<String, Json> others(String registry) {
        var auths = new LinkedHashMap<>(json.get("auths").members());
        keys(registry).forEach(auths::remove);
        return auths;
    }

    private void save(Map<String, Json> auths) throws ProblemException {
        var members = new LinkedHashMap<>(json.members());
        members.put("auths", new Json.JsonObject(auths));
        var out = new ByteArrayOutputStream();
        try (var writer = new JsonWriter(out)) {
            writer.value(new Json.JsonObject(members));
        }
        try {
            PrivateFile.replace(file, out.toByteArray());
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            "docker-config-unwritable",
                            "%s cannot be written: %s".formatted(file, e),
                            "make its folder writable, or set DOCKER_CONFIG to another"),
                    e);
        }
    }

    /// The forms that programs have written a registry's name in.
    private static List<String> keys(String registry) {
        var keys = new ArrayList<String>();
        var hosts =
                registry.equals("docker.io")
                        ? List.of("index.docker.io", "docker.io", "registry-1.docker.io")
                        : List.of(registry);
        for (var host : hosts) {
            for (var scheme : List.of("", "https://", "http://")) {
                for (var path : List.of("", "/", "/v1/", "/v2/", "/v1", "/v2")) {
                    keys.add(scheme + host + path);
                }
            }
        }
        return keys;
    }

    private Credentials parse(Json entry, String name) throws ProblemException {
        if (!entry.text("identitytoken").isEmpty()) {
            return new IdentityToken(entry.text("identitytoken"));
        }
        if (!entry.text("registrytoken").isEmpty()) {
            return new RegistryToken(entry.text("registrytoken"));
        }
        if (!entry.text("username").isEmpty()) {
            return new Password(entry.text("username"), entry.text("password"));
        }
        if (entry.text("auth").isEmpty()) {
            return new Anonymous();
        }
        return password(entry.text("auth"))
                .orElseThrow(() ->
                        new ProblemException(
                                "docker-config-broken",
                                "%s has no 'user:password' in Base64 for %s".formatted(file, name),
                                "log in again"));
    }

    private static Optional<Credentials> password(String base64) {
        try {
            var both = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            int colon = both.indexOf(':');
            return colon <= 0
                    ? Optional.empty()
                    : Optional.of(
                            new Password(both.substring(0, colon), both.substring(colon + 1)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
