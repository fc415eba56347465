package org.tidewaiter.policy.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tidewaiter.policy.fact.FactTree;
import org.tidewaiter.policy.fact.Facts;
import org.tidewaiter.policy.fact.Shape;

/// Facts for tests, of which only what matters is told.
record Known(Map<String, Object> tree) {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    static Known at(String stage) {
        return new Known(Map.of("stage", stage, "now", NOW));
    }

    Known with(String group, Object value) {
        var more = new LinkedHashMap<>(tree);
        more.put(group, value);
        return new Known(more);
    }

    Known withFlaw(String id, String packageName, String severity) {
        var flaws = new ArrayList<Object>();
        if (tree.get("findings") instanceof List<?> before) {
            flaws.addAll(before);
        }
        flaws.add(Map.of("id", id, "packageName", packageName, "severity", severity));
        return with("findings", flaws);
    }

    Facts facts() {
        return (Facts) FactTree.fact(Shape.Group.FACTS, tree);
    }
}
