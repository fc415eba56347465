package org.tidewaiter.image.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.manifest.Descriptor;
import org.tidewaiter.image.manifest.SubjectTag;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.testkit.image.FakeRegistry;

/// A list of several pages.
class ReferrerPagesTest {
    private static final Digest SUBJECT = Digest.parse("sha256:" + "a".repeat(64)).orElseThrow();
    private static final String PATH = "/v2/app/referrers/" + SUBJECT;

    /// What is answered to a query: the body, and the header that leads on, if any.
    private final Map<String, Page> pages = new HashMap<>();

    private HttpServer server;
    private List<Mirror> mirrors = List.of();

    private record Page(int status, String body, String link) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var query = String.valueOf(exchange.getRequestURI().getRawQuery());
            var path = exchange.getRequestURI().getPath();
            var page =
                    path.equals(PATH)
                            ? pages.getOrDefault(query, new Page(404, "", ""))
                            : new Page(path.equals("/v2/") ? 200 : 404, "{}", "");
            if (!page.link.isEmpty()) {
                exchange.getResponseHeaders().add("Link", page.link);
            }
            var bytes = page.body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(page.status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String list(String... digits) {
        var items =
                List.of(digits).stream()
                        .map(digit ->
                                "{\"digest\":\"sha256:%s\",\"size\":1}".formatted(digit.repeat(64)))
                        .toList();
        return "{\"schemaVersion\":2,\"manifests\":[%s]}".formatted(String.join(",", items));
    }

    private List<String> referrers() throws ProblemException {
        var options =
                RegistryOptions.standard(
                                Map.of(
                                        "CONTAINERS_REGISTRIES_CONF",
                                        "/dev/null",
                                        "HOME",
                                        "target/home"))
                        .withMirrors(mirrors);
        try (var client = new RegistryClient(options, Duration.ofMillis(1))) {
            var image =
                    ImageReference.parse(
                                    "localhost:%d/app:1".formatted(server.getAddress().getPort()))
                            .orElseThrow();
            return client.referrers(image, SUBJECT).stream()
                    .map(Descriptor::digest)
                    .map(one -> one.hex().substring(0, 1))
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<%s?n=1&last=b>; rel=\"next\"",
                "<%s?n=1&last=b>;rel=next",
                "<http://elsewhere.example%s?n=1&last=b>; title=x; rel=\"NEXT\"",
                "<%1$s?n=9>; rel=\"prev\", <%1$s?n=1&last=b>; rel=\"next\"",
                "<%s?n=1&last=b>; rel=\"next\"; title=\"more\"",
                "<%s?n=1&last=b>; title=\"a,b; rel=prev\"; rel=\"next\"",
                "<%s?n=1&last=b>; rel=\"last next\""
            })
    void allPagesAreReadFromWhereTheFirstCameFrom(String link) throws Exception {
        pages.put("null", new Page(200, list("b"), link.formatted(PATH)));
        pages.put(
                "n=1&last=b",
                new Page(200, list("c", "b"), "<%s?z>; rel=\"next\"".formatted(PATH)));
        pages.put("z", new Page(200, list("d"), ""));
        assertThat(referrers()).containsExactly("b", "c", "d");
    }

    @Test
    void aLinkThatLeadsElsewhereThanOnIsNotFollowed() throws Exception {
        pages.put("null", new Page(200, list("b"), "<%s?n=1>; rel=\"prev\"".formatted(PATH)));
        assertThat(referrers()).containsExactly("b");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 406})
    void aRegistryThatDoesNotKnowSuchListsHasNone(int status) throws Exception {
        pages.put("null", new Page(status, "{}", ""));
        assertThat(referrers()).isEmpty();
    }

    @Test
    void aMirrorIsNotAskedSinceItMayHaveFetchedTheImageBefore() throws Exception {
        try (var mirror = FakeRegistry.start()) {
            pages.put("null", new Page(200, list("b"), ""));
            mirrors = List.of(mirrorBy(mirror.host()));
            assertThat(referrers()).containsExactly("b");
            assertThat(mirror.requests()).isEmpty();
        }
    }

    private Mirror mirrorBy(String host) throws ProblemException {
        return Mirror.parse("localhost:%d=%s".formatted(server.getAddress().getPort(), host));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 406, 401, 403, 429, 500, 503})
    void aPageThatIsNotGivenIsAProblemAndNotTheEnd(int status) {
        pages.put("null", new Page(200, list("b"), "<%s?z>; rel=\"next\"".formatted(PATH)));
        pages.put("z", new Page(status, "{}", ""));
        assertThatThrownBy(this::referrers).isInstanceOf(ProblemException.class);
    }

    @Test
    void pagesInACircleAreAProblem() {
        pages.put("null", new Page(200, list("b"), "<%s?x>; rel=\"next\"".formatted(PATH)));
        pages.put("x", new Page(200, list("c"), "<%s?y>; rel=\"next\"".formatted(PATH)));
        pages.put("y", new Page(200, list("d"), "<%s?x>; rel=\"next\"".formatted(PATH)));
        assertThatThrownBy(this::referrers)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("leads back");
    }

    @Test
    void pagesWithoutEndAreAProblem() {
        pages.put("null", new Page(200, list("b"), "<%s?0>; rel=\"next\"".formatted(PATH)));
        for (int i = 0; i < 200; i++) {
            pages.put(
                    String.valueOf(i),
                    new Page(200, list("c"), "<%s?%d>; rel=\"next\"".formatted(PATH, i + 1)));
        }
        assertThatThrownBy(this::referrers)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("no end");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "next",
                "<>",
                "</v2/other/tags/list?n=1>; rel=\"next\"",
                "<%s>; rel=\"next\"",
                "<%s?a b>; rel=\"next\"",
                "<%s?n=1>; rel=\"next",
                "<%s?n=1>; rel=\"next\" and more"
            })
    void aLinkThatIsNotUnderstoodIsAProblem(String link) {
        pages.put("null", new Page(200, list("b"), link.formatted(PATH)));
        assertThatThrownBy(this::referrers)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("not understood");
    }

    @Test
    void theFallbackTagOfALongDigestIsCut() {
        var digest = Digest.parse("sha512:" + "ab".repeat(64)).orElseThrow();
        assertThat(SubjectTag.REFERRERS.of(digest)).isEqualTo("sha512-" + "ab".repeat(32));
    }
}
