package org.tidewaiter.signing.stage;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.check.Refusal;

/// Keeps roles apart: who has spoken in one does not count in the other. All that they have said in
/// it is enough for that, also what counts for nothing here: they had a hand in the image.
///
/// @param evidence all that was verified
record Separation(Charter charter, List<JudgedEvidence> evidence) {
    List<JudgedEvidence> kept() {
        return evidence.stream().map(this::kept).toList();
    }

    private JudgedEvidence kept(JudgedEvidence one) {
        if (one.objection().isPresent()) {
            return one;
        }
        var holder = one.holder().orElseThrow();
        return other(holder, one.role().orElseThrow())
                .map(other ->
                        one.refused(
                                new Objection(
                                        Refusal.NOT_APART,
                                        "%s has spoken in %s".formatted(holder, other))))
                .orElse(one);
    }

    /// The role in which a holder has spoken and which keeps them from another.
    Optional<String> other(String holder, String role) {
        SortedSet<String> others = charter.role(role).apartFrom();
        return others.stream().filter(other -> hasSpoken(holder, other)).findFirst();
    }

    private boolean hasSpoken(String holder, String role) {
        return evidence.stream()
                .anyMatch(one ->
                        one.holder().filter(holder::equals).isPresent()
                                && one.role().filter(role::equals).isPresent());
    }
}
