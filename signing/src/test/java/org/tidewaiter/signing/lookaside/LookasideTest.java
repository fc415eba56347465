package org.tidewaiter.signing.lookaside;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.registry.RegistryOptions;
import org.tidewaiter.image.registry.WebFiles;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ProblemException;

class LookasideTest {
    private static final ImageReference IMAGE =
            ImageReference.parse("example.com/b/c:1").orElseThrow();
    private static final String FOLDER = "/b/c@sha256=" + "a1".repeat(32);

    @TempDir private Path folder;
    private HttpServer server;
    private final Map<String, String> served = new TreeMap<>();
    private int otherwise = 404;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    var text = served.get(exchange.getRequestURI().getPath());
                    var bytes = text == null ? new byte[0] : text.getBytes(UTF_8);
                    exchange.sendResponseHeaders(
                            text == null ? otherwise : 200, bytes.length == 0 ? -1 : bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void onDiskTheyAreReadUpToTheFirstThatIsNotThere(String end) throws Exception {
        store(1, "alpha");
        store(2, "beta");
        store(4, "delta");

        assertThat(texts(URI.create(folder.toUri().toString().replaceAll("/+$", "") + end)))
                .containsExactly("alpha", "beta");
    }

    @Test
    void onAWebServerToo() throws Exception {
        served.put("/signatures" + FOLDER + "/signature-1", "alpha");
        served.put("/signatures" + FOLDER + "/signature-2", "beta");

        assertThat(texts(address("/signatures"))).containsExactly("alpha", "beta");
    }

    @Test
    void wherePeopleFindEachIsSaid() throws Exception {
        served.put(FOLDER + "/signature-1", "alpha");

        assertThat(signatures(address("")))
                .extracting(StoredSignature::place)
                .containsExactly(address("") + FOLDER + "/signature-1");
    }

    @Test
    void aFolderThatIsNotThereHasNone() throws Exception {
        assertThat(texts(folder.resolve("none").toUri())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"401", "403", "410", "429", "500", "503"})
    void aServerThatFailsIsAProblemAndNeverTheEnd(int status) {
        served.put(FOLDER + "/signature-1", "alpha");
        otherwise = status;

        assertThatThrownBy(() -> texts(address(""))).isInstanceOf(ProblemException.class);
    }

    @Test
    void aServerThatIsNotThereIsAProblem() {
        var gone = address("");
        server.stop(0);

        assertThatThrownBy(() -> texts(gone)).isInstanceOf(ProblemException.class);
    }

    @Test
    void whatIsNoFileIsAProblem() throws Exception {
        Files.createDirectories(folder.resolve(FOLDER.substring(1)).resolve("signature-1"));

        assertThatThrownBy(() -> texts(folder.toUri()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("it is no file");
    }

    @Test
    void aPlaceThatIsNoPathIsAProblem() {
        assertThatThrownBy(() -> texts(URI.create("file:///a%00")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("registries-folder-broken"));
    }

    /// It would be done after 250 bytes.
    @Test
    void aServerThatGivesAByteNowAndThenIsAProblem() throws Exception {
        var over = new CountDownLatch(1);
        server.removeContext("/");
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, 250);
                    for (int i = 0; i < 250 && !isOver(over); i++) {
                        exchange.getResponseBody().write('a');
                        exchange.getResponseBody().flush();
                    }
                    exchange.close();
                });
        var hasty = RegistryOptions.standard(Map.of()).withTimeout(Duration.ofMillis(100));
        try (var files = new WebFiles(hasty)) {
            assertThatThrownBy(() -> files.read(address("/a"), 300))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem().code()).isEqualTo("registry-unreachable"));
        } finally {
            over.countDown();
        }
    }

    private static boolean isOver(CountDownLatch over) {
        try {
            return over.await(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            return true;
        }
    }

    @Test
    void asManyAsThereMayBeAreReadAndNotOneMore() throws Exception {
        for (int i = 1; i <= 128; i++) {
            store(i, "alpha");
        }
        assertThat(texts(folder.toUri())).hasSize(128);

        store(129, "beta");
        assertThatThrownBy(() -> texts(folder.toUri()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("more than 128");
    }

    @Test
    void aFileThatIsTooLargeIsAProblem() throws Exception {
        store(1, "a".repeat(4 << 20));
        assertThat(texts(folder.toUri())).hasSize(1);

        store(1, "a".repeat((4 << 20) + 1));
        assertThatThrownBy(() -> texts(folder.toUri())).isInstanceOf(ProblemException.class);
    }

    @Test
    void anAnswerThatIsTooLargeIsAProblem() throws Exception {
        served.put(FOLDER + "/signature-1", "a".repeat((4 << 20) + 1));

        assertThatThrownBy(() -> texts(address("")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("file-too-large"));
    }

    private List<String> texts(URI place) throws ProblemException {
        return signatures(place).stream().map(one -> new String(one.bytes(), UTF_8)).toList();
    }

    private static List<StoredSignature> signatures(URI place) throws ProblemException {
        var configured =
                LookasideConfiguration.of(
                        Map.of("a.yaml", "default-docker: {lookaside: '%s'}".formatted(place)));
        return new Lookaside(configured, IMAGE, RegistryOptions.standard(Map.of()))
                .signatures(Payload.IMAGE);
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path));
    }

    private void store(int number, String text) throws Exception {
        var file = folder.resolve(FOLDER.substring(1)).resolve("signature-" + number);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
