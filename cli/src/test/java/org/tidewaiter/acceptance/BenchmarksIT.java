package org.tidewaiter.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What measures is tested by tests of its own language: that a worse ratio fails, that bytes
/// written are seen, that images come out the same.
class BenchmarksIT {
    @Test
    void theTestsOfTheBenchmarksPass() throws IOException, InterruptedException {
        var result =
                Program.run(
                        Program.ROOT.resolve("benchmarks"),
                        Map.of("PYTHONDONTWRITEBYTECODE", "1"),
                        List.of("python3", "-m", "unittest", "discover", "-s", "tests", "-t", "."));
        result.passed();
        assertThat(result.err()).containsPattern("Ran [1-9]\\d+ tests");
    }
}
