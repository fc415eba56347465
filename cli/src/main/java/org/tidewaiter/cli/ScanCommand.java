package org.tidewaiter.cli;

import java.util.stream.Collectors;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.policy.Verdict;
import org.tidewaiter.scan.ImageScan;
import org.tidewaiter.scan.ReportFormats;
import org.tidewaiter.scan.ScanContext;
import org.tidewaiter.scan.StoreFacts;
import org.tidewaiter.scan.report.ReportFormat;
import org.tidewaiter.scan.report.ScanReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tidewaiter scan`: what is wrong with an image, and whether it may pass.
@Command(
        name = "scan",
        aliases = {"image", "fs"},
        description = "Scan an image for known flaws, and decide whether it may pass.",
        footer = {
            "  tidewaiter scan alpine:3.20",
            "  tidewaiter scan app:1 --severity high,critical --ignore-unfixed",
            "  tidewaiter scan app:1 --fail-on critical,kev -o table -o sarif=app.sarif",
            "",
            "Formats: table, json, sarif, cyclonedx (1.6 JSON with vulnerabilities).",
        })
final class ScanCommand extends ImageCommand {
    @Mixin private OutputFlags output;
    @Mixin private LayerFlags layers;
    @Mixin private GateFlags gate;
    @Mixin private JudgeFlags judge;
    @Mixin private StoreFlags store;

    @Override
    public Integer call() throws Exception {
        var known =
                ReportFormats.BUILT_IN.stream().map(ReportFormat::name).collect(Collectors.toSet());
        var targets = output.targets(known);
        var report = report();
        OutputFlags.write(
                targets,
                program(),
                (target, out) ->
                        ReportFormats.named(target.format())
                                .orElseThrow()
                                .write(report, style(target), out));
        return switch (report.verdict()) {
            case Verdict.Allow _, Verdict.Warn _ -> ExitCodes.PASSED;
            case Verdict.Deny _ -> gate.refusal();
        };
    }

    private ScanReport report() throws Exception {
        var settings = gate.settings();
        var waivers = judge.waivers();
        var name = source.name();
        var advisories = store.open(program(), common.places(program()));
        var context =
                new ScanContext(
                        advisories,
                        StoreFacts.of(advisories.info()),
                        waivers,
                        settings,
                        gate.gateAllLayers ? LayerScope.ALL_LAYERS : layers.scope(),
                        judge.asOf(),
                        Main.VERSION);
        return read(taking -> new ImageScan(taking, context).scan(name));
    }
}
