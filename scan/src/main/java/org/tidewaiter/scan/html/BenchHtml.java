package org.tidewaiter.scan.html;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.tidewaiter.checks.host.BenchResult;
import org.tidewaiter.checks.host.Result;
import org.tidewaiter.checks.host.Section;
import org.tidewaiter.checks.host.State;
import org.tidewaiter.scan.bench.BenchReport;
import org.tidewaiter.scan.bench.BenchWords;

/// What benchmarks say of a host as one file for a browser, which loads nothing and runs no script.
///
/// @see "HTML Living Standard; Content Security Policy 3"
public final class BenchHtml {
    private static final String STYLE = PageParts.STYLE + PageParts.BENCH_STYLE;

    private final Markup html = new Markup();

    private BenchHtml() {}

    public static void write(BenchReport report, OutputStream out) throws IOException {
        var page = new BenchHtml();
        page.report(report);
        out.write(page.html.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void report(BenchReport report) {
        html.verbatim("<!doctype html>\n").open("html", "lang", "en").line();
        head(report);
        html.open("body").line();
        html.open("header").line();
        html.element("p", "Tidewaiter bench", "class", "brand").line();
        html.element("h1", report.host()).line();
        html.element(
                        "p",
                        BenchWords.sentence(report),
                        "class",
                        "verdict " + BenchWords.verdict(report))
                .line();
        report.notes().forEach(note -> html.element("p", note, "class", "note").line());
        html.close("header").line().open("main").line();
        report.results().forEach(this::benchmark);
        html.close("main").line().close("body").line().close("html").line();
    }

    private void head(BenchReport report) {
        html.open("head").line();
        html.open("meta", "charset", "utf-8").line();
        html.open(
                        "meta",
                        "http-equiv",
                        "Content-Security-Policy",
                        "content",
                        PageParts.policyWithoutScripts(STYLE))
                .line();
        html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .line();
        html.open("meta", "name", "color-scheme", "content", "light dark").line();
        html.open("meta", "name", "referrer", "content", "no-referrer").line();
        html.element("title", "bench: " + report.host()).line();
        html.open("style").verbatim(STYLE).close("style").line();
        html.close("head").line();
    }

    private void benchmark(BenchResult result) {
        html.open("dl", "class", "facts").line();
        fact("Benchmark", "%s (%s)".formatted(result.benchmark(), result.version()));
        fact("Asked", result.asked().toString());
        fact("Score", BenchWords.score(result.score()));
        for (var state : State.values()) {
            fact(words(state), String.valueOf(result.count(state)));
        }
        html.close("dl").line();
        result.sections().forEach(this::section);
        if (!result.gaps().isEmpty()) {
            html.element("h2", "Not read").line().open("ul").line();
            result.gaps().forEach(gap -> html.element("li", gap).line());
            html.close("ul").line();
        }
    }

    private void fact(String name, String value) {
        html.open("div").element("dt", name).element("dd", value).close("div").line();
    }

    private void section(Section section) {
        html.element(
                        "h2",
                        "%s %s (%s)"
                                .formatted(
                                        section.id(),
                                        section.title(),
                                        BenchWords.score(BenchResult.score(section.results()))))
                .line();
        html.open("div", "class", "wide").open("table", "class", "bench").line();
        html.open("colgroup").open("col", "class", "id").open("col", "class", "state-column");
        html.open("col").close("colgroup").line();
        html.open("thead").open("tr");
        for (var name : new String[] {"Id", "State", "What is wanted"}) {
            html.element("th", name, "scope", "col");
        }
        html.close("tr").close("thead").line().open("tbody").line();
        section.results().forEach(this::row);
        html.close("tbody").close("table").close("div").line();
    }

    private void row(Result one) {
        var state = one.state();
        html.open("tr").element("th", one.control().id(), "scope", "row");
        html.open("td").element("span", words(state), "class", "state " + state.word());
        html.close("td").open("td");
        if (state == State.FAIL) {
            html.open("details", "open", "");
        } else {
            html.open("details");
        }
        html.element("summary", one.control().title());
        html.element("p", one.outcome().reason(), "class", "reason");
        if (!one.outcome().evidence().isEmpty()) {
            html.open("ul", "class", "read");
            one.outcome()
                    .evidence()
                    .forEach(seen ->
                            html.open("li")
                                    .element("code", seen.where())
                                    .text(": " + seen.what())
                                    .close("li"));
            html.close("ul");
        }
        if (state != State.PASS && !one.control().mend().isBlank()) {
            html.element("p", one.control().mend(), "class", "mend");
        }
        html.close("details").close("td").close("tr").line();
    }

    private static String words(State state) {
        return switch (state) {
            case PASS -> "pass";
            case WARN -> "warn";
            case FAIL -> "fail";
            case MANUAL -> "look yourself";
            case NOT_APPLICABLE -> "not applicable";
        };
    }
}
