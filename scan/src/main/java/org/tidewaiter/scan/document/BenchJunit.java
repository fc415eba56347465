package org.tidewaiter.scan.document;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tidewaiter.checks.host.BenchResult;
import org.tidewaiter.checks.host.Result;
import org.tidewaiter.checks.host.Section;
import org.tidewaiter.checks.host.State;
import org.tidewaiter.scan.bench.BenchReport;
import org.tidewaiter.scan.escape.MarkupText;

/// What benchmarks say of a host as the results of tests: a suite a section, a case a control. What
/// fails has failed; what is not applicable, or has to be looked at, was skipped; a warning has
/// passed, with its reason as output.
public final class BenchJunit {
    private BenchJunit() {}

    public static void write(BenchReport report, OutputStream out) throws IOException {
        var all = report.results().stream().flatMap(BenchResult::results).toList();
        var xml =
                new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                        .append("<testsuites")
                        .append(attribute("name", "tidewaiter bench"))
                        .append(counts(all))
                        .append(">\n");
        for (var result : report.results()) {
            result.sections().forEach(section -> suite(result, section, xml));
        }
        xml.append("</testsuites>\n");
        out.write(xml.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void suite(BenchResult result, Section section, StringBuilder xml) {
        xml.append("  <testsuite")
                .append(
                        attribute(
                                "name",
                                "%s %s %s"
                                        .formatted(
                                                result.benchmark(), section.id(), section.title())))
                .append(counts(section.results()))
                .append(" time=\"0\">\n");
        for (var one : section.results()) {
            xml.append("    <testcase")
                    .append(attribute("classname", result.host()))
                    .append(attribute("name", one.control().id() + " " + one.control().title()))
                    .append(" time=\"0\">\n");
            said(one, xml);
            xml.append("    </testcase>\n");
        }
        xml.append("  </testsuite>\n");
    }

    private static void said(Result one, StringBuilder xml) {
        var reason = one.outcome().reason();
        switch (one.state()) {
            case PASS -> {}
            case WARN ->
                    xml.append("      <system-out>")
                            .append(MarkupText.of(words(one)))
                            .append("</system-out>\n");
            case FAIL ->
                    xml.append("      <failure")
                            .append(attribute("message", reason))
                            .append(attribute("type", one.state().word()))
                            .append('>')
                            .append(MarkupText.of(words(one)))
                            .append("</failure>\n");
            case MANUAL, NOT_APPLICABLE ->
                    xml.append("      <skipped")
                            .append(
                                    attribute(
                                            "message",
                                            "%s: %s".formatted(one.state().word(), reason)))
                            .append("/>\n");
        }
    }

    private static String words(Result one) {
        var text = new StringBuilder(one.outcome().reason()).append('\n');
        one.outcome()
                .evidence()
                .forEach(
                        seen -> text.append("read: %s: %s\n".formatted(seen.where(), seen.what())));
        return text.append("mend: ").append(one.control().mend()).append('\n').toString();
    }

    private static String counts(List<Result> results) {
        long failed = results.stream().filter(one -> one.state() == State.FAIL).count();
        long skipped =
                results.stream()
                        .filter(one ->
                                one.state() == State.MANUAL || one.state() == State.NOT_APPLICABLE)
                        .count();
        return " tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\""
                .formatted(results.size(), failed, skipped);
    }

    private static String attribute(String name, String value) {
        return " %s=\"%s\"".formatted(name, MarkupText.of(value));
    }
}
