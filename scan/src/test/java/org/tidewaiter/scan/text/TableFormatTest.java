package org.tidewaiter.scan.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.scan.report.MadeUp;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.testkit.Golden;

class TableFormatTest {
    @ParameterizedTest
    @ValueSource(ints = {80, 140})
    void itFitsTheTerminal(int width) throws IOException {
        Golden.assertMatches(
                "text/report-%d.txt".formatted(width),
                text(MadeUp.report(), new ReportStyle(width, false)));
    }

    @Test
    void aFileIsNotCut() throws IOException {
        Golden.assertMatches("text/report-file.txt", text(MadeUp.report(), ReportStyle.PLAIN));
    }

    @Test
    void anImageWithoutFindingsSaysOnWhatThatRests() throws IOException {
        Golden.assertMatches("text/report-empty.txt", text(MadeUp.empty(), ReportStyle.PLAIN));
    }

    @Test
    void colourIsOnlyAddedToTheSameText() throws IOException {
        var plain = text(MadeUp.report(), new ReportStyle(100, false));
        var coloured = text(MadeUp.report(), new ReportStyle(100, true));
        assertThat(coloured).contains("\u001b[1;31m");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "").lines().map(String::stripTrailing))
                .containsExactlyElementsOf(plain.lines().toList());
    }

    @Test
    void nothingFromTheImageReachesTheTerminalAsAnEscape() throws IOException {
        assertThat(text(MadeUp.report(), ReportStyle.PLAIN))
                .doesNotContain("\u001b")
                .contains("left-pad\\u{1b}[31m")
                .contains("var/backup/\\u{1b}[2Jdump.tar");
    }

    private static String text(ScanReport report, ReportStyle style) throws IOException {
        var out = new ByteArrayOutputStream();
        new TableFormat().write(report, style, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
