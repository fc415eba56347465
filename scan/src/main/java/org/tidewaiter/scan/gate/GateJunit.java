package org.tidewaiter.scan.gate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.tidewaiter.policy.Verdict;
import org.tidewaiter.scan.escape.MarkupText;

/// A decision as the result of a test, which every CI service shows: one case that has passed, or
/// has failed with every reason. A warning is in the output of a case that has passed.
final class GateJunit {
    private GateJunit() {}

    static void write(GateReport report, OutputStream out) throws IOException {
        var name = attribute("name", "tidewaiter gate " + report.stage());
        var counts =
                " tests=\"1\" failures=\"%d\" errors=\"0\" skipped=\"0\""
                        .formatted(report.passed() ? 0 : 1);
        var xml =
                new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                        .append("<testsuites%s%s>\n".formatted(name, counts))
                        .append("  <testsuite%s%s time=\"0\">\n".formatted(name, counts))
                        .append(
                                "    <testcase%s%s time=\"0\">\n"
                                        .formatted(
                                                attribute("classname", report.image()),
                                                attribute("name", report.stage())));
        var reasons = new StringBuilder();
        for (var why : report.decision().verdict().reasons()) {
            reasons.append(MarkupText.of("%s: %s".formatted(why.rule(), why.fact()))).append('\n');
        }
        switch (report.decision().verdict()) {
            case Verdict.Allow _ -> {}
            case Verdict.Warn _ ->
                    xml.append("      <system-out>").append(reasons).append("</system-out>\n");
            case Verdict.Deny _ ->
                    xml.append("      <failure")
                            .append(attribute("message", report.sentence()))
                            .append(attribute("type", "gate"))
                            .append('>')
                            .append(reasons)
                            .append("</failure>\n");
        }
        xml.append("    </testcase>\n  </testsuite>\n</testsuites>\n");
        out.write(xml.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String attribute(String name, String value) {
        return " %s=\"%s\"".formatted(name, MarkupText.of(value));
    }
}
