package org.tidewaiter.image.registry;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.tidewaiter.image.registry.Credentials.IdentityToken;
import org.tidewaiter.image.registry.Credentials.Password;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.MalformedJsonException;

/// A program `docker-credential-NAME`, which keeps credentials for Docker.
///
/// @param program its path
/// @see "docker-credential-helpers, README"
record CredentialProgram(Path program, Map<String, String> environment) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final int MAX_ANSWER_BYTES = 1 << 20;
    private static final int TIMEOUT_SECONDS = 30;

    /// In place of a user name, where the secret is an identity token.
    private static final String TOKEN_USER = "<token>";

    /// Looks on the `PATH` of the environment.
    static CredentialProgram named(String name, Map<String, String> environment)
            throws ProblemException {
        var file = "docker-credential-" + name;
        if (NAME.matcher(name).matches()) {
            for (var folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
                var program = Path.of(folder, file);
                if (!folder.isEmpty() && Files.isExecutable(program)) {
                    return new CredentialProgram(program, environment);
                }
            }
        }
        throw new ProblemException(
                "credentials-unavailable",
                "the Docker configuration names '%s', which is not on the PATH".formatted(file),
                "install it, or take it out of the Docker configuration and log in again");
    }

    /// @param server as Docker would name it
    /// @return nothing if the program keeps nothing for it
    Optional<Credentials> get(String server) throws ProblemException {
        var builder = new ProcessBuilder(program.toString(), "get");
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            var process = builder.start();
            try {
                return answer(process, server);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException | ExecutionException | MalformedJsonException e) {
            throw failed(String.valueOf(e.getMessage()));
        } catch (TimeoutException _) {
            throw failed("it has not answered in %d seconds".formatted(TIMEOUT_SECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw failed("interrupted");
        }
    }

    private Optional<Credentials> answer(Process process, String server)
            throws ProblemException,
                    IOException,
                    ExecutionException,
                    InterruptedException,
                    TimeoutException,
                    MalformedJsonException {
        var bytes = new CompletableFuture<byte[]>();
        Thread.ofVirtual()
                .start(() -> {
                    try (var out = process.getInputStream()) {
                        bytes.complete(out.readNBytes(MAX_ANSWER_BYTES));
                    } catch (IOException e) {
                        bytes.completeExceptionally(e);
                    }
                });
        try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
            in.write(server + "\n");
        } catch (IOException _) {
            // it has ended without reading: what it says will tell why
        }
        var answer = bytes.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            throw new TimeoutException();
        }
        if (process.exitValue() != 0) {
            var said = new String(answer, StandardCharsets.UTF_8).strip();
            if (said.startsWith("credentials not found")) {
                return Optional.empty();
            }
            throw failed(said.lines().findFirst().orElse("it gave no reason"));
        }
        var json = JsonReader.read(answer);
        var user = json.text("Username");
        var secret = json.text("Secret");
        if (secret.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                user.equals(TOKEN_USER) || user.isEmpty()
                        ? new IdentityToken(secret)
                        : new Password(user, secret));
    }

    private ProblemException failed(String reason) {
        return new ProblemException(
                "credentials-unavailable",
                "%s gave no credentials: %s".formatted(program, reason),
                "run it by hand to see why, or log in again");
    }
}
