package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofMinutes(1);

    @ParameterizedTest
    @ValueSource(longs = {0, 60})
    void workThatIsDoneInTimeGivesItsResult(long seconds) throws Exception {
        assertThat(Deadline.run(Duration.ofSeconds(seconds), () -> "done")).isEqualTo("done");
    }

    @Test
    void workThatTakesTooLongIsInterrupted() throws Exception {
        var never = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        assertThatThrownBy(() ->
                        Deadline.run(
                                SHORT,
                                () -> {
                                    try {
                                        never.await();
                                    } catch (InterruptedException _) {
                                        interrupted.countDown();
                                    }
                                    return "late";
                                }))
                .hasMessageStartingWith("it took longer than");
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void workThatDoesNotHeedTheInterruptHoldsNobodyUp() {
        var released = new CountDownLatch(1);
        assertThatThrownBy(() ->
                        Deadline.run(
                                SHORT,
                                () -> {
                                    while (released.getCount() > 0) {
                                        Thread.onSpinWait();
                                    }
                                    return "late";
                                }))
                .hasMessageStartingWith("it took longer than");
        released.countDown();
    }

    @Test
    void whatTheWorkThrowsIsThrownAsItIs() {
        assertThatThrownBy(() -> Deadline.run(LONG, failing(new IOException("broken"))))
                .isInstanceOf(IOException.class)
                .hasMessage("broken");
        assertThatThrownBy(() -> Deadline.run(LONG, failing(new OutOfMemoryError("heap"))))
                .isInstanceOf(OutOfMemoryError.class);
    }

    private static Callable<String> failing(Throwable thrown) {
        return () -> {
            switch (thrown) {
                case Exception e -> throw e;
                case Error e -> throw e;
                default -> throw new AssertionError(thrown);
            }
        };
    }
}
