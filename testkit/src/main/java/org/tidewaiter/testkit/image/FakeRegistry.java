package org.tidewaiter.testkit.image;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.Digest;

/// A registry on this host, in memory, that reads only: manifests by tag and digest, and blobs,
/// also the rest of one. It can ask for credentials, and misbehave.
public final class FakeRegistry implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, byte[]> manifests = new ConcurrentHashMap<>();
    private final Map<String, String> manifestTypes = new ConcurrentHashMap<>();
    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Auth auth = new Auth.None();
    private volatile boolean knowsRanges = true;

    /// Who may read.
    public sealed interface Auth {
        /// Everybody.
        record None() implements Auth {}

        record Basic(String user, String password) implements Auth {}

        /// Who holds a token of the registry's own token endpoint, at `/token`.
        ///
        /// @param credentials that the endpoint asks for; [None] gives a token to everybody
        /// @param member of the JSON that has the token, `token` or `access_token`
        record Bearer(Auth credentials, String member) implements Auth {}

        /// As [Bearer], for who gives a refresh token.
        record Refresh(String refreshToken) implements Auth {}
    }

    /// What goes wrong for one path.
    public sealed interface Fault {
        /// @param times how many requests are answered so; then all is well
        record Status(int status, Map<String, String> headers, String body, int times)
                implements Fault {
            public Status {
                headers = Map.copyOf(headers);
            }
        }

        /// @param afterBytes then nothing comes any more
        record Stall(int afterBytes) implements Fault {}

        /// @param bytes sent in place of the true ones
        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Lie(byte[] bytes) implements Fault {}

        /// The connection ends before all the bytes it announced.
        ///
        /// @param times how many requests are answered so; then all is well
        record Cut(int afterBytes, int times) implements Fault {}

        record Redirect(String location) implements Fault {}

        /// The connection ends without an answer.
        record HangUp() implements Fault {}

        /// One for each request; then all is well.
        record Sequence(List<Fault> faults) implements Fault {
            public Sequence {
                faults = List.copyOf(faults);
            }
        }
    }

    /// @param authorization empty where there was none
    /// @param proxyAuthorization likewise
    /// @param range likewise
    public record Request(
            String method,
            String path,
            String query,
            String authorization,
            String proxyAuthorization,
            String range) {}

    private FakeRegistry(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public static FakeRegistry start() throws IOException {
        return new FakeRegistry(HttpServer.create(anyPort(), 0));
    }

    public static FakeRegistry startTls(ServerCertificate certificate) throws IOException {
        return startTls(certificate.serverSide(certificate), _ -> {});
    }

    /// Speaks to one client only.
    public static FakeRegistry startTls(ServerCertificate certificate, ServerCertificate client)
            throws IOException {
        return startTls(
                certificate.serverSide(client), settings -> settings.setNeedClientAuth(true));
    }

    /// Asks clients for their certificate, and speaks also to those that have none.
    public static FakeRegistry startTlsAsking(
            ServerCertificate certificate, ServerCertificate client) throws IOException {
        return startTls(
                certificate.serverSide(client), settings -> settings.setWantClientAuth(true));
    }

    private static FakeRegistry startTls(SSLContext tls, Consumer<SSLParameters> adjustment)
            throws IOException {
        var server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(tls) {
                    @Override
                    public void configure(HttpsParameters parameters) {
                        var settings = tls.getDefaultSSLParameters();
                        adjustment.accept(settings);
                        parameters.setSSLParameters(settings);
                    }
                });
        return new FakeRegistry(server);
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /// `localhost:PORT`.
    public String host() {
        return "localhost:" + server.getAddress().getPort();
    }

    public FakeRegistry requires(Auth other) {
        auth = other;
        return this;
    }

    /// Gives blobs only whole.
    public FakeRegistry withoutRanges() {
        knowsRanges = false;
        return this;
    }

    public FakeRegistry image(String repository, String tag, BuiltImage image) {
        manifest(repository, tag, image.mediaType(), image.manifest());
        put(repository, image.blobs());
        return this;
    }

    public FakeRegistry image(String repository, String tag, BuiltIndex index) {
        manifest(repository, tag, BuiltIndex.MEDIA_TYPE, index.blobs().get(index.digest()));
        put(repository, index.blobs());
        return this;
    }

    /// A manifest of any form, under a tag and under its digest.
    public FakeRegistry manifest(String repository, String tag, String mediaType, byte[] bytes) {
        for (var selector : List.of(tag, Blobs.digest(bytes).toString())) {
            var path = "/v2/" + repository + "/manifests/" + selector;
            manifests.put(path, bytes);
            manifestTypes.put(path, mediaType);
        }
        return this;
    }

    public FakeRegistry blob(String repository, byte[] bytes) {
        blobs.put(blobPath(repository, Blobs.digest(bytes)), bytes);
        return this;
    }

    private void put(String repository, Blobs all) {
        all.all()
                .forEach((digest, bytes) -> {
                    blobs.put(blobPath(repository, digest), bytes);
                    var text =
                            new String(
                                    bytes,
                                    0,
                                    Math.min(200, bytes.length),
                                    StandardCharsets.ISO_8859_1);
                    if (text.startsWith("{\"schemaVersion\":2,\"mediaType\":\"")) {
                        var type = text.split("\"", -1)[5];
                        manifest(repository, digest.toString(), type, bytes);
                    }
                });
    }

    public static String blobPath(String repository, Digest digest) {
        return "/v2/" + repository + "/blobs/" + digest;
    }

    public static String manifestPath(String repository, String selector) {
        return "/v2/" + repository + "/manifests/" + selector;
    }

    /// @param path as the request has it, or one of the above
    public FakeRegistry fault(String path, Fault fault) {
        faults.put(path, fault);
        return this;
    }

    /// Answers with a status, every time.
    public FakeRegistry answers(String path, int status, String body) {
        return fault(path, new Fault.Status(status, Map.of(), body, Integer.MAX_VALUE));
    }

    /// In the order in which they came.
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var query = exchange.getRequestURI().getRawQuery();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(
                    new Request(
                            exchange.getRequestMethod(),
                            path,
                            query == null ? "" : query,
                            authorization(exchange),
                            header(exchange, "Proxy-Authorization"),
                            header(exchange, "Range")));
            if (path.equals("/token")) {
                if (!fails(exchange, path)) {
                    token(exchange, body);
                }
            } else if (!isAllowed(exchange)) {
                challenge(exchange);
            } else {
                serve(exchange, path);
            }
        }
    }

    private static String authorization(HttpExchange exchange) {
        return header(exchange, "Authorization");
    }

    private static String header(HttpExchange exchange, String name) {
        var value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static String basic(String user, String password) {
        var both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    private static final String TOKEN = "a.good-token";

    private boolean isAllowed(HttpExchange exchange) {
        var given = authorization(exchange);
        return switch (auth) {
            case Auth.None() -> true;
            case Auth.Basic(var user, var password) -> given.equals(basic(user, password));
            case Auth.Bearer _, Auth.Refresh _ -> given.equals("Bearer " + TOKEN);
        };
    }

    private void challenge(HttpExchange exchange) throws IOException {
        var challenge =
                auth instanceof Auth.Basic
                        ? "Basic realm=\"a registry\""
                        : "Bearer realm=\"http://%s/token\",service=\"fake, registry\",scope=\"x\""
                                .formatted(host());
        exchange.getResponseHeaders().add("WWW-Authenticate", challenge);
        send(
                exchange,
                401,
                "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"log in\"}]}"
                        .getBytes(StandardCharsets.UTF_8));
    }

    private void token(HttpExchange exchange, String body) throws IOException {
        var given = authorization(exchange);
        var member = "token";
        boolean granted =
                switch (auth) {
                    case Auth.Bearer(Auth.Basic(var user, var password), var name) -> {
                        member = name;
                        yield given.equals(basic(user, password));
                    }
                    case Auth.Bearer(_, var name) -> {
                        member = name;
                        yield true;
                    }
                    case Auth.Refresh(var refreshToken) -> {
                        member = "access_token";
                        yield body.contains("grant_type=refresh_token")
                                && body.contains("refresh_token=" + refreshToken);
                    }
                    case Auth.None(), Auth.Basic _ -> false;
                };
        var answer = granted ? "{\"%s\":\"%s\"}".formatted(member, TOKEN) : "{}";
        send(exchange, granted ? 200 : 401, answer.getBytes(StandardCharsets.UTF_8));
    }

    private void serve(HttpExchange exchange, String path) throws IOException {
        var bytes = manifests.getOrDefault(path, blobs.get(path));
        var fault = fault(path);
        if (fails(exchange, path)) {
            return;
        }
        if (fault instanceof Fault.Redirect(var location)) {
            exchange.getResponseHeaders().add("Location", location);
            send(exchange, 307, new byte[0]);
        } else if (bytes == null) {
            var missing =
                    path.equals("/v2/")
                            ? "{}"
                            : "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\",\"message\":\"no such\"}]}";
            send(
                    exchange,
                    path.equals("/v2/") ? 200 : 404,
                    missing.getBytes(StandardCharsets.UTF_8));
        } else {
            content(exchange, path, bytes, fault);
        }
    }

    /// @return whether it has been answered
    private boolean fails(HttpExchange exchange, String path) throws IOException {
        if (fault(path) instanceof Fault.HangUp) {
            throw new IOException("hang up");
        }
        if (fault(path) instanceof Fault.Status(var status, var headers, var body, var times)
                && count(path) <= times) {
            headers.forEach(exchange.getResponseHeaders()::add);
            send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
            return true;
        }
        return false;
    }

    private @Nullable Fault fault(String path) {
        var fault = faults.get(path);
        if (fault instanceof Fault.Sequence(var each)) {
            int request = (int) count(path) - 1;
            return request < each.size() ? each.get(request) : null;
        }
        return fault;
    }

    private long count(String path) {
        return requests.stream().filter(request -> request.path().equals(path)).count();
    }

    private void content(HttpExchange exchange, String path, byte[] bytes, @Nullable Fault fault)
            throws IOException {
        if (manifests.containsKey(path)) {
            exchange.getResponseHeaders().add("Content-Type", manifestTypes.get(path));
            exchange.getResponseHeaders()
                    .add("Docker-Content-Digest", Blobs.digest(bytes).toString());
        }
        switch (fault) {
            case Fault.Lie(var others) -> send(exchange, 200, others);
            case Fault.Stall(var afterBytes) -> {
                start(exchange, bytes, afterBytes);
                awaitClose();
            }
            case Fault.Cut(var afterBytes, var times) when count(path) <= times -> {
                start(exchange, rest(exchange, bytes), afterBytes);
                throw new IOException("cut");
            }
            case null, default -> send(exchange, status(exchange), rest(exchange, bytes));
        }
    }

    private void start(HttpExchange exchange, byte[] bytes, int count) throws IOException {
        exchange.sendResponseHeaders(status(exchange), bytes.length);
        exchange.getResponseBody().write(bytes, 0, Math.min(count, bytes.length));
        exchange.getResponseBody().flush();
    }

    private int status(HttpExchange exchange) {
        return knowsRanges && exchange.getRequestHeaders().containsKey("Range") ? 206 : 200;
    }

    /// Those that the request wants.
    private byte[] rest(HttpExchange exchange, byte[] bytes) {
        var range = exchange.getRequestHeaders().getFirst("Range");
        if (range == null || !knowsRanges) {
            return bytes;
        }
        var ends = range.replace("bytes=", "").split("-", -1);
        int from = Integer.parseInt(ends[0]);
        int last =
                ends[1].isEmpty()
                        ? bytes.length - 1
                        : Math.min(bytes.length - 1, Integer.parseInt(ends[1]));
        exchange.getResponseHeaders()
                .add("Content-Range", "bytes %d-%d/%d".formatted(from, last, bytes.length));
        return Arrays.copyOfRange(bytes, from, last + 1);
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
