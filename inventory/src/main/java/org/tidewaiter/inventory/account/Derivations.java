package org.tidewaiter.inventory.account;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Every rule that we ship. This list is the only place that names them.
public final class Derivations {
    public static final List<Derivation> BUILT_IN =
            Stream.of(
                            DebianDerivations.ALL,
                            OtherSystemDerivations.ALL,
                            SystemDerivations.ALL,
                            DesktopDerivations.ALL,
                            LanguageDerivations.ALL)
                    .flatMap(List::stream)
                    .toList();

    /// The forms of files anywhere.
    private static final List<Candidate> ANYWHERE = candidates("");

    private static final Map<String, List<Candidate>> BY_FIRST_SEGMENT = byFirstSegment();

    private Derivations() {}

    /// A form that a file may have, and the rule that it is of.
    record Candidate(Derivation rule, Derivation.Form form) {}

    /// The forms that a file at a path may have by its first segment, in the order of the rules.
    static List<Candidate> candidatesFor(String path) {
        int slash = path.indexOf('/');
        return slash < 0
                ? ANYWHERE
                : BY_FIRST_SEGMENT.getOrDefault(path.substring(0, slash), ANYWHERE);
    }

    private static Map<String, List<Candidate>> byFirstSegment() {
        var bySegment = new HashMap<String, List<Candidate>>();
        for (var rule : BUILT_IN) {
            for (var form : rule.forms()) {
                form.firstSegment()
                        .ifPresent(one -> bySegment.computeIfAbsent(one, Derivations::candidates));
            }
        }
        return bySegment;
    }

    private static List<Candidate> candidates(String firstSegment) {
        var candidates = new ArrayList<Candidate>();
        for (var rule : BUILT_IN) {
            for (var form : rule.forms()) {
                if (form.firstSegment().map(firstSegment::equals).orElse(true)) {
                    candidates.add(new Candidate(rule, form));
                }
            }
        }
        return List.copyOf(candidates);
    }
}
