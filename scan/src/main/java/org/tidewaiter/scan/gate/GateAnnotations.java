package org.tidewaiter.scan.gate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.tidewaiter.policy.Verdict;
import org.tidewaiter.scan.escape.Printable;

/// A decision as lines that GitHub Actions shows beside a run.
///
/// @see "GitHub Actions, workflow commands: setting an error message"
final class GateAnnotations {
    private GateAnnotations() {}

    static void write(GateReport report, OutputStream out) throws IOException {
        var kind =
                switch (report.decision().verdict()) {
                    case Verdict.Allow _ -> "notice";
                    case Verdict.Warn _ -> "warning";
                    case Verdict.Deny _ -> "error";
                };
        var lines = new StringBuilder(line(kind, "gate", report.sentence()));
        for (var why : report.decision().verdict().reasons()) {
            lines.append(line(kind, why.rule(), why.fact()));
        }
        for (var one : report.missing()) {
            lines.append(line("notice", "mend", one));
        }
        out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String line(String kind, String title, String text) {
        return "::%s title=%s::%s\n"
                .formatted(kind, data(title).replace(":", "%3A").replace(",", "%2C"), data(text));
    }

    /// Percent signs and what would end the line, as the runner reads them.
    private static String data(String text) {
        return Printable.of(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }
}
