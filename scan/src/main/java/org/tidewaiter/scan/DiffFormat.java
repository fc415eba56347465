package org.tidewaiter.scan;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.scan.diff.InventoryDiff;
import org.tidewaiter.scan.document.DiffJson;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.text.DiffTable;

/// A form in which a difference is written. The same two images give the same bytes.
public enum DiffFormat {
    /// For people.
    TABLE,
    /// Our own document.
    JSON;

    /// As the user types them.
    public static Set<String> names() {
        return Stream.of(values()).map(DiffFormat::word).collect(Collectors.toSet());
    }

    /// @throws IllegalArgumentException if it is none of [#names]
    public static DiffFormat named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Writes UTF-8.
    ///
    /// @param out stays open
    public void write(InventoryDiff diff, ReportStyle style, OutputStream out) throws IOException {
        switch (this) {
            case TABLE -> DiffTable.write(diff, style, out);
            case JSON -> DiffJson.write(diff, out);
        }
    }
}
