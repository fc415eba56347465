package org.tidewaiter.policy.rule;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tidewaiter.policy.fact.FactTree;
import org.tidewaiter.policy.fact.Facts;
import org.tidewaiter.policy.fact.Shape;

/// The facts of one decision in the form in which rules see them, made when the first rule asks.
final class KnownFacts {
    static final String WORKLOAD = "workload";

    private final Facts facts;
    private final Map<String, Optional<Object>> asked = new HashMap<>();

    KnownFacts(Facts facts) {
        this.facts = facts;
    }

    String stage() {
        return facts.stage();
    }

    /// Whether what is asked for brings no container to run, so that there is no workload to judge.
    boolean isAskedToRunNothing() {
        return facts.workload().isEmpty()
                && facts.request().filter(asked -> !asked.isToRun()).isPresent();
    }

    /// @return nothing where it is not known, or no fact
    Optional<Object> get(String name) {
        return asked.computeIfAbsent(
                name,
                _ ->
                        Shape.Group.FACTS
                                .member(name)
                                .flatMap(member -> FactTree.member(member, facts)));
    }
}
