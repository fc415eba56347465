package org.tidewaiter.gate.docker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.model.json.MalformedJsonException;

/// What the daemon speaks with its plugins: it asks before a request is followed, and tells what
/// came of it, which is never held back.
///
/// What asks for much has to wait for its turn, at most for a time. Requests that only look are
/// never made to wait, since a door that decides makes such ones itself.
///
/// @see "Docker, plugin API and authorization plugins"
final class PluginProtocol {
    /// A body of 4 megabytes in base64, and headers.
    private static final int MAX_BYTES = 8 << 20;

    private static final int SMALL_BYTES = 64 << 10;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DockerGate gate;
    private final Consumer<String> log;
    private final Semaphore large = new Semaphore(4);
    private final Semaphore decisions = new Semaphore(64);

    /// @param log takes one line for each refusal and warning
    PluginProtocol(DockerGate gate, Consumer<String> log) {
        this.gate = gate;
        this.log = log;
    }

    /// Answers one request, whose head has been read.
    void answer(PluginConnection.Head head, PluginConnection connection)
            throws IOException, InterruptedException {
        switch (head.path()) {
            case "/Plugin.Activate" -> {
                connection.skipBody();
                connection.answer(OK, activation());
            }
            case "/AuthZPlugin.AuthZReq" -> {
                var answer = decide(head.length(), connection);
                if (!answer.log().isEmpty()) {
                    log.accept(answer.log());
                }
                connection.answer(OK, written(answer));
            }
            case "/AuthZPlugin.AuthZRes" -> {
                connection.skipBody();
                connection.answer(OK, written(DoorAnswer.PASS));
            }
            default -> {
                connection.skipBody();
                connection.answer(NOT_FOUND, written(refused("nothing is asked there")));
            }
        }
    }

    private DoorAnswer decide(long length, PluginConnection connection)
            throws IOException, InterruptedException {
        if (length == 0) { // what Docker sends again once a door has ended under it
            return refused("the daemon has lost what was asked: ask again");
        }
        if (length <= SMALL_BYTES) {
            return decide(connection.body());
        }
        if (length > MAX_BYTES) {
            connection.skipBody();
            return refused("the door is asked with more than %d bytes".formatted(MAX_BYTES));
        }
        if (!large.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            connection.skipBody();
            return busy();
        }
        try {
            return decide(connection.body());
        } finally {
            large.release();
        }
    }

    private DoorAnswer decide(byte[] question) throws InterruptedException {
        DaemonCall call;
        try {
            call = DaemonCall.read(question);
        } catch (MalformedJsonException e) {
            return refused("it can be understood in more than one way: " + e.getMessage());
        }
        var request = DockerRequest.read(call);
        if (request instanceof DockerRequest.Harmless) {
            return DoorAnswer.PASS;
        }
        if (!decisions.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            return busy();
        }
        try {
            return gate.decide(call, request);
        } catch (RuntimeException e) { // the top of a task; the daemon would ask again for long
            return DoorAnswer.refused(call, "the door has failed, which is a bug: " + e);
        } finally {
            decisions.release();
        }
    }

    private static DoorAnswer busy() {
        return refused("the door has too much to decide: ask again");
    }

    private static DoorAnswer refused(String why) {
        return DoorAnswer.refused("this request is not let through: " + why);
    }

    private static byte[] activation() {
        return json(json ->
                json.beginObject().beginArray("Implements").item("authz").endArray().endObject());
    }

    private static byte[] written(DoorAnswer answer) {
        return json(json -> {
            json.beginObject().field("Allow", answer.allowed());
            if (!answer.message().isEmpty()) {
                json.field("Msg", answer.message());
            }
            json.endObject();
        });
    }

    private static byte[] json(Consumer<JsonWriter> document) {
        var out = new ByteArrayOutputStream();
        try (var json = new JsonWriter(out)) {
            document.accept(json);
        }
        return out.toByteArray();
    }
}
