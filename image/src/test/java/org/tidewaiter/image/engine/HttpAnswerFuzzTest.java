package org.tidewaiter.image.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.testkit.Damage;
import org.tidewaiter.testkit.image.FakeEngine;

class HttpAnswerFuzzTest {
    static Stream<byte[]> seeds() {
        return Stream.of(
                        new byte[0],
                        FakeEngine.answer(200, "{\"Id\":\"sha256:0\"}"),
                        FakeEngine.answer(500, "{\"message\":\"no\"}"),
                        FakeEngine.chunked(new byte[5000]))
                .flatMap(Damage::versions);
    }

    @FuzzTest
    @MethodSource("seeds")
    void anyAnswerIsReadOrRefused(byte[] bytes) {
        var connection = ScriptedConnection.saying(bytes);
        try (var answer = HttpAnswer.get(connection, "/", Duration.ofSeconds(10))) {
            assertThat(answer.body().readAllBytes().length).isLessThan(bytes.length);
        } catch (IOException _) {
            // refused
        }
    }
}
