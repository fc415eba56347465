package org.tidewaiter.scan.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.vulnerability.build.SampleStore;
import org.tidewaiter.vulnerability.feed.FeedDocument;

class SupportTest {
    private static final EndOfLifeTable TABLE = EndOfLifeTable.builtIn();

    @Test
    void theDayDecides() {
        var bookworm = TABLE.support(distribution("debian", "12")).orElseThrow();
        assertThat(bookworm.text(LocalDate.of(2026, 7, 11)))
                .isEqualTo("supported until 2026-07-11");
        assertThat(bookworm.text(LocalDate.of(2026, 7, 12)))
                .isEqualTo("support ended 2026-07-11, extended until 2028-06-30");
        assertThat(bookworm.text(LocalDate.of(2028, 7, 1)))
                .isEqualTo("end of life since 2028-06-30");
    }

    @Test
    void aPointReleaseIsOfItsRelease() {
        assertThat(TABLE.support(distribution("alpine", "3.20.3")))
                .isEqualTo(TABLE.support(distribution("alpine", "3.20")))
                .isPresent();
        assertThat(TABLE.support(distribution("rhel", "9.4"))).isPresent();
    }

    @Test
    void ofAnUnknownReleaseNothingIsSaid() {
        assertThat(TABLE.support(distribution("debian", ""))).isEmpty();
        assertThat(TABLE.support(distribution("alpine", "3.99.0"))).isEmpty();
        assertThat(TABLE.support(distribution("made-up", "1"))).isEmpty();
    }

    @Test
    void whatTheAdvisoriesTellOfAReleaseCountsBeforeTheTable() throws Exception {
        var page =
                """
                ---
                title: Alpine Linux
                permalink: /alpine-linux
                releases:
                  - releaseCycle: "3.99"
                    eol: 2031-05-01
                  - releaseCycle: "3.20"
                    eol: 2026-05-01
                ---
                """;
        var stored =
                SampleStore.of(
                        List.of(
                                new FeedDocument(
                                        "alpine.md", page.getBytes(StandardCharsets.UTF_8))));

        assertThat(TABLE.support(distribution("alpine", "3.99.1"), stored))
                .contains(new Support(LocalDate.of(2031, 5, 1), Optional.empty()));
        assertThat(TABLE.support(distribution("alpine", "3.20.3"), stored))
                .contains(new Support(LocalDate.of(2026, 5, 1), Optional.empty()));
        assertThat(TABLE.support(distribution("debian", "12"), stored))
                .isEqualTo(TABLE.support(distribution("debian", "12")))
                .isPresent();
    }

    private static Distribution distribution(String id, String version) {
        return new Distribution(id, version, "", "", List.of());
    }
}
