package org.tidewaiter.policy.rule;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tidewaiter.policy.fact.FactTree;
import org.tidewaiter.policy.fact.Facts;
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
        return Shape.Group.FACTS.members().stream()
                .anyMatch(fact -> facts.contains(fact.name()) && fact.meaning().known() == where);
    }

    /// Those of which facts tell: a door where there is one that only a door knows, and where an
    /// image is cleared where there is one that is known only there, or none at all.
    static Set<Moment> in(Facts facts) {
        var known =
                Shape.Group.FACTS.members().stream()
                        .filter(fact -> FactTree.member(fact, facts).isPresent())
                        .map(Shape.Member::name)
                        .collect(Collectors.toSet());
        var moments = EnumSet.noneOf(Moment.class);
        if (known(known, Means.Known.DOOR)) {
            moments.add(DOOR);
        }
        if (moments.isEmpty() || known(known, Means.Known.CLEARING)) {
            moments.add(CLEARING);
        }
        return moments;
    }
}
