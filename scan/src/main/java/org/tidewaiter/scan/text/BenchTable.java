package org.tidewaiter.scan.text;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.tidewaiter.checks.host.BenchResult;
import org.tidewaiter.checks.host.Result;
import org.tidewaiter.checks.host.Section;
import org.tidewaiter.checks.host.State;
import org.tidewaiter.scan.bench.BenchReport;
import org.tidewaiter.scan.bench.BenchWords;
import org.tidewaiter.scan.escape.Printable;
import org.tidewaiter.scan.report.ReportStyle;

/// What benchmarks say of a host, for people: section by section, a line a control, and below each
/// that does not pass what was read and what to do; the decision in the last line.
public final class BenchTable {
    private static final int MARK_WIDTH = 8;
    private static final int MAX_EVIDENCE = 5;
    private static final String INDENT = " ".repeat(MARK_WIDTH);

    private final Page page;

    private BenchTable(Page page) {
        this.page = page;
    }

    public static void write(BenchReport report, ReportStyle style, OutputStream out)
            throws IOException {
        var page = new Page(style);
        new BenchTable(page).report(report);
        out.write(page.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void report(BenchReport report) {
        page.field("Host", report.host());
        report.notes().forEach(note -> page.field("Note", note));
        report.results().forEach(this::benchmark);
        page.blank();
        page.line(page.ink(ink(report), Printable.of(BenchWords.sentence(report))));
    }

    private static Ink ink(BenchReport report) {
        if (!report.isGated()) {
            return Ink.BOLD;
        }
        return report.passed() ? Ink.BOLD_GREEN : Ink.BOLD_RED;
    }

    private void benchmark(BenchResult result) {
        page.field("Benchmark", "%s (%s)".formatted(result.benchmark(), result.version()));
        page.field("Asked", result.asked().toString());
        result.sections().forEach(this::section);
        if (!result.gaps().isEmpty()) {
            page.heading("Not read");
            result.gaps().forEach(gap -> page.wrapped("  ", 2, gap));
        }
        page.blank();
        var counts =
                Arrays.stream(State.values())
                        .map(state -> "%d %s".formatted(result.count(state), words(state)))
                        .collect(Collectors.joining(", "));
        page.field("Score", "%s (%s)".formatted(BenchWords.score(result.score()), counts));
    }

    private void section(Section section) {
        page.heading(
                "%s  %s  (%s)"
                        .formatted(
                                section.id(),
                                Printable.of(section.title()),
                                BenchWords.score(BenchResult.score(section.results()))));
        section.results().forEach(this::result);
    }

    private void result(Result result) {
        var mark = mark(result.state());
        page.wrapped(
                page.ink(ink(result.state()), mark) + " ".repeat(MARK_WIDTH - mark.length()),
                MARK_WIDTH,
                "%s %s".formatted(result.control().id(), result.control().title()));
        boolean isAtRest = result.state() == State.PASS || result.state() == State.NOT_APPLICABLE;
        if (isAtRest && !page.listsSuppressed()) {
            return;
        }
        page.wrapped(INDENT + "  ", MARK_WIDTH + 2, result.outcome().reason());
        var evidence = result.outcome().evidence();
        for (var seen : evidence.subList(0, Math.min(evidence.size(), MAX_EVIDENCE))) {
            page.wrapped(
                    INDENT + "  read: ",
                    MARK_WIDTH + 4,
                    "%s: %s".formatted(seen.where(), seen.what()));
        }
        if (evidence.size() > MAX_EVIDENCE) {
            page.line(INDENT + "  read: and %d more".formatted(evidence.size() - MAX_EVIDENCE));
        }
        if (!isAtRest && !result.control().mend().isBlank()) {
            page.wrapped(INDENT + "  mend: ", MARK_WIDTH + 4, result.control().mend());
        }
    }

    private static String mark(State state) {
        return switch (state) {
            case PASS -> "pass";
            case WARN -> "warn";
            case FAIL -> "FAIL";
            case MANUAL -> "look";
            case NOT_APPLICABLE -> "n/a";
        };
    }

    private static String words(State state) {
        return switch (state) {
            case PASS -> "passed";
            case WARN -> "warnings";
            case FAIL -> "failed";
            case MANUAL -> "to be looked at";
            case NOT_APPLICABLE -> "not applicable";
        };
    }

    private static Ink ink(State state) {
        return switch (state) {
            case PASS -> Ink.BOLD_GREEN;
            case WARN -> Ink.BOLD_YELLOW;
            case FAIL -> Ink.BOLD_RED;
            case MANUAL -> Ink.BLUE;
            case NOT_APPLICABLE -> Ink.FAINT;
        };
    }
}
