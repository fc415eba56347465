package org.tidewaiter.image.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAnswerTest {
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    @Test
    void oneRequestIsSentAndTheConnectionIsNotKept() throws Exception {
        var connection = ScriptedConnection.saying("HTTP/1.1 404 Not Found\r\n\r\n");
        try (var answer = HttpAnswer.get(connection, "/images/a/json", Duration.ofSeconds(1))) {
            assertThat(answer.status()).isEqualTo(404);
        }
        assertThat(connection.written())
                .startsWith("GET /images/a/json HTTP/1.1\r\nHost: ")
                .contains("\r\nConnection: close\r\n")
                .endsWith("\r\n\r\n");
        assertThat(connection.isClosed()).isTrue();
    }

    @Test
    void aBodyIsAsLongAsItsLengthSays() throws Exception {
        assertThat(body("HTTP/1.1 200 OK\r\ncontent-LENGTH: 5\r\n\r\nhello and more"))
                .isEqualTo("hello");
    }

    @Test
    void aBodyWithoutALengthEndsWithTheConnection() throws Exception {
        assertThat(body("HTTP/1.0 200 OK\r\nServer: x\r\n\r\nhello")).isEqualTo("hello");
    }

    @Test
    void chunksAreJoined() throws Exception {
        assertThat(body(CHUNKED + "3\r\nhel\r\n02;name=value\r\nlo\r\n0\r\nTrailer: x\r\n\r\n"))
                .isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello",
                CHUNKED + "5\r\nhel",
                CHUNKED + "5\r\nhello\r\n",
                CHUNKED + "5\r\nhello\r\n0\r\n"
            })
    void aBodyThatIsCutOffFails(String text) {
        assertThatThrownBy(() -> body(text))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ended");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/2 200\r\n\r\n",
                "HTTP/1.1 20 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                CHUNKED + "x\r\n",
                CHUNKED + "\r\n",
                CHUNKED + "ffffffffffffffffffff\r\n",
                CHUNKED + "1\r\nabc\r\n0\r\n\r\n"
            })
    void whatIsNotHttpIsRefused(String text) {
        assertThatThrownBy(() -> body(text)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\n", CHUNKED + "0\r\n"})
    void headersWithoutEndAreRefused(String start) {
        assertThatThrownBy(() -> body(start + "X-Flood: yes\r\n".repeat(1 << 16)))
                .hasMessageContaining("bytes of headers");
        assertThatThrownBy(() -> body(start + "x".repeat(1 << 20)))
                .hasMessageContaining("bytes of headers");
    }

    @Test
    void aLineWithoutEndIsRefused() {
        assertThatThrownBy(() -> body("x".repeat(1 << 20)))
                .hasMessageContaining("bytes of headers");
        assertThatThrownBy(() -> body(CHUNKED + "1;" + "x".repeat(1 << 20)))
                .hasMessageContaining("bytes of headers");
    }

    @Test
    void anEngineThatFallsSilentIsNotWaitedFor() {
        var connection = ScriptedConnection.fallingSilentAfter("HTTP/1.1 200 OK\r\n");
        assertThatThrownBy(() -> HttpAnswer.get(connection, "/", Duration.ofMillis(100)))
                .hasMessageContaining("nothing has arrived");
        assertThat(connection.isClosed()).isTrue();
    }

    @Test
    void anAnswerThatIsNotStreamedHasToBeWholeInTime() throws Exception {
        var connection = ScriptedConnection.saying("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(1000));
        try (var answer = HttpAnswer.get(connection, "/", Duration.ofMillis(50))) {
            Thread.sleep(60);
            assertThatThrownBy(() -> answer.body().readAllBytes())
                    .hasMessageContaining("no answer for");
            assertThat(answer.streamed(Duration.ofSeconds(1)).readAllBytes()).isNotEmpty();
        }
    }

    private static String body(String text) throws IOException {
        var connection = ScriptedConnection.saying(text);
        try (var answer = HttpAnswer.get(connection, "/", Duration.ofSeconds(10))) {
            return new String(answer.body().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
