package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.policy.GateSettings;
import org.tidewaiter.policy.fact.EvidenceFact;
import org.tidewaiter.policy.fact.Facts;
import org.tidewaiter.policy.fact.FactsJson;
import org.tidewaiter.scan.ImageScan;
import org.tidewaiter.scan.ScanContext;
import org.tidewaiter.scan.StoreFacts;
import org.tidewaiter.scan.fact.ScanFacts;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.scan.report.Scanner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tidewaiter policy facts`: what rules may look at, of one image.
@Command(
        name = "facts",
        description = "Write what rules may look at where an image is cleared, for 'policy try'.",
        footer = {
            "  tidewaiter policy facts app:1 --stage prod --charter acme.charter --output facts.json",
            "  tidewaiter policy try acme.yaml --facts facts.json --stage prod",
        })
final class PolicyFactsCommand extends ImageCommand {
    @Mixin private JudgeFlags judge;
    @Mixin private StoreFlags store;

    @Option(
            names = "--stage",
            required = true,
            paramLabel = "STAGE",
            description = "Where the image is to go, which says which waivers count.")
    private String stage;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to (default: standard output).")
    private @Nullable Path output;

    @Override
    public Integer call() throws Exception {
        var chartered = judge.chartered(program());
        if (chartered.isPresent()) {
            chartered.get().requireStage(stage);
        }
        var context = context();
        var name = source.name();
        var report = read(taking -> new ImageScan(taking, context).scan(name));
        var facts = facts(report, chartered);
        if (output == null) {
            FactsJson.write(facts, program().streams().out());
        } else {
            AtomicFile.write(output, out -> FactsJson.write(facts, out));
        }
        return ExitCodes.PASSED;
    }

    private Facts facts(ScanReport report, Optional<CharteredEvidence> chartered) throws Exception {
        var image = report.inventory().source();
        var evidence =
                chartered.isPresent()
                        ? Optional.of(
                                read(taking -> chartered.get().facts(image, taking.open(), stage)))
                        : Optional.<List<EvidenceFact>>empty();
        var based = report.withBase(base(Optional.empty(), image));
        return ScanFacts.of(based, stage, judge.now(), evidence);
    }

    private ScanContext context() throws Exception {
        var advisories = store.open(program(), common.places(program()));
        return new ScanContext(
                advisories,
                StoreFacts.of(advisories.info()),
                judge.decisions(program(), Optional.of(stage)),
                GateSettings.NONE,
                LayerScope.SQUASHED,
                judge.asOf(),
                Main.VERSION,
                Set.copyOf(Scanner.ALL),
                false,
                List.of());
    }
}
