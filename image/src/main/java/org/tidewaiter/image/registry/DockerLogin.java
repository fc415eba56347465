package org.tidewaiter.image.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.tidewaiter.image.registry.Credentials.Password;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.json.Json;

/// Logs in and out as `docker login` and `docker logout` do, and keeps credentials where Docker
/// does, so that both programs find them.
///
/// Problems: `registry-name-invalid`, `registry-denied`, `registry-unreachable`,
/// `registry-untrusted`, `registry-broken`, `docker-config-broken`, `docker-config-unwritable`,
/// `credentials-unavailable`, `ca-certificate-broken`.
///
/// @see "docker CLI reference, docker login, Credential stores"
public final class DockerLogin {
    private final RegistryOptions options;

    public DockerLogin(RegistryOptions options) {
        this.options = options;
    }

    /// The name of a registry as image references have it, from any form in which Docker takes it:
    /// `https://registry.example/v2/` is `registry.example`.
    public static String registry(String text) throws ProblemException {
        var host = text.replaceFirst("^https?://", "").replaceFirst("/.*$", "");
        if (host.equals("registry-1.docker.io")) {
            return "docker.io";
        }
        return ImageReference.parse(host + "/image")
                .map(ImageReference::registry)
                .filter(name -> name.equals(host) || host.equals("index.docker.io"))
                .orElseThrow(() ->
                        new ProblemException(
                                "registry-name-invalid",
                                "'%s' is no registry".formatted(text),
                                "write it as images are named, like registry.example or"
                                        + " localhost:5000"));
    }

    /// Checks the credentials against the registry and stores them. Where they are refused, nothing
    /// changes.
    ///
    /// @param registry as [#registry(String)] gives it
    /// @return the file that has them unencrypted; nothing where a program keeps them
    public Optional<Path> login(String registry, Password password) throws ProblemException {
        check(registry, password);
        var config = DockerConfig.load(options.environment());
        var program = config.program(registry);
        if (program.isPresent()) {
            program.get().store(DockerConfig.key(registry), password);
            config.save(registry, new Json.JsonObject(Map.of()));
            return Optional.empty();
        }
        config.save(registry, entry(password));
        return Optional.of(config.file());
    }

    private void check(String registry, Password password) throws ProblemException {
        try (var connection = new RegistryConnection(options, Duration.ZERO)) {
            var response = connection.greet(registry, password);
            if (response.statusCode() != 200) {
                throw RegistryProblems.ofLogin(registry, response);
            }
            response.body().close();
        } catch (IOException e) {
            throw RegistryProblems.of(registry, "a login", e);
        }
    }

    private static Json entry(Password password) {
        var both = password.user() + ":" + password.password();
        var base64 = Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
        return new Json.JsonObject(Map.of("auth", new Json.JsonString(base64)));
    }

    /// Removes what is stored for a registry.
    ///
    /// @param registry as [#registry(String)] gives it
    /// @return whether there was anything
    public boolean logout(String registry) throws ProblemException {
        var config = DockerConfig.load(options.environment());
        boolean listed = config.lists(registry);
        if (listed) {
            config.remove(registry);
        }
        var program = config.program(registry);
        boolean erased = program.isPresent() && program.get().erase(DockerConfig.key(registry));
        return listed || erased;
    }
}
