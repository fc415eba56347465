package org.tidewaiter.policy;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.Severity;

/// Which findings a person wants to see. What it hides is not judged either, but still counted.
///
/// @param severities only these; all where it is empty
/// @param onlyFixed only what a later version mends, and malicious packages
public record FindingFilter(Set<Severity> severities, boolean onlyFixed) {
    public static final FindingFilter EVERYTHING = new FindingFilter(Set.of(), false);

    public FindingFilter {
        severities = Set.copyOf(severities);
    }

    /// Reads the words of `--severity`.
    ///
    /// @param words severities between commas, in any case
    /// @throws ProblemException `severity-unknown`
    public static Set<Severity> severities(String words) throws ProblemException {
        var severities = new TreeSet<Severity>();
        for (var word : words.split(",", -1)) {
            var severity = Severity.parse(word);
            if (severity.isEmpty()) {
                throw new ProblemException(
                        "severity-unknown",
                        "no severity is called '%s'".formatted(word),
                        "give some of unknown, negligible, low, medium, high, critical");
            }
            severities.add(severity.get());
        }
        return severities;
    }

    /// Why the finding is hidden, as the flag that hides it; nothing where it is shown.
    Optional<String> hides(Finding finding) {
        if (!severities.isEmpty() && !severities.contains(finding.severity())) {
            return Optional.of("--severity");
        }
        return switch (finding) {
            case Finding.Vulnerability flaw when onlyFixed && !isMendable(flaw) ->
                    Optional.of("--only-fixed");
            case Finding.Vulnerability _ -> Optional.empty();
            case Finding.OfCheck _ -> Optional.empty();
        };
    }

    /// Whether something can be done: a later version mends it, or the package is to be removed.
    public static boolean isMendable(Finding.Vulnerability flaw) {
        return !flaw.fixedVersions().isEmpty() || flaw.isOfMaliciousPackage();
    }
}
