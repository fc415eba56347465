package org.tidewaiter.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.Severity;

/// One typed rule of a gate. Any rule that denies a finding denies the image.
public sealed interface GateRule {
    /// As it is written after `--fail-on`.
    String word();

    boolean denies(Finding finding);

    /// Denies a finding at or above a severity.
    record SeverityGate(Severity limit) implements GateRule {
        @Override
        public String word() {
            return limit.word();
        }

        @Override
        public boolean denies(Finding finding) {
            return finding.severity().compareTo(limit) >= 0;
        }
    }

    /// Denies a flaw in CISA's catalogue of known exploited vulnerabilities.
    record KnownExploitedGate() implements GateRule {
        @Override
        public String word() {
            return "kev";
        }

        @Override
        public boolean denies(Finding finding) {
            return switch (finding) {
                case Finding.Vulnerability flaw -> flaw.exploitSigns().kevAdded().isPresent();
            };
        }
    }

    /// Denies a flaw at or above a probability of exploitation.
    ///
    /// @param limit of the EPSS score, 0 to 1
    record EpssGate(double limit) implements GateRule {
        @Override
        public String word() {
            return "epss>=" + limit;
        }

        @Override
        public boolean denies(Finding finding) {
            return switch (finding) {
                case Finding.Vulnerability flaw ->
                        flaw.exploitSigns().epss().stream().anyMatch(epss -> epss.score() >= limit);
            };
        }
    }

    /// Reads the words of `--fail-on`.
    ///
    /// @param words each may hold several rules between commas
    /// @throws ProblemException `gate-unknown`
    static List<GateRule> parse(List<String> words) throws ProblemException {
        var rules = new ArrayList<GateRule>();
        for (var list : words) {
            for (var word : list.split(",", -1)) {
                var rule = one(word.strip());
                if (rule.isEmpty()) {
                    throw new ProblemException(
                            "gate-unknown",
                            "no gate is called '%s'".formatted(word),
                            "give a severity (negligible, low, medium, high, critical), kev, or"
                                    + " epss>=0.5");
                }
                if (!rules.contains(rule.get())) {
                    rules.add(rule.get());
                }
            }
        }
        return List.copyOf(rules);
    }

    private static Optional<GateRule> one(String word) {
        if (word.equalsIgnoreCase("kev")) {
            return Optional.of(new KnownExploitedGate());
        }
        if (word.regionMatches(true, 0, "epss>=", 0, 6)) {
            return epss(word.substring(6));
        }
        return Severity.parse(word).map(SeverityGate::new);
    }

    private static Optional<GateRule> epss(String limit) {
        try {
            double score = Double.parseDouble(limit);
            return score >= 0 && score <= 1 ? Optional.of(new EpssGate(score)) : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
