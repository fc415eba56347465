package org.tidewaiter.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.model.ProblemException;

/// Whether a gate may decide on the advisories at hand. A report may use any data and says how old
/// it is; a gate that let an image pass on a sample, or on last year's data, would lie.
public final class AdvisoryFitness {
    private AdvisoryFitness() {}

    /// @return what was held against the data and excused by a flag; empty where no rule needs them
    /// @throws ProblemException `advisories-not-fit`
    public static List<Reason> require(GateSettings settings, AdvisoryData data, LocalDate asOf)
            throws ProblemException {
        return settings.rules().stream().noneMatch(GateRule::needsAdvisories)
                ? List.of()
                : require(settings.limits(), data, asOf);
    }

    /// For who decides on them whatever the rules are.
    ///
    /// @return what was held against the data and excused by a flag
    /// @throws ProblemException `advisories-not-fit`
    public static List<Reason> require(DataLimits limits, AdvisoryData data, LocalDate asOf)
            throws ProblemException {
        var excused = new ArrayList<Reason>();
        if (data.sample()) {
            var fact = "the advisories are only a sample of %d".formatted(data.advisories());
            if (!limits.allowSample()) {
                throw notFit(fact, "--allow-sample");
            }
            excused.add(Reason.of("sample-data", fact + " (--allow-sample)"));
            return excused;
        }
        var age = data.ageDays(asOf);
        if (age.isEmpty() || age.getAsLong() > limits.maxAgeDays()) {
            var fact =
                    age.isEmpty()
                            ? "the advisories have no date"
                            : "the newest advisory is %d days old, more than %d"
                                    .formatted(age.getAsLong(), limits.maxAgeDays());
            if (!limits.allowStale()) {
                throw notFit(fact, "--allow-stale");
            }
            excused.add(Reason.of("stale-data", fact + " (--allow-stale)"));
        }
        return excused;
    }

    private static ProblemException notFit(String fact, String flag) {
        return new ProblemException(
                "advisories-not-fit",
                "no gate can decide: " + fact,
                "run 'tidewaiter db update', or accept it with " + flag);
    }
}
