package org.tidewaiter.scan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.policy.Decisions;
import org.tidewaiter.policy.Reason;

/// The decisions about one image.
///
/// @param unheard those that decide nothing, and are only told
/// @param remarks about where they came from
record GatheredDecisions(
        Decisions decisions, Decisions unheard, List<Reason> remarks, LocalDate asOf) {
    private static final int MOST_NAMED = 5;

    /// The remarks, and what those would have cleared that are not heard.
    List<Reason> remarks(List<? extends Finding> findings, Inventory inventory) {
        var ids =
                findings.stream()
                        .filter(one -> unheard.clearing(one, inventory, asOf).isPresent())
                        .map(Finding::id)
                        .toList();
        if (ids.isEmpty()) {
            return remarks;
        }
        var all = new ArrayList<>(remarks);
        var named = ids.stream().distinct().limit(MOST_NAMED).collect(Collectors.joining(", "));
        all.add(
                Reason.of(
                        "attached-vex",
                        "attached VEX would clear %d findings (%s%s)"
                                .formatted(
                                        ids.size(),
                                        named,
                                        ids.stream().distinct().count() > MOST_NAMED
                                                ? " and others"
                                                : "")));
        return List.copyOf(all);
    }
}
