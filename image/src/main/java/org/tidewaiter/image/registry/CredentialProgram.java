package org.tidewaiter.image.registry;

import java.io.ByteArrayOutputStream;
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
import org.tidewaiter.model.json.JsonWriter;
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
        var answer = run("get", server + "\n");
        if (answer.isNotFound()) {
            return Optional.empty();
        }
        try {
            var json = JsonReader.read(answer.success());
            var user = json.text("Username");
            var secret = json.text("Secret");
            if (secret.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    user.equals(TOKEN_USER) || user.isEmpty()
                            ? new IdentityToken(secret)
                            : new Password(user, secret));
        } catch (MalformedJsonException e) {
            throw failed("get", String.valueOf(e.getMessage()));
        }
    }

    void store(String server, Password password) throws ProblemException {
        var entry = new ByteArrayOutputStream();
        try (var json = new JsonWriter(entry)) {
            json.beginObject()
                    .field("ServerURL", server)
                    .field("Username", password.user())
                    .field("Secret", password.password())
                    .endObject();
        }
        run("store", entry.toString(StandardCharsets.UTF_8)).success();
    }

    /// @return whether it kept something, as far as it says so
    boolean erase(String server) throws ProblemException {
        var answer = run("erase", server + "\n");
        if (answer.isNotFound()) {
            return false;
        }
        answer.success();
        return true;
    }

    /// What the program wrote to standard output; its reason, where it failed.
    private final class Answer {
        private final String action;
        private final int status;
        private final byte[] bytes;

        Answer(String action, int status, byte[] bytes) {
            this.action = action;
            this.status = status;
            this.bytes = bytes;
        }

        boolean isNotFound() {
            return status != 0 && said().startsWith("credentials not found");
        }

        byte[] success() throws ProblemException {
            if (status != 0) {
                throw failed(action, said().lines().findFirst().orElse("it gave no reason"));
            }
            return bytes;
        }

        private String said() {
            return new String(bytes, StandardCharsets.UTF_8).strip();
        }
    }

    private Answer run(String action, String input) throws ProblemException {
        var builder = new ProcessBuilder(program.toString(), action);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            var process = builder.start();
            try {
                return answer(process, action, input);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException | ExecutionException e) {
            throw failed(action, String.valueOf(e.getMessage()));
        } catch (TimeoutException _) {
            throw failed(action, "it has not answered in %d seconds".formatted(TIMEOUT_SECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw failed(action, "interrupted");
        }
    }

    private Answer answer(Process process, String action, String input)
            throws IOException, ExecutionException, InterruptedException, TimeoutException {
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
            in.write(input);
        } catch (IOException _) {
            // it has ended without reading: what it says will tell why
        }
        var answer = bytes.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            throw new TimeoutException();
        }
        return new Answer(action, process.exitValue(), answer);
    }

    private ProblemException failed(String action, String reason) {
        var failure =
                switch (action) {
                    case "store" -> "did not store the credentials";
                    case "erase" -> "did not erase the credentials";
                    default -> "gave no credentials";
                };
        return new ProblemException(
                "credentials-unavailable",
                "%s %s: %s".formatted(program, failure, reason),
                "run it by hand to see why, or log in again");
    }
}
