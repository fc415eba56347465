package org.tidewaiter.cli;

import org.tidewaiter.policy.GateSettings;
import org.tidewaiter.scan.ImageExplaining;
import org.tidewaiter.scan.ScanContext;
import org.tidewaiter.scan.StoreFacts;
import org.tidewaiter.scan.report.ReportStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `tidewaiter explain`: why something is reported, or why it is not.
@Command(
        name = "explain",
        description = "Say why a flaw or a package is among the findings, or why it is not.",
        footer = {
            "",
            "  tidewaiter explain app:1 CVE-2021-44228",
            "  tidewaiter explain app:1 openssl"
        })
final class ExplainCommand extends ImageCommand {
    @Mixin private JudgeFlags judge;

    @Parameters(
            index = "1",
            paramLabel = "ID|PACKAGE",
            description = "A CVE or another advisory's id; a package's name or purl.")
    private String query;

    @Override
    public Integer call() throws Exception {
        var waivers = judge.waivers();
        var name = source.name();
        var streams = program.streams();
        var columns = streams.terminal().columns();
        var style =
                columns == 0
                        ? ReportStyle.PLAIN
                        : new ReportStyle(columns, streams.terminal().colour());
        var store = common.store(program.environment());
        var context =
                new ScanContext(
                        store,
                        StoreFacts.of(store.info()),
                        waivers,
                        GateSettings.NONE,
                        judge.asOf(),
                        Main.VERSION);
        var text = read(taking -> new ImageExplaining(taking, context).explain(name, query, style));
        streams.out().print(text);
        return ExitCodes.PASSED;
    }
}
