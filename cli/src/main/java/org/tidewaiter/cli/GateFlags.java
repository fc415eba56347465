package org.tidewaiter.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.Severity;
import org.tidewaiter.policy.FindingFilter;
import org.tidewaiter.policy.GateRule;
import org.tidewaiter.policy.GateSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The flags that say what is shown, and what makes the program exit with 2.
final class GateFlags {
    @Option(
            names = "--fail-on",
            split = ",",
            hideParamSyntax = true,
            paramLabel = "RULE",
            description =
                    "Refuse at or above a severity, on kev, epss>=0.5, secret, setting>=high,"
                            + " licence>=medium, clutter, reported, unexplained>=3%% or"
                            + " unexplained-bytes>=1%%; several with commas.")
    List<GateRule> rules = new ArrayList<>();

    @Option(
            names = "--severity",
            split = ",",
            hideParamSyntax = true,
            paramLabel = "SEVERITY",
            description = "Show and judge only these severities; several with commas.")
    Set<Severity> severities = new TreeSet<>();

    @Option(
            names = {"--only-fixed", "--ignore-unfixed"},
            fallbackValue = "true",
            description = "Show and judge only what a later version mends, and malicious packages.")
    boolean onlyFixed;

    @Option(
            names = "--exit-code",
            paramLabel = "N",
            converter = FlagValues.ExitStatus.class,
            description = "Exit with N instead of 2; without --fail-on, on any finding shown.")
    @Nullable Integer exitCode;

    @Option(
            names = "--gate-all-layers",
            fallbackValue = "true",
            description = "Refuse for packages too that later layers hide or delete.")
    boolean gateAllLayers;

    @Mixin private DataLimitFlags data = new DataLimitFlags();

    GateSettings settings() {
        var wanted = new ArrayList<>(new LinkedHashSet<>(rules));
        if (wanted.isEmpty() && exitCode != null && exitCode != ExitCodes.PASSED) {
            wanted.add(new GateRule.SeverityGate(Severity.UNKNOWN));
        }
        return new GateSettings(
                wanted,
                new FindingFilter(severities, onlyFixed),
                data.limits(),
                gateAllLayers ? LayerScope.ALL_LAYERS : LayerScope.SQUASHED);
    }

    /// For a command that compares known flaws, and has no account of files.
    ///
    /// @throws ProblemException `usage` where a rule judges something else
    GateSettings ofFindings() throws ProblemException {
        for (var rule : rules) {
            if (rule.needsFiles() || rule instanceof GateRule.KindGate) {
                throw new ProblemException(
                        "usage",
                        "the gate %s judges more than known flaws, and only these are compared here"
                                .formatted(rule.word()),
                        "leave it out, or give it to 'tidewaiter scan'");
            }
        }
        return settings();
    }

    /// What to exit with where the gate refused.
    int refusal() {
        return exitCode == null ? ExitCodes.REFUSED : exitCode;
    }
}
