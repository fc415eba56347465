package org.tidewaiter.gate.docker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.model.json.MalformedJsonException;

/// The plugin's side of what the daemon speaks with its plugins: it is asked before a request is
/// followed, and told what came of it, which is never held back.
///
/// What asks for much has to wait for its turn, at most for a time. Requests that only look are
/// never made to wait, since a door that decides makes such ones itself.
///
/// @see "Docker, plugin API and authorization plugins"
final class PluginHandler extends Handler.Abstract {
    /// A body of 4 megabytes in base64, and headers.
    private static final int MAX_BYTES = 8 << 20;

    private static final int SMALL_BYTES = 64 << 10;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String TYPE = "application/vnd.docker.plugins.v1.2+json";

    private final DockerGate gate;
    private final Consumer<String> log;
    private final Semaphore large = new Semaphore(4);
    private final Semaphore decisions = new Semaphore(64);

    /// @param log takes one line for each refusal and warning
    PluginHandler(DockerGate gate, Consumer<String> log) {
        this.gate = gate;
        this.log = log;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback)
            throws IOException, InterruptedException {
        if (!request.getMethod().equals("POST")) {
            return false;
        }
        return switch (Request.getPathInContext(request)) {
            case "/Plugin.Activate" -> {
                send(response, callback, activation());
                yield true;
            }
            case "/AuthZPlugin.AuthZReq" -> {
                var answer = answer(request);
                if (!answer.log().isEmpty()) {
                    log.accept(answer.log());
                }
                send(response, callback, written(answer));
                yield true;
            }
            case "/AuthZPlugin.AuthZRes" -> {
                Content.Source.consumeAll(request);
                send(response, callback, written(DoorAnswer.PASS));
                yield true;
            }
            default -> false;
        };
    }

    private DoorAnswer answer(Request request) throws IOException, InterruptedException {
        try (var in = Content.Source.asInputStream(request)) {
            var small = in.readNBytes(SMALL_BYTES);
            if (small.length < SMALL_BYTES) {
                return answer(small);
            }
            if (!large.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return busy();
            }
            try {
                var all = new ByteArrayOutputStream();
                all.writeBytes(small);
                all.writeBytes(in.readNBytes(MAX_BYTES + 1 - small.length));
                return all.size() > MAX_BYTES
                        ? refused("the door is asked with more than %d bytes".formatted(MAX_BYTES))
                        : answer(all.toByteArray());
            } finally {
                large.release();
            }
        }
    }

    private DoorAnswer answer(byte[] question) throws InterruptedException {
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
        var message = "this request is not let through: " + why;
        return new DoorAnswer(false, message, "refused: " + message);
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

    private static void send(Response response, Callback callback, byte[] body) {
        response.setStatus(HttpStatus.OK_200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, TYPE);
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
