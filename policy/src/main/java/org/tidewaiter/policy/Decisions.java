package org.tidewaiter.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.VexStatement;

/// Every decision about findings at hand: waivers, VEX and the ignore rules of other scanners.
///
/// Where several are about one finding, a waiver goes before VEX, and VEX before an ignore rule. Of
/// VEX only the deciding statement speaks: where it says that the flaw harms, no older one clears
/// it, but a waiver or a rule may still do so.
public final class Decisions {
    public static final Decisions NONE = ofWaivers(List.of());

    private final List<Waiver> waivers;
    private final List<Waiver> idle;
    private final Optional<String> stage;
    private final Map<String, List<VexRuling>> vexById = new HashMap<>();
    private final List<IgnoreRule> ignored;

    /// Of the inventory that was last asked about.
    private volatile Optional<VexScope> last = Optional.empty();

    /// @param vex of documents that are believed
    public Decisions(List<Waiver> waivers, List<VexStatement> vex, List<IgnoreRule> ignored) {
        this(waivers, vex, ignored, Optional.empty());
    }

    /// @param stage that the image is to go to, where not every waiver counts
    public Decisions(
            List<Waiver> waivers,
            List<VexStatement> vex,
            List<IgnoreRule> ignored,
            Optional<String> stage) {
        var parts =
                waivers.stream()
                        .collect(Collectors.partitioningBy(one -> one.objection(stage).isEmpty()));
        this.waivers = parts.getOrDefault(true, List.of());
        this.idle = parts.getOrDefault(false, List.of());
        this.stage = stage;
        this.ignored = List.copyOf(ignored);
        vex.stream()
                .map(VexRuling::new)
                .sorted(VexRuling.DECIDING_FIRST)
                .forEach(one ->
                        one.ids()
                                .forEach(id ->
                                        vexById.computeIfAbsent(id, _ -> new ArrayList<>())
                                                .add(one)));
    }

    public static Decisions ofWaivers(List<Waiver> waivers) {
        return new Decisions(waivers, List.of(), List.of());
    }

    /// Those that decide about a finding, the one that goes first at the head, at most one of each
    /// kind. What has expired is left out.
    public List<Decision> about(Finding finding, Inventory inventory, LocalDate asOf) {
        return Stream.of(
                        first(waivers, finding, inventory, asOf),
                        vex(finding, inventory),
                        first(ignored, finding, inventory, asOf))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Decision> first(
            List<? extends Decision> kind, Finding finding, Inventory inventory, LocalDate asOf) {
        return kind.stream()
                .filter(one -> !one.isExpired(asOf) && one.covers(finding, inventory))
                .findFirst()
                .map(one -> one);
    }

    private Optional<Decision> vex(Finding finding, Inventory inventory) {
        var covering =
                switch (finding) {
                    case Finding.Vulnerability flaw ->
                            VexRuling.idsOf(flaw).stream()
                                    .flatMap(id -> vexById.getOrDefault(id, List.of()).stream())
                                    .distinct()
                                    .filter(one -> one.isAbout(flaw, scope(inventory)))
                                    .sorted(VexRuling.DECIDING_FIRST)
                                    .toList();
                    case Finding.OfCheck _ -> List.<VexRuling>of();
                };
        return covering.isEmpty()
                ? Optional.empty()
                : Optional.of(covering.getFirst().overruling(covering));
    }

    /// Findings come an inventory at a time, by the thousand.
    @SuppressWarnings("ReferenceEquality") // to compare inventories takes longer than a scope
    private VexScope scope(Inventory inventory) {
        var known = last.filter(one -> one.inventory() == inventory);
        if (known.isPresent()) {
            return known.get();
        }
        var scope = new VexScope(inventory);
        last = Optional.of(scope);
        return scope;
    }

    /// The one that takes a finding out of the count.
    public Optional<Decision> clearing(Finding finding, Inventory inventory, LocalDate asOf) {
        return about(finding, inventory, asOf).stream().filter(Decision::clears).findFirst();
    }

    List<Waiver> expiredWaivers(LocalDate asOf) {
        return Stream.concat(waivers.stream(), idle.stream())
                .filter(one -> one.isExpired(asOf))
                .toList();
    }

    /// Those that would be in force, were they not for elsewhere or not signed.
    List<Waiver> idleWaivers(LocalDate asOf) {
        return idle.stream().filter(one -> !one.isExpired(asOf)).toList();
    }

    /// Why one of those does not count.
    String objection(Waiver idle) {
        return idle.objection(stage).orElse("");
    }

    List<IgnoreRule> expiredRules(LocalDate asOf) {
        return ignored.stream().filter(one -> one.isExpired(asOf)).toList();
    }
}
