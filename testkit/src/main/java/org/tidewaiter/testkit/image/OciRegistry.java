package org.tidewaiter.testkit.image;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.MalformedJsonException;

/// A registry on this host, in memory, that is read and written as version 1.1 of the specification
/// has it, with lists of referrers or, as older ones are, without. It believes what it is given.
public final class OciRegistry implements AutoCloseable {
    private static final Pattern BLOB = Pattern.compile("/v2/(.+)/blobs/(sha256:[0-9a-f]{64})");
    private static final Pattern UPLOAD = Pattern.compile("/v2/(.+)/blobs/uploads/([0-9]*)");
    private static final Pattern MANIFEST = Pattern.compile("/v2/(.+)/manifests/([^/]+)");
    private static final Pattern REFERRERS = Pattern.compile("/v2/(.+)/referrers/([^/]+)");
    private static final Pattern MOUNT = Pattern.compile("mount=([^&]+)&from=(.+)");
    private static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final boolean listsReferrers;
    private final AtomicInteger uploads = new AtomicInteger();
    private final Map<String, ByteArrayOutputStream> unfinished = new ConcurrentHashMap<>();
    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();

    /// By repository and tag or digest.
    private final Map<String, Manifest> manifests = new ConcurrentSkipListMap<>();

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Manifest(String type, byte[] bytes) {
        Json json() {
            try {
                return JsonReader.read(bytes);
            } catch (MalformedJsonException e) {
                throw new IllegalStateException("no manifest was written", e);
            }
        }
    }

    private OciRegistry(boolean listsReferrers) throws IOException {
        this.listsReferrers = listsReferrers;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public static OciRegistry start() throws IOException {
        return new OciRegistry(true);
    }

    public static OciRegistry startWithoutReferrers() throws IOException {
        return new OciRegistry(false);
    }

    /// `localhost:PORT`.
    public String host() {
        return "localhost:" + server.getAddress().getPort();
    }

    public OciRegistry image(String repository, String tag, BuiltImage image) {
        put(repository, tag, image.mediaType(), image.manifest());
        image.blobs().all().forEach((digest, bytes) -> blobs.put(repository + " " + digest, bytes));
        return this;
    }

    /// Whatever somebody with the right to push puts beside an image.
    ///
    /// @param type of the content
    public OciRegistry beside(String repository, Digest subject, String type, byte[] content) {
        var none = "{}".getBytes(StandardCharsets.UTF_8);
        blobs.put(repository + " " + Blobs.digest(none), none);
        blobs.put(repository + " " + Blobs.digest(content), content);
        var manifest =
                """
                {"schemaVersion":2,"mediaType":"%s","artifactType":"%s","config":%s,"layers":[%s],\
                "subject":{"mediaType":"%s","digest":"%s","size":%d}}\
                """
                        .formatted(
                                MANIFEST_TYPE,
                                type,
                                ImageBuilder.descriptor(
                                        "application/vnd.oci.empty.v1+json",
                                        Blobs.digest(none),
                                        none.length),
                                ImageBuilder.descriptor(
                                        type, Blobs.digest(content), content.length),
                                known(repository, subject.toString()).type,
                                subject,
                                known(repository, subject.toString()).bytes.length)
                        .getBytes(StandardCharsets.UTF_8);
        put(repository, Blobs.digest(manifest).toString(), MANIFEST_TYPE, manifest);
        return this;
    }

    /// Lets a tag lead to what another tag or a digest of any repository leads to.
    public OciRegistry tag(String from, String selector, String repository, String tag) {
        var found = known(from, selector);
        put(repository, tag, found.type, found.bytes);
        blobs.forEach((place, bytes) -> {
            if (place.startsWith(from + " ")) {
                blobs.put(repository + place.substring(from.length()), bytes);
            }
        });
        return this;
    }

    /// Copies all that a repository has, as whoever runs both may.
    public OciRegistry copy(String from, String to) {
        manifests.forEach((place, manifest) -> {
            if (place.startsWith(from + " ")) {
                var selector = place.substring(from.length() + 1);
                tag(from, selector, to, selector);
            }
        });
        return this;
    }

    /// Removes what a tag or a digest leads to, under every name.
    public OciRegistry remove(String repository, String selector) {
        var gone = known(repository, selector);
        manifests
                .entrySet()
                .removeIf(one ->
                        one.getKey().startsWith(repository + " ")
                                && Arrays.equals(one.getValue().bytes, gone.bytes));
        return this;
    }

    private Manifest known(String repository, String selector) {
        return Objects.requireNonNull(manifests.get(repository + " " + selector), selector);
    }

    /// The tags and digests under which a repository has something.
    public String listed(String repository) {
        return manifests.keySet().stream()
                .filter(key -> key.startsWith(repository + " "))
                .map(key -> key.substring(repository.length() + 1))
                .collect(Collectors.joining("\n"));
    }

    private Manifest put(String repository, String selector, String type, byte[] bytes) {
        var manifest = new Manifest(type, bytes);
        manifests.put(repository + " " + selector, manifest);
        manifests.put(repository + " " + Blobs.digest(bytes), manifest);
        return manifest;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var body = exchange.getRequestBody().readAllBytes();
            var blob = BLOB.matcher(path);
            var upload = UPLOAD.matcher(path);
            var manifest = MANIFEST.matcher(path);
            var referrers = REFERRERS.matcher(path);
            if (upload.matches()) {
                upload(exchange, upload.group(1), upload.group(2), body);
            } else if (blob.matches()) {
                var bytes = blobs.get(blob.group(1) + " " + blob.group(2));
                answer(exchange, Optional.ofNullable(bytes), "application/octet-stream");
            } else if (manifest.matches()) {
                manifest(exchange, manifest.group(1), manifest.group(2), body);
            } else if (referrers.matches() && listsReferrers) {
                var list = referrers(referrers.group(1), referrers.group(2));
                answer(exchange, Optional.of(list), INDEX);
            } else {
                answer(exchange, Optional.empty(), "");
            }
        }
    }

    private void upload(HttpExchange exchange, String repository, String id, byte[] body)
            throws IOException {
        switch (exchange.getRequestMethod()) {
            case "POST" -> {
                if (mount(exchange.getRequestURI().getQuery(), repository)) {
                    exchange.sendResponseHeaders(201, -1);
                    return;
                }
                var next = String.valueOf(uploads.incrementAndGet());
                unfinished.put(next, new ByteArrayOutputStream());
                accepted(exchange, repository, next);
            }
            case "PATCH" -> {
                begun(id).writeBytes(body);
                accepted(exchange, repository, id);
            }
            default -> {
                var whole = begun(id);
                whole.writeBytes(body);
                blobs.put(
                        repository + " " + Blobs.digest(whole.toByteArray()), whole.toByteArray());
                exchange.sendResponseHeaders(201, -1);
            }
        }
    }

    private boolean mount(@Nullable String query, String repository) {
        var asked = MOUNT.matcher(String.valueOf(query));
        if (!asked.matches()) {
            return false;
        }
        var blob = blobs.get(asked.group(2) + " " + asked.group(1));
        if (blob != null) {
            blobs.put(repository + " " + asked.group(1), blob);
        }
        return blob != null;
    }

    /// How many blobs were sent to it so far, or were begun to be.
    public int uploads() {
        return uploads.get();
    }

    private ByteArrayOutputStream begun(String upload) {
        return Objects.requireNonNull(unfinished.get(upload), "no such upload");
    }

    private static void accepted(HttpExchange exchange, String repository, String id)
            throws IOException {
        var place = "/v2/%s/blobs/uploads/%s".formatted(repository, id);
        exchange.getResponseHeaders().add("Location", place);
        exchange.sendResponseHeaders(202, -1);
    }

    private void manifest(HttpExchange exchange, String repository, String selector, byte[] body)
            throws IOException {
        if (exchange.getRequestMethod().equals("PUT")) {
            var type = exchange.getRequestHeaders().getFirst("Content-Type");
            var subject = put(repository, selector, type, body).json().get("subject");
            if (listsReferrers && subject.has("digest")) {
                exchange.getResponseHeaders().add("OCI-Subject", subject.text("digest"));
            }
            exchange.sendResponseHeaders(201, -1);
        } else {
            var found = Optional.ofNullable(manifests.get(repository + " " + selector));
            answer(exchange, found.map(Manifest::bytes), found.map(Manifest::type).orElse(""));
        }
    }

    private byte[] referrers(String repository, String subject) {
        return manifests.entrySet().stream()
                .filter(one -> one.getKey().startsWith(repository + " sha256:"))
                .map(Map.Entry::getValue)
                .filter(one -> one.json().get("subject").text("digest").equals(subject))
                .map(one ->
                        "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}"
                                .formatted(one.type, Blobs.digest(one.bytes), one.bytes.length))
                .collect(
                        Collectors.joining(
                                ",",
                                "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":["
                                        .formatted(INDEX),
                                "]}"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, Optional<byte[]> found, String type)
            throws IOException {
        if (found.isEmpty()) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        var bytes = found.get();
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.getResponseHeaders().add("Docker-Content-Digest", Blobs.digest(bytes).toString());
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().add("Content-Length", String.valueOf(bytes.length));
            exchange.sendResponseHeaders(200, -1);
        } else {
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
