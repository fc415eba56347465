package org.tidewaiter.checks.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.checks.fixture.Fixture;
import org.tidewaiter.checks.fixture.Verdicts;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.testkit.Damage;

class KubernetesFuzzTest {
    static Stream<byte[]> seeds() {
        return Fixture.all("kubernetes", "", "kubernetes").stream()
                .map(fixture -> fixture.text().getBytes(StandardCharsets.UTF_8))
                .flatMap(Damage::versions);
    }

    @FuzzTest
    @MethodSource("seeds")
    void anyBytesAreReadOrAGapWithALine(byte[] bytes) {
        var reading = new KubernetesReader().read(ClaimedFile.of("a.yaml", bytes));
        assertThat(reading.gaps()).allMatch(gap -> gap.matches("line [0-9]+: .*|and [0-9]+ .*"));
        assertThat(Verdicts.settings(reading)).allMatch(seen -> seen.line() > 0);
    }
}
