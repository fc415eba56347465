package org.tidewaiter.scan;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.tidewaiter.scan.bench.BenchReport;
import org.tidewaiter.scan.document.BenchJson;
import org.tidewaiter.scan.document.BenchJunit;
import org.tidewaiter.scan.document.BenchSarif;
import org.tidewaiter.scan.document.DockerBenchJson;
import org.tidewaiter.scan.document.KubeBenchJson;
import org.tidewaiter.scan.html.BenchHtml;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.text.BenchMarkdown;
import org.tidewaiter.scan.text.BenchTable;

/// The forms in which is written what benchmarks say of a host.
public final class BenchFormats {
    /// As they are written after `--format`.
    public static final Set<String> NAMES =
            Set.of("table", "json", "sarif", "junit", "html", "markdown");

    /// Of the benchmark of Docker, what other programs read besides.
    public static final Set<String> OF_DOCKER = with("docker-bench-json");

    /// Of benchmarks of Kubernetes likewise.
    public static final Set<String> OF_KUBERNETES = with("kube-bench-json");

    private BenchFormats() {}

    private static Set<String> with(String name) {
        var names = new TreeSet<>(NAMES);
        names.add(name);
        return Collections.unmodifiableSet(names);
    }

    /// @param name one of [#NAMES], or of those of the benchmark
    /// @param out UTF-8; stays open
    public static void write(String name, BenchReport report, ReportStyle style, OutputStream out)
            throws IOException {
        switch (name) {
            case "table" -> BenchTable.write(report, style, out);
            case "json" -> BenchJson.write(report, out);
            case "sarif" -> BenchSarif.write(report, out);
            case "junit" -> BenchJunit.write(report, out);
            case "html" -> BenchHtml.write(report, out);
            case "markdown" -> BenchMarkdown.write(report, out);
            case "docker-bench-json" -> DockerBenchJson.write(report, out);
            case "kube-bench-json" -> KubeBenchJson.write(report, out);
            default -> throw new IllegalArgumentException(name);
        }
    }
}
