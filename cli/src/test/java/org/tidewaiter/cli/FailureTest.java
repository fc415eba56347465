package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.Typed.typed;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;

class FailureTest {
    @Test
    void aDefectOfOursIsAProblemWithoutATrace() {
        var result = broken(new IllegalStateException("a bug")).run();
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith("error[internal-error]: ")
                .contains("IllegalStateException: a bug", "--verbose")
                .doesNotContain("\tat ");
    }

    @Test
    void theTraceOfADefectIsShownToWhoAsksForMore() {
        var result = broken(new IllegalStateException("a bug")).with("TIDEWAITER_VERBOSE", "1");
        assertThat(result.run().err())
                .startsWith("error[internal-error]: ")
                .contains("\tat org.tidewaiter.cli.FailureTest");
    }

    @Test
    void tooLittleMemoryNamesTheVariableThatGivesMore() {
        var result = broken(new OutOfMemoryError("Java heap space")).run();
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("error[out-of-memory]: ")
                .contains("Java heap space", "TIDEWAITER_HEAP=2g")
                .doesNotContain("\tat ");
    }

    @Test
    void tooLittleMemoryInAnotherThreadIsToldTheSame() {
        var thrown =
                new IllegalStateException(
                        "a task", new ExecutionException(new OutOfMemoryError("Java heap space")));
        assertThat(new Failure(thrown).problem().code()).isEqualTo("out-of-memory");
    }

    @Test
    void aFailingReadIsNoDefectOfOurs() {
        var result = typed("version", "compare", "deb").reading(new Failing(null)).run();
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).startsWith("error[io-failed]: ").contains("the cable is out");
    }

    @Test
    void whatLiesBelowAProblemIsShownToWhoAsksForMore() {
        var problem = new Problem("registry-untrusted", "it is not trusted", "trust it");
        var failure =
                new Failure(new ProblemException(problem, new IOException("no such authority")));
        assertThat(told(failure, false)).doesNotContain("no such authority");
        assertThat(told(failure, true))
                .contains("error[registry-untrusted]", "cause: java.io.IOException: no such");
    }

    @Test
    void whatAStrangerWroteCannotSteerTheTerminal() {
        var problem = new Problem("registry-denied", "it said \u001b[2J\nerror[x]: y", "ask it");
        assertThat(told(new Failure(new ProblemException(problem)), false))
                .isEqualTo(
                        "error[registry-denied]: it said ?[2J?error[x]: y%n  mend: ask it%n"
                                .formatted());
    }

    @Test
    void aFullDiskBehindStandardOutputIsSaid() throws IOException {
        try (var full = new FileOutputStream("/dev/full")) {
            var result = typed("completion").run(full);
            assertThat(result.status()).isEqualTo(1);
            assertThat(result.err())
                    .startsWith("error[output-failed]: writing standard output failed: No space");
        }
    }

    @Test
    void aReaderThatGoesAwayIsNotTalkedTo() {
        var closed =
                new OutputStream() {
                    @Override
                    public void write(int one) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                };
        var result = typed("completion").run(closed);
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).isEmpty();
    }

    private static String told(Failure failure, boolean verbose) {
        var err = new ByteArrayOutputStream();
        failure.tell(new PrintStream(err, true, StandardCharsets.UTF_8), verbose);
        return err.toString(StandardCharsets.UTF_8);
    }

    private static Typed broken(Throwable thrown) {
        return typed("version", "compare", "deb").reading(new Failing(thrown));
    }

    /// Cannot be read.
    private static final class Failing extends InputStream {
        private final @Nullable Throwable thrown;

        Failing(@Nullable Throwable thrown) {
            this.thrown = thrown;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return read();
        }

        @Override
        public int read() throws IOException {
            switch (thrown) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case null, default -> throw new IOException("the cable is out");
            }
        }
    }
}
