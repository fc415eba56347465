package org.tidewaiter.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.model.Severity;
import org.tidewaiter.policy.FindingFilter;
import org.tidewaiter.policy.GateSettings;
import org.tidewaiter.scan.FixFormat;
import org.tidewaiter.scan.ImageFixing;
import org.tidewaiter.scan.ScanContext;
import org.tidewaiter.scan.StoreFacts;
import org.tidewaiter.scan.fix.FixCommands;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tidewaiter fix`: what to do about the findings of an image.
@Command(
        name = "fix",
        description = {
            "Find the fewest actions that leave fewest findings.",
            "What each removes, and what remains, is found by matching again."
        },
        footer = {
            "  tidewaiter fix app:1",
            "  tidewaiter fix app:1 --severity high,critical -f dockerfile",
            "  tidewaiter fix app:1 --base debian:12 --base-candidate debian:13",
            "",
            "Formats: table, json, dockerfile.",
        })
final class FixCommand extends ImageCommand {
    @Mixin private OutputFlags output;
    @Mixin private JudgeFlags judge;
    @Mixin private StoreFlags store;
    @Mixin private BaseFlags base;

    @Option(
            names = "--base-candidate",
            split = ",",
            hideParamSyntax = true,
            paramLabel = "IMAGE",
            description = "Try this in place of the base; may be repeated.")
    private List<String> candidates = new ArrayList<>();

    @Option(
            names = "--severity",
            split = ",",
            hideParamSyntax = true,
            paramLabel = "SEVERITY",
            description = "Mend only these severities; several with commas.")
    private Set<Severity> severities = new TreeSet<>();

    @Option(
            names = "--pin",
            fallbackValue = "true",
            description =
                    "Name the versions of a distribution's packages too, which its mirrors may have"
                            + " no longer.")
    private boolean pinned;

    @Override
    public Integer call() throws Exception {
        var targets = output.targets(FixFormat.names());
        var name = source.name();
        var fixing = new ImageFixing(context(), new FixCommands(pinned));
        var given = describe(base);
        var image = read(taking -> taking.take(name));
        var current = base(given, image.source());
        var plan = fixing.plan(image, current, taken());
        OutputFlags.write(
                targets,
                program(),
                (target, out) ->
                        FixFormat.named(target.format())
                                .write(plan, image.source(), style(target), out));
        return ExitCodes.PASSED;
    }

    private Map<String, Inventory> taken() throws Exception {
        var taken = new LinkedHashMap<String, Inventory>();
        for (var name : candidates) {
            source.image = name;
            taken.put(name, read(taking -> taking.take(name)));
        }
        return taken;
    }

    private ScanContext context() throws Exception {
        var advisories = store.open(program(), common.places(program()));
        return new ScanContext(
                advisories,
                StoreFacts.of(advisories.info()),
                judge.decisions(program()),
                new GateSettings(
                        List.of(),
                        new FindingFilter(severities, false),
                        GateSettings.NONE.limits(),
                        LayerScope.SQUASHED),
                LayerScope.SQUASHED,
                judge.asOf(),
                Main.VERSION);
    }
}
