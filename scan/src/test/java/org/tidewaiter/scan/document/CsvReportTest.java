package org.tidewaiter.scan.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.tidewaiter.scan.report.MadeUp;
import org.tidewaiter.testkit.Golden;

class CsvReportTest {
    @Test
    void theWholeReportIsAsKept() throws IOException {
        Golden.assertMatches(
                "document/report.csv", Documents.text(new CsvReport(), MadeUp.report()));
    }

    @Test
    void everyFindingIsALineAndSaysWhyItDoesNotCount() throws IOException {
        var report = MadeUp.report();
        var lines = CsvLines.of(Documents.text(new CsvReport(), report));
        assertThat(lines).hasSize(1 + report.findings().size() + report.suppressed().size());
        assertThat(lines).allSatisfy(line -> assertThat(line).hasSameSizeAs(lines.getFirst()));
        var cause = lines.getFirst().indexOf("cause");
        assertThat(lines.stream().skip(1).map(line -> line.get(cause)))
                .filteredOn(word -> !word.isEmpty())
                .containsExactlyElementsOf(
                        report.suppressed().stream().map(one -> one.cause().word()).toList());
    }

    @Test
    void aReportWithoutFindingsHasItsHead() throws IOException {
        assertThat(CsvLines.of(Documents.text(new CsvReport(), MadeUp.empty()))).hasSize(1);
    }
}
