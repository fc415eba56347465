package org.tidewaiter.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ProblemException;

class WaiverFileTest {
    private static final String ONE =
            """
            waivers:
              - id: CVE-2024-1
                package: pkg:npm/lodash
                owner: ann@example.org
                reason: not reachable
                expires: 2026-12-31
                approved-by: ben@example.org
            """;

    @Test
    void aWaiverIsReadWithItsScope() throws Exception {
        assertThat(WaiverFile.read("tidewaiter.yaml", ONE))
                .containsExactly(
                        new Waiver(
                                "CVE-2024-1",
                                PurlPattern.parse("pkg:npm/lodash"),
                                Optional.empty(),
                                Optional.empty(),
                                "ann@example.org",
                                "not reachable",
                                LocalDate.of(2026, 12, 31),
                                "ben@example.org"));
    }

    @Test
    void itMaySayForWhichImageLineAndStage() throws Exception {
        var digest = "sha256:" + "a".repeat(64);
        var more = "    digest: %s\n    instruction: RUN apt*\n    stage: prod\n".formatted(digest);
        var waiver = WaiverFile.read("tidewaiter.yaml", ONE + more).getFirst();
        assertThat(waiver.scope())
                .isEqualTo(
                        new WaiverScope(
                                PurlPattern.parse("pkg:npm/lodash"),
                                Optional.empty(),
                                Digest.parse(digest),
                                Optional.empty(),
                                Optional.of("RUN apt*"),
                                Optional.of("prod")));
    }

    @Test
    void aFileWithoutWaiversHasNone() throws Exception {
        assertThat(WaiverFile.read("tidewaiter.yaml", "")).isEmpty();
        assertThat(WaiverFile.read("tidewaiter.yaml", "# nothing yet\n")).isEmpty();
        assertThat(WaiverFile.read("tidewaiter.yaml", "waivers: []\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "expires: 2026-12-31 | expires: soon"
                        + "| line 6: 'soon' is not a date like 2026-12-31",
                "reason: not reachable | reasons: not reachable"
                        + "| line 5: unknown key 'reasons'; known are approved-by, digest,"
                        + " expires, id, image, instruction, owner, package, path, reason, stage",
                "reason: not reachable | reason: ' '| line 5: 'reason' must be a text",
                "reason: not reachable | id: CVE-2| line 5: 'id' stands twice",
                "owner: ann@example.org | path: app/*| line 2: 'owner' is missing",
                "pkg:npm/lodash | lodash"
                        + "| line 3: 'lodash' is not a purl; one is pkg:deb/debian/openssl",
                "approved-by: ben@example.org | approved-by: ann@example.org"
                        + "| line 7: 'ann@example.org' cannot approve their own waiver",
                "package: pkg:npm/lodash | digest: abc"
                        + "| line 3: 'abc' is not a digest like sha256:...",
                "waivers: | waiver:| line 2: unknown key 'waiver'; known are waivers",
                "id: CVE-2024-1 | id: *one| line 2: aliases are not read here",
                "id: CVE-2024-1 | id: [| line 4: expected",
            })
    void aSlipIsRefusedWithItsLine(String right, String wrong, String message) {
        assertThatThrownBy(
                        () -> WaiverFile.read("tidewaiter.yaml", ONE.replace(right.strip(), wrong)))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("tidewaiter.yaml, " + message.strip());
    }

    @Test
    void aSecondDocumentIsRefused() {
        assertThatThrownBy(() -> WaiverFile.read("tidewaiter.yaml", ONE + "---\nwaivers: []\n"))
                .hasMessage("tidewaiter.yaml, line 9: a second document");
    }

    @Test
    void aDeepDocumentIsRefused() {
        assertThatThrownBy(() -> WaiverFile.read("tidewaiter.yaml", "[".repeat(100_000)))
                .hasMessage("tidewaiter.yaml, line 1: nested deeper than 16");
    }

    @FuzzTest
    void anyTextIsReadOrRefused(byte[] bytes) {
        List<Waiver> waivers;
        try {
            waivers = WaiverFile.read("fuzz", new String(bytes, StandardCharsets.UTF_8));
        } catch (ProblemException refused) {
            assertThat(refused.problem().code()).isEqualTo("waivers-malformed");
            return;
        }
        assertThat(waivers).allMatch(one -> !one.owner().equals(one.approvedBy()));
    }
}
