package org.tidewaiter.signing.stage;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tidewaiter.signing.check.Refusal;

/// Finds keys that have spoken for several holders: two certificates can be of one key, and whoever
/// has that is one, whatever they call themselves. All that such a key has signed counts for
/// nothing, since nobody knows for whom it speaks.
///
/// @param holders of each key, by its fingerprint
record SharedKeys(Map<String, SortedSet<String>> holders) {
    private static SharedKeys of(List<JudgedEvidence> evidence) {
        return new SharedKeys(
                evidence.stream()
                        .filter(one -> one.holder().isPresent())
                        .collect(
                                Collectors.groupingBy(
                                        SharedKeys::key,
                                        Collectors.mapping(
                                                one -> one.holder().orElseThrow(),
                                                Collectors.toCollection(TreeSet::new)))));
    }

    private static String key(JudgedEvidence one) {
        return Signers.key(one.evidence().issuer());
    }

    /// The same evidence, of which what such keys have signed does not count.
    static List<JudgedEvidence> struck(List<JudgedEvidence> evidence) {
        var keys = of(evidence);
        return evidence.stream().map(keys::judge).toList();
    }

    private JudgedEvidence judge(JudgedEvidence one) {
        var sharing = holders.getOrDefault(key(one), new TreeSet<>());
        if (one.objection().isPresent() || sharing.size() < 2) {
            return one;
        }
        return one.refused(
                new Objection(
                        Refusal.AMBIGUOUS_HOLDER,
                        "one key of %s".formatted(String.join(", ", sharing))));
    }
}
