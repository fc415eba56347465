package org.tidewaiter.image.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.MalformedJsonException;

/// Asks one engine about its images and containers, in the words of Docker's API, which Podman
/// understands too.
///
/// @param patience how long an answer may take
/// @see "Docker Engine API, /images/{name}/json, /images/{name}/get, /containers/json and
///   /containers/{id}/json"
public record Engine(
        EngineKind kind, EngineAddress address, Duration patience, EngineOptions options) {
    private static final int MAX_ANSWER_BYTES = 16 << 20;
    private static final int MAX_ERROR_BYTES = 8 << 10;
    private static final int MAX_WORDS = 300;
    private static final int NOT_FOUND = 404;
    private static final Pattern ID = Pattern.compile("(?:sha256:)?[0-9a-f]{3,64}");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,254}");
    private static final Pattern PATH = Pattern.compile("/[\\p{Alnum}/_.:%?=&,~@+-]*");
    private static final Pattern CONTAINER = Pattern.compile("[0-9a-f]{64}");

    /// @param name a reference, or an id, also abbreviated
    /// @return nothing if the engine has no such image, or no engine can
    /// @throws ProblemException `engine-unreachable`, `engine-denied` or `engine-failed`
    public Optional<InspectedImage> inspect(String name) throws ProblemException {
        var answer = image(name);
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        var image = InspectedImage.parse(answer.get());
        if (image.isEmpty()) {
            throw failed("what it says of %s is no image".formatted(name));
        }
        return image;
    }

    /// All that it says of an image.
    ///
    /// @param name as for [#inspect]
    /// @return nothing if the engine has no such image, or no engine can
    /// @throws ProblemException as [#inspect]
    public Optional<Json> image(String name) throws ProblemException {
        boolean canBe = ImageReference.parse(name).isPresent() || ID.matcher(name).matches();
        return canBe ? ask("/images/%s/json".formatted(name)) : Optional.empty();
    }

    /// All that it says of a container.
    ///
    /// @param name or id, also abbreviated
    /// @return nothing if the engine has no such container, or no engine can
    /// @throws ProblemException as [#inspect]
    public Optional<Json> container(String name) throws ProblemException {
        boolean canBe = NAME.matcher(name).matches();
        return canBe ? ask("/containers/%s/json".formatted(name)) : Optional.empty();
    }

    /// All that it says of a volume.
    ///
    /// @return nothing if the engine has no such volume, or no engine can
    /// @throws ProblemException as [#inspect]
    public Optional<Json> volume(String name) throws ProblemException {
        return NAME.matcher(name).matches() ? ask("/volumes/" + name) : Optional.empty();
    }

    /// What it answers to a GET, of whatever shape.
    ///
    /// @param path from the slash, every character in it as HTTP has it
    /// @return nothing if there is no such thing
    /// @throws ProblemException as [#inspect]
    public Optional<Json> answer(String path) throws ProblemException {
        if (!PATH.matcher(path).matches()) {
            throw failed("it names what cannot be asked for");
        }
        return ask(path);
    }

    /// The containers that run now, in no order.
    ///
    /// @throws ProblemException as [#inspect]
    public List<RunningContainer> running() throws ProblemException {
        var listed = ask("/containers/json");
        if (listed.isEmpty() || !(listed.get() instanceof Json.JsonArray)) {
            throw failed("it does not list its containers");
        }
        var running = new ArrayList<RunningContainer>();
        for (var item : listed.get().items()) {
            var id = item.text("Id");
            if (!CONTAINER.matcher(id).matches()) {
                throw failed("it lists a container without an id");
            }
            ask("/containers/%s/json".formatted(id)) // nothing where it has just gone
                    .flatMap(json -> RunningContainer.parse(kind, id, json))
                    .ifPresent(running::add);
        }
        return running;
    }

    /// @return nothing if there is no such thing
    private Optional<Json> ask(String path) throws ProblemException {
        try (var answer = get(path, patience)) {
            if (answer.status() == NOT_FOUND) {
                return Optional.empty();
            }
            requireSuccess(answer);
            return Optional.of(json(answer));
        } catch (IOException e) {
            throw problem(e);
        }
    }

    /// All of an image as a tar, as `docker save` gives it.
    ///
    /// @return to be closed
    /// @throws ProblemException as [#inspect]
    public InputStream save(Digest image) throws ProblemException {
        try {
            var answer = get("/images/%s/get".formatted(image), options.preparation());
            try {
                requireSuccess(answer);
                return answer.streamed(options.timeout());
            } catch (ProblemException e) {
                answer.close();
                throw e;
            }
        } catch (IOException e) {
            throw problem(e);
        }
    }

    private HttpAnswer get(String path, Duration untilAnswer) throws IOException {
        var connection = address.connect(patience);
        return HttpAnswer.get(connection, path, untilAnswer);
    }

    private Json json(HttpAnswer answer) throws IOException, ProblemException {
        var bytes = answer.body().readNBytes(MAX_ANSWER_BYTES + 1);
        if (bytes.length > MAX_ANSWER_BYTES) {
            throw failed("its answer has more than %d bytes".formatted(MAX_ANSWER_BYTES));
        }
        try {
            return JsonReader.read(bytes);
        } catch (MalformedJsonException e) {
            throw failed("its answer is no JSON: " + e.getMessage());
        }
    }

    private void requireSuccess(HttpAnswer answer) throws IOException, ProblemException {
        if (answer.status() != 200) {
            throw failed("it answers %d%s".formatted(answer.status(), said(answer)));
        }
    }

    /// The engine's own words, where it has any.
    private static String said(HttpAnswer answer) throws IOException {
        var bytes = answer.body().readNBytes(MAX_ERROR_BYTES);
        String text;
        try {
            text = JsonReader.read(bytes).text("message");
        } catch (MalformedJsonException _) {
            text = new String(bytes, StandardCharsets.UTF_8);
        }
        var words = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return words.isEmpty()
                ? ""
                : ": " + words.substring(0, Math.min(MAX_WORDS, words.length()));
    }

    private ProblemException problem(IOException e) {
        var reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        if (e instanceof InterruptedIOException) {
            return new ProblemException(
                    "interrupted",
                    "the engine was not asked to the end, since the program was told to stop",
                    "give it more time, if it was a time limit");
        }
        if (e instanceof AccessDeniedException || isDenied(reason)) {
            return new ProblemException(
                    new Problem(
                            "engine-denied",
                            "%s may not be spoken to by this user: permission denied"
                                    .formatted(this),
                            "run this as a user who may use the engine: one of the socket's group"
                                    + " (often 'docker'), or root"),
                    e);
        }
        boolean absent = e instanceof ConnectException || e instanceof HttpTimeoutException;
        return absent || reason.contains("No such file")
                ? new ProblemException(
                        new Problem(
                                "engine-unreachable",
                                "%s does not answer: %s".formatted(this, reason),
                                "see that the engine runs, and that DOCKER_HOST or CONTAINER_HOST"
                                        + " names it if it is elsewhere"),
                        e)
                : failed(reason);
    }

    private static boolean isDenied(String reason) {
        return reason.toLowerCase(Locale.ROOT).contains("permission denied");
    }

    private ProblemException failed(String what) {
        return new ProblemException(
                "engine-failed",
                "%s failed: %s".formatted(this, what),
                "try again; if it stays so, see the engine's own log");
    }

    /// For people.
    @Override
    public String toString() {
        return "the %s engine at %s".formatted(kind.word(), address);
    }
}
