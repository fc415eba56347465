package org.tidewaiter.acceptance;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.model.json.MalformedJsonException;

/// A headless Chromium, driven over the protocol of its developer tools.
final class Browser {
    private static final Pattern LISTENING = Pattern.compile("listening on ws://([^/]+)/");
    private static final long SECONDS = 60;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final String host;

    private Browser(Process process, String host) {
        this.process = process;
        this.host = host;
    }

    /// @param profile an empty folder
    static Browser start(Path profile) throws IOException {
        var process =
                new ProcessBuilder(
                                "chromium",
                                "--headless=new",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--remote-debugging-port=0",
                                "--user-data-dir=" + profile,
                                "about:blank")
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        var lines = process.errorReader();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var listening = LISTENING.matcher(line);
            if (listening.find()) {
                Thread.ofVirtual().start(() -> drain(lines));
                return new Browser(process, listening.group(1));
            }
        }
        throw new IOException("Chromium did not start");
    }

    private static void drain(BufferedReader lines) {
        lines.lines().forEach(_ -> {});
    }

    /// An empty page.
    Page open() throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create("http://" + host + "/json/new?about:blank"))
                        .PUT(HttpRequest.BodyPublishers.noBody())
                        .build();
        var target = JsonReader.read(client.send(request, BodyHandlers.ofByteArray()).body());
        var page = new Page();
        page.socket =
                client.newWebSocketBuilder()
                        .buildAsync(URI.create(target.text("webSocketDebuggerUrl")), page)
                        .get(SECONDS, TimeUnit.SECONDS);
        for (var domain : List.of("Page", "Runtime", "Network", "Log")) {
            page.call(domain + ".enable", Map.of());
        }
        return page;
    }

    void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    /// One page, and what it told of itself.
    static final class Page implements WebSocket.Listener {
        private final AtomicLong last = new AtomicLong();
        private final Map<Long, CompletableFuture<Json>> answers = new ConcurrentHashMap<>();
        private final List<Json> events = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Json> loaded = new CompletableFuture<>();
        private final StringBuilder message = new StringBuilder();
        private WebSocket socket;

        /// Loads a file, and waits until its scripts have run.
        void load(Path file) throws Exception {
            call("Page.navigate", Map.of("url", file.toUri().toString()));
            loaded.get(SECONDS, TimeUnit.SECONDS);
        }

        private static boolean is(Json event, String name) {
            return event.text("method").equals(name);
        }

        /// What the page asked the network or the disk for.
        List<String> requests() {
            return events.stream()
                    .filter(one -> is(one, "Network.requestWillBeSent"))
                    .map(one -> one.get("params").get("request").text("url"))
                    .toList();
        }

        /// What went to the console: messages, warnings and errors, also those of the policy.
        List<String> complaints() {
            return events.stream()
                    .filter(one ->
                            is(one, "Runtime.consoleAPICalled")
                                    || is(one, "Runtime.exceptionThrown")
                                    || is(one, "Log.entryAdded")
                                    || is(one, "Page.javascriptDialogOpening"))
                    .map(Json::toString)
                    .toList();
        }

        /// @return the value of the expression as text
        String value(String expression) throws Exception {
            var answer =
                    call("Runtime.evaluate", Map.of("expression", "String(" + expression + ")"));
            if (answer.has("exceptionDetails")) {
                throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
            }
            return answer.get("result").text("value");
        }

        long number(String expression) throws Exception {
            return Long.parseLong(value(expression));
        }

        /// Presses and releases a key.
        ///
        /// @param key as `KeyboardEvent.key` has it
        void press(String key) throws Exception {
            boolean isLetter = key.length() == 1;
            var text = key.equals("Enter") ? "\r" : isLetter ? key : "";
            int code =
                    switch (key) {
                        case "Enter" -> 13;
                        case "Escape" -> 27;
                        case "Tab" -> 9;
                        default -> 0;
                    };
            call(
                    "Input.dispatchKeyEvent",
                    Map.of(
                            "type",
                            text.isEmpty() ? "rawKeyDown" : "keyDown",
                            "key",
                            key,
                            "text",
                            text,
                            "windowsVirtualKeyCode",
                            code));
            call(
                    "Input.dispatchKeyEvent",
                    Map.of("type", "keyUp", "key", key, "windowsVirtualKeyCode", code));
        }

        void type(String text) throws Exception {
            call("Input.insertText", Map.of("text", text));
        }

        /// Clicks with the mouse in the middle of an element.
        void click(String expression) throws Exception {
            var place =
                    value(
                            "(() => { const e = %s; e.scrollIntoView({block: 'center'}); const r = e.getBoundingClientRect(); return (r.x + r.width / 2) + ' ' + (r.y + r.height / 2); })()"
                                    .formatted(expression));
            var at = place.split(" ", -1);
            for (var type : List.of("mousePressed", "mouseReleased")) {
                call(
                        "Input.dispatchMouseEvent",
                        Map.of(
                                "type",
                                type,
                                "x",
                                Double.parseDouble(at[0]),
                                "y",
                                Double.parseDouble(at[1]),
                                "button",
                                "left",
                                "clickCount",
                                1));
            }
        }

        /// @param parameters texts, numbers, truth values, and maps, each a list of one object
        /// @return the result
        Json call(String method, Map<String, Object> parameters) throws Exception {
            var id = last.incrementAndGet();
            var out = new ByteArrayOutputStream();
            try (var json = new JsonWriter(out)) {
                json.beginObject().field("id", id).field("method", method).beginObject("params");
                parameters.forEach((name, value) -> field(json, name, value));
                json.endObject().endObject();
            }
            var answer = new CompletableFuture<Json>();
            answers.put(id, answer);
            socket.sendText(out.toString(StandardCharsets.UTF_8), true)
                    .get(SECONDS, TimeUnit.SECONDS);
            var told = answer.get(SECONDS, TimeUnit.SECONDS);
            if (told.has("error")) {
                throw new AssertionError(method + ": " + told.get("error"));
            }
            return told.get("result");
        }

        private static void field(JsonWriter json, String name, Object value) {
            switch (value) {
                case String text -> json.field(name, text);
                case Integer number -> json.field(name, number);
                case Double number -> json.field(name, number);
                case Boolean truth -> json.field(name, truth);
                case Map<?, ?> member -> {
                    json.beginArray(name).beginObject();
                    member.forEach((key, inner) -> field(json, key.toString(), inner));
                    json.endObject().endArray();
                }
                default -> throw new IllegalArgumentException(name);
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
            message.append(data);
            if (isLast) {
                receive(message.toString());
                message.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }

        private void receive(String text) {
            try {
                var told = JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
                var id = told.get("id").wholeNumber();
                if (id.isPresent()) {
                    answers.remove(id.get()).complete(told);
                } else {
                    events.add(told);
                    if (is(told, "Page.loadEventFired")) {
                        loaded.complete(told);
                    }
                }
            } catch (MalformedJsonException e) {
                throw new IllegalStateException(text, e);
            }
        }

        void close() throws Exception {
            call("Page.close", Map.of());
            socket.abort();
        }
    }
}
