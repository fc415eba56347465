package org.tidewaiter.checks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.checks.fixture.Fixture;
import org.tidewaiter.checks.fixture.Verdicts;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.testkit.Damage;

class PipelineFuzzTest {
    private static final List<FileReader> READERS =
            List.of(new GitHubReader(), new GitLabReader(), new JenkinsReader());

    static Stream<byte[]> seeds() {
        return Fixture.all("pipeline", "", "pipeline").stream()
                .map(fixture -> fixture.text().getBytes(StandardCharsets.UTF_8))
                .flatMap(Damage::versions);
    }

    @FuzzTest
    @MethodSource("seeds")
    void anyBytesAreReadOrRefusedWithALine(byte[] bytes) {
        for (var reader : READERS) {
            try {
                var reading = reader.read(ClaimedFile.of("a", bytes));
                assertThat(reading.gaps())
                        .allMatch(gap -> gap.matches("line [0-9]+: .*|and [0-9]+ .*"));
                assertThat(Verdicts.settings(reading)).allMatch(seen -> seen.line() > 0);
            } catch (MalformedFileException e) {
                assertThat(e.getMessage()).startsWith("line ");
            }
        }
    }
}
