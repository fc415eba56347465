package org.tidewaiter.policy.rule;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tidewaiter.policy.fact.FactTree;
import org.tidewaiter.policy.fact.Facts;
import org.tidewaiter.policy.fact.Shape;

/// The facts of one decision in the form in which rules see them, made when the first rule asks.
final class KnownFacts {
    private final Facts facts;
    private final Map<String, Optional<Object>> asked = new HashMap<>();

    KnownFacts(Facts facts) {
        this.facts = facts;
    }

    String stage() {
        return facts.stage();
    }

    /// @return nothing where it is not known, or no fact
    Optional<Object> get(String name) {
        return asked.computeIfAbsent(
                name,
                _ -> Shape.FACTS.member(name).flatMap(member -> FactTree.member(member, facts)));
    }
}
