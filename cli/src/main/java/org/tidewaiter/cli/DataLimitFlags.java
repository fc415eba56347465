package org.tidewaiter.cli;

import org.tidewaiter.policy.DataLimits;
import picocli.CommandLine.Option;

/// The flags that say on which advisories a decision may rest.
final class DataLimitFlags {
    @Option(
            names = "--max-data-age",
            paramLabel = "DAYS",
            converter = FlagValues.Days.class,
            defaultValue = "5",
            description = "A gate needs advisories no older than this (default: ${DEFAULT-VALUE}).")
    private int maxDataAge = 5;

    @Option(
            names = "--allow-sample",
            fallbackValue = "true",
            description =
                    "Let a gate decide on the built-in sample; rules about the age of advisories deny all the same.")
    private boolean allowSample;

    @Option(
            names = "--allow-stale",
            fallbackValue = "true",
            description =
                    "Let a gate decide on older advisories; rules about their age deny all the same.")
    private boolean allowStale;

    DataLimits limits() {
        return new DataLimits(maxDataAge, allowSample, allowStale);
    }
}
