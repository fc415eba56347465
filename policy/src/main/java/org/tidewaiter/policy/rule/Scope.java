package org.tidewaiter.policy.rule;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The values of names while one rule is evaluated: the facts, and what the rule calls by a name.
final class Scope {
    private final KnownFacts facts;
    private final Map<String, Object> named = new HashMap<>();
    private final Work work = new Work();

    Scope(KnownFacts facts) {
        this.facts = facts;
    }

    void name(String name, Object value) {
        named.put(name, value);
    }

    /// What evaluation in this scope has cost.
    Work work() {
        return work;
    }

    /// @return nothing where it is not known here
    Optional<Object> value(String name) {
        return Optional.ofNullable(named.get(name)).or(() -> facts.get(name));
    }
}
