package org.tidewaiter.scan;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.scan.diff.DiffGate;
import org.tidewaiter.scan.diff.FindingsDiff;
import org.tidewaiter.scan.document.FindingsDiffJson;
import org.tidewaiter.scan.document.FindingsDiffMarkdown;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.text.FindingsDiffTable;

/// A form in which a difference of findings is written. The same judgements give the same bytes.
public enum FindingsDiffFormat {
    /// For people.
    TABLE,
    /// Our own document.
    JSON,
    /// For a comment on a change.
    MARKDOWN;

    /// As the user types them.
    public static Set<String> names() {
        return Stream.of(values()).map(FindingsDiffFormat::word).collect(Collectors.toSet());
    }

    /// @throws IllegalArgumentException if it is none of [#names]
    public static FindingsDiffFormat named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Writes UTF-8.
    ///
    /// @param out stays open
    public void write(FindingsDiff diff, DiffGate gate, ReportStyle style, OutputStream out)
            throws IOException {
        switch (this) {
            case TABLE -> FindingsDiffTable.write(diff, gate, style, out);
            case JSON -> FindingsDiffJson.write(diff, gate, out);
            case MARKDOWN -> FindingsDiffMarkdown.write(diff, gate, out);
        }
    }
}
