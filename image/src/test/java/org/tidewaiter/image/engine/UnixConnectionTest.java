package org.tidewaiter.image.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InterruptedIOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tidewaiter.testkit.image.FakeEngine;

class UnixConnectionTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private FakeEngine engine;

    @BeforeEach
    void start() throws Exception {
        engine = FakeEngine.start();
    }

    @AfterEach
    void stop() throws Exception {
        engine.close();
    }

    @Test
    void whereNothingArrivesReadingEndsAfterTheTimeout() throws Exception {
        try (var connection = UnixConnection.open(engine.socket(), LONG)) {
            assertThatThrownBy(() -> connection.read(new byte[1], 0, 1, Duration.ofMillis(50)))
                    .isInstanceOf(HttpTimeoutException.class);
        }
    }

    @Test
    void aReaderThatIsInterruptedEnds() throws Exception {
        try (var connection = UnixConnection.open(engine.socket(), LONG)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> connection.read(new byte[1], 0, 1, LONG))
                    .isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
