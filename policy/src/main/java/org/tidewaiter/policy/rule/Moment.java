package org.tidewaiter.policy.rule;

import java.util.Optional;
import java.util.Set;
import org.tidewaiter.policy.fact.Means;
import org.tidewaiter.policy.fact.Shape;

/// When a rule is asked. It follows from the facts that the rule names.
enum Moment {
    CLEARING("where an image is cleared"),
    DOOR("at a door");

    private final String where;

    Moment(String where) {
        this.where = where;
    }

    /// For people.
    String where() {
        return where;
    }

    /// @return nothing where no moment knows all of them
    static Optional<Moment> of(Set<String> facts) {
        boolean clearing = known(facts, Means.Known.CLEARING);
        boolean door = known(facts, Means.Known.DOOR);
        return clearing && door ? Optional.empty() : Optional.of(door ? DOOR : CLEARING);
    }

    private static boolean known(Set<String> facts, Means.Known where) {
        return Shape.FACTS.members().stream()
                .anyMatch(fact -> facts.contains(fact.name()) && fact.meaning().known() == where);
    }
}
