package org.tidewaiter.scan;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.scan.document.RescanJson;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.rescan.RescanReport;
import org.tidewaiter.scan.text.RescanTable;

/// A form in which it is written what became of stored inventories.
public enum RescanFormat {
    /// For people.
    TABLE,
    /// Our own document.
    JSON;

    /// As the user types them.
    public static Set<String> names() {
        return Stream.of(values()).map(RescanFormat::word).collect(Collectors.toSet());
    }

    /// @throws IllegalArgumentException if it is none of [#names]
    public static RescanFormat named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Writes UTF-8.
    ///
    /// @param out stays open
    public void write(RescanReport report, ReportStyle style, OutputStream out) throws IOException {
        switch (this) {
            case TABLE -> RescanTable.write(report, style, out);
            case JSON -> RescanJson.write(report, out);
        }
    }
}
