package org.tidewaiter.scan.gate;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.tidewaiter.model.clearance.Clearance;
import org.tidewaiter.scan.escape.Printable;

/// A decision for people.
final class GateTable {
    private final PrintStream page;

    private GateTable(PrintStream page) {
        this.page = page;
    }

    static void write(GateReport report, OutputStream out) {
        var page = new PrintStream(out, false, StandardCharsets.UTF_8);
        new GateTable(page).report(report);
        page.flush();
    }

    private void report(GateReport report) {
        line(report.sentence());
        report.decision()
                .verdict()
                .reasons()
                .forEach(why -> line("  %s: %s".formatted(why.rule(), why.fact())));
        report.clearance().ifPresent(this::clearance);
        report.refused().forEach(one -> line("  does not count: " + one));
        line("  charter %s, at %s".formatted(report.charter(), report.at()));
        report.missing().forEach(one -> line("  mend: " + one));
    }

    private void clearance(Clearance one) {
        line(
                "  cleared by %s on %s until %s, by policy %s"
                        .formatted(
                                one.certifier(), one.issued(), one.expires(), one.policy().name()));
        one.waivers()
                .forEach(waived ->
                        line(
                                "  waived: %s by %s and %s until %s: %s"
                                        .formatted(
                                                waived.id(),
                                                waived.owner(),
                                                waived.approvedBy(),
                                                waived.expires(),
                                                waived.reason())));
    }

    private void line(String text) {
        page.print(Printable.of(text) + "\n");
    }
}
