package org.tidewaiter.cli;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.model.ProblemException;
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
        description =
                "Say why a flaw, a check or a package is among the findings, or why it is not.",
        footer = {
            "  tidewaiter explain app:1 CVE-2021-44228",
            "  tidewaiter explain app:1 openssl",
            "  tidewaiter explain app:1 image/runs-as-root",
            "  tidewaiter explain --input app.tar openssl",
        })
final class ExplainCommand extends ImageCommand {
    @Mixin private JudgeFlags judge;
    @Mixin private StoreFlags store;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ID|PACKAGE",
            description = "A CVE or another advisory's id; a check's id; a package's name or purl.")
    private @Nullable String query;

    @Override
    public Integer call() throws Exception {
        var wanted = wanted();
        var decisions = judge.decisions(program());
        var name = source.name();
        var streams = program().streams();
        var columns = streams.terminal().columns();
        var style =
                columns == 0
                        ? ReportStyle.PLAIN
                        : new ReportStyle(columns, streams.terminal().colour());
        var advisories = store.open(program(), common.places(program()));
        var context =
                new ScanContext(
                        advisories,
                        StoreFacts.of(advisories.info()),
                        decisions,
                        GateSettings.NONE,
                        LayerScope.ALL_LAYERS,
                        judge.asOf(),
                        Main.VERSION);
        var text =
                read(taking -> new ImageExplaining(taking, context).explain(name, wanted, style));
        streams.out().print(text);
        return ExitCodes.PASSED;
    }

    /// With `--input` the first word is no image, but what to explain.
    private String wanted() throws ProblemException {
        if (query != null) {
            return query;
        }
        if (source.input == null || source.image == null) {
            throw new ProblemException(
                    "usage",
                    "nothing to explain was named",
                    "give an image and an id or a package: 'tidewaiter explain app:1 openssl'");
        }
        var only = source.image;
        source.image = null;
        return only;
    }
}
