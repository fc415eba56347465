package org.tidewaiter.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.Severity;
import org.tidewaiter.policy.DataLimits;
import org.tidewaiter.policy.FindingFilter;
import org.tidewaiter.policy.GateRule;
import org.tidewaiter.policy.GateSettings;
import picocli.CommandLine.Option;

/// The flags that say what is shown, and what makes the program exit with 2.
final class GateFlags {
    @Option(
            names = "--fail-on",
            split = ",",
            paramLabel = "RULE",
            description =
                    "Refuse at or above a severity, on kev, or on epss>=0.5; may be repeated.")
    List<String> rules = new ArrayList<>();

    @Option(
            names = "--severity",
            paramLabel = "A,B",
            description = "Show and judge only these severities.")
    @Nullable String severities;

    @Option(
            names = {"--only-fixed", "--ignore-unfixed"},
            description = "Show and judge only what a later version mends.")
    boolean onlyFixed;

    @Option(
            names = "--exit-code",
            paramLabel = "N",
            description = "Exit with N instead of 2; without --fail-on, on any finding shown.")
    @Nullable Integer exitCode;

    @Option(
            names = "--max-data-age",
            paramLabel = "DAYS",
            defaultValue = "5",
            description = "A gate needs advisories no older than this (default: ${DEFAULT-VALUE}).")
    int maxDataAge = 5;

    @Option(names = "--allow-sample", description = "Let a gate decide on the built-in sample.")
    boolean allowSample;

    @Option(names = "--allow-stale", description = "Let a gate decide on older advisories.")
    boolean allowStale;

    GateSettings settings() throws ProblemException {
        var parsed = new ArrayList<>(GateRule.parse(rules));
        if (parsed.isEmpty() && exitCode != null && exitCode != ExitCodes.PASSED) {
            parsed.add(new GateRule.SeverityGate(Severity.UNKNOWN));
        }
        var shown = severities == null ? Set.<Severity>of() : FindingFilter.severities(severities);
        return new GateSettings(
                parsed,
                new FindingFilter(shown, onlyFixed),
                new DataLimits(maxDataAge, allowSample, allowStale));
    }

    /// What to exit with where the gate refused.
    int refusal() {
        return exitCode == null ? ExitCodes.REFUSED : exitCode;
    }
}
