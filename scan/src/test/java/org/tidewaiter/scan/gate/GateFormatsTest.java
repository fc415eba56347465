package org.tidewaiter.scan.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.clearance.Life;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.policy.Verdict;
import org.tidewaiter.policy.gate.GateDecision;

class GateFormatsTest {
    private static final Reason LAPSED = Reason.of("lapsed", "its clearance ended\u001b[2J, 100 %");

    @Test
    void aRefusalSaysWhyAndWhatToDo() {
        assertThat(written("table", new Verdict.Deny(List.of(LAPSED))))
                .isEqualTo(
                        """
                        registry.example/shop:1 is refused for prod: lapsed
                          lapsed: its clearance ended\\u{1b}[2J, 100 %
                          charter acme, version 2, at 2026-11-23T12:00:00Z
                          mend: tidewaiter clear --renew --stage prod registry.example/shop:1
                        """);
    }

    @Test
    void aServiceReadsTheSame() throws Exception {
        var json =
                JsonReader.read(
                        written("json", new Verdict.Deny(List.of(LAPSED)))
                                .getBytes(StandardCharsets.UTF_8));
        assertThat(json.text("verdict")).isEqualTo("deny");
        assertThat(json.get("passed").isTrue()).isFalse();
        assertThat(json.get("reasons").items().getFirst().text("rule")).isEqualTo("lapsed");
    }

    @Test
    void aResultForCodeScanningHasAPlace() throws Exception {
        var sarif =
                JsonReader.read(
                        written("sarif", new Verdict.Warn(List.of(LAPSED)))
                                .getBytes(StandardCharsets.UTF_8));
        var result = sarif.get("runs").items().getFirst().get("results").items().getFirst();
        assertThat(result.text("level")).isEqualTo("warning");
        assertThat(result.get("locations").items().getFirst().has("physicalLocation")).isTrue();
    }

    @Test
    void aWarningIsNoFailedTest() {
        assertThat(written("junit", new Verdict.Warn(List.of(LAPSED))))
                .contains("failures=\"0\"", "<system-out>lapsed: its clearance ended")
                .doesNotContain("<failure");
        assertThat(written("junit", new Verdict.Deny(List.of(LAPSED))))
                .contains(
                        "failures=\"1\"", "<failure message=\"registry.example/shop:1 is refused");
    }

    @Test
    void noTextEndsTheLineOfAnAnnotation() {
        var lines =
                written(
                        "annotations",
                        new Verdict.Deny(List.of(Reason.of("a,b:c", "one\n::error::two 100 %"))));
        assertThat(lines)
                .contains("::error title=a%2Cb%3Ac::one")
                .contains("100 %25")
                .doesNotContain("\n::error::two");
    }

    private static String written(String format, Verdict verdict) {
        var report =
                new GateReport(
                        "1.0",
                        "registry.example/shop:1",
                        Optional.empty(),
                        "prod",
                        Instant.parse("2026-11-23T12:00:00Z"),
                        "acme, version 2",
                        new GateDecision(
                                verdict,
                                Life.LAPSED,
                                Optional.empty(),
                                Optional.empty(),
                                List.of("tidewaiter clear --renew --stage prod IMAGE")),
                        Optional.empty(),
                        List.of());
        var out = new ByteArrayOutputStream();
        try {
            GateFormats.write(format, report, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
