package org.tidewaiter.scan.text;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.tidewaiter.checks.host.BenchResult;
import org.tidewaiter.checks.host.Result;
import org.tidewaiter.scan.bench.BenchReport;
import org.tidewaiter.scan.bench.BenchWords;
import org.tidewaiter.scan.escape.MarkdownText;

/// What benchmarks say of a host as Markdown, a table a section.
///
/// @see "GitHub Flavored Markdown, tables"
public final class BenchMarkdown {
    private static final int MAX_EVIDENCE = 3;

    private BenchMarkdown() {}

    public static void write(BenchReport report, OutputStream out) throws IOException {
        var page = new StringBuilder("# %s\n".formatted(MarkdownText.prose(report.host())));
        report.notes().forEach(note -> page.append("\n%s\n".formatted(MarkdownText.prose(note))));
        report.results().forEach(result -> benchmark(result, page));
        page.append("\n**%s**\n".formatted(MarkdownText.prose(BenchWords.sentence(report))));
        out.write((page.toString().stripTrailing() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void benchmark(BenchResult result, StringBuilder page) {
        page.append(
                "\n## bench %s: %s\n\n%s, asked %s\n"
                        .formatted(
                                MarkdownText.prose(result.benchmark()),
                                BenchWords.score(result.score()),
                                MarkdownText.prose(result.version()),
                                result.asked()));
        for (var section : result.sections()) {
            page.append(
                    "\n### %s %s (%s)\n\n| id | state | what is wanted | why | mend |\n|---|---|---|---|---|\n"
                            .formatted(
                                    MarkdownText.prose(section.id()),
                                    MarkdownText.prose(section.title()),
                                    BenchWords.score(BenchResult.score(section.results()))));
            section.results().forEach(one -> page.append(row(one)));
        }
        if (!result.gaps().isEmpty()) {
            page.append("\n### Not read\n\n");
            result.gaps().forEach(gap -> page.append("- %s\n".formatted(MarkdownText.prose(gap))));
        }
    }

    private static String row(Result one) {
        var seen =
                one.outcome().evidence().stream()
                        .limit(MAX_EVIDENCE)
                        .map(each -> "%s: %s".formatted(each.where(), each.what()))
                        .collect(Collectors.joining("; "));
        var why = one.outcome().reason() + (seen.isEmpty() ? "" : " (%s)".formatted(seen));
        return "| %s | %s | %s | %s | %s |\n"
                .formatted(
                        MarkdownText.prose(one.control().id()),
                        one.state().word(),
                        MarkdownText.prose(one.control().title()),
                        MarkdownText.prose(why),
                        MarkdownText.prose(one.control().mend()));
    }
}
