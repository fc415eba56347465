package org.tidewaiter.checks.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.checks.fixture.Fixture;
import org.tidewaiter.checks.fixture.Verdicts;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.testkit.Damage;

class DockerfileFuzzTest {
    static Stream<byte[]> seeds() {
        return Fixture.all("dockerfile", "", "dockerfile").stream()
                .map(fixture -> fixture.text().getBytes(StandardCharsets.UTF_8))
                .flatMap(Damage::versions);
    }

    @FuzzTest
    @MethodSource("seeds")
    void anyBytesAreReadOrRefusedWithALine(byte[] bytes) {
        try {
            var reading = new DockerfileReader().read(ClaimedFile.of("Dockerfile", bytes));
            assertThat(reading.gaps())
                    .allMatch(gap -> gap.matches("line [0-9]+: .*|and [0-9]+ .*"));
            assertThat(Verdicts.settings(reading)).allMatch(seen -> seen.line() > 0);
        } catch (MalformedFileException e) {
            assertThat(e.getMessage()).startsWith("line ");
        }
    }
}
