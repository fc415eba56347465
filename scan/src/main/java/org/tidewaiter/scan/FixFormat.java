package org.tidewaiter.scan;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.scan.document.FixDockerfile;
import org.tidewaiter.scan.document.FixJson;
import org.tidewaiter.scan.fix.FixPlan;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.text.FixTable;

/// A form in which a plan is written. The same plan gives the same bytes.
public enum FixFormat {
    /// For people.
    TABLE,
    /// Our own document.
    JSON,
    /// Lines to put into a Dockerfile.
    DOCKERFILE;

    /// As the user types them.
    public static Set<String> names() {
        return Stream.of(values()).map(FixFormat::word).collect(Collectors.toSet());
    }

    /// @throws IllegalArgumentException if it is none of [#names]
    public static FixFormat named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Writes UTF-8.
    ///
    /// @param image that the plan is for
    /// @param out stays open
    public void write(FixPlan plan, ImageSource image, ReportStyle style, OutputStream out)
            throws IOException {
        switch (this) {
            case TABLE -> FixTable.write(plan, image, style, out);
            case JSON -> FixJson.write(plan, image, out);
            case DOCKERFILE -> FixDockerfile.write(plan, image, out);
        }
    }
}
