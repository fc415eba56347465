package org.tidewaiter.scan.fix;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.scan.fix.Upgrading.Choice;
import org.tidewaiter.scan.report.FixStep;
import org.tidewaiter.scan.report.Notes;

/// Makes a [FixPlan].
///
/// Groups of packages do not depend on each other: the findings of one are the same whatever
/// becomes of the others. So the best upgrade of each is part of the best plan, and only the base
/// image has to be tried with all of them.
///
/// @param judge gives the findings that count
public record FixPlanning(Judge judge, FixCommands commands) {
    /// Matches what is in an image with advisories, and leaves out what is waived or hidden.
    @FunctionalInterface
    public interface Judge {
        /// @return most urgent first; the same for the same inventory
        List<Finding.Vulnerability> findings(Inventory inventory);
    }

    /// What the image would be on another base.
    ///
    /// @param base that it would be built on
    /// @param unknown packages of the image of which nobody knows what becomes of them there: their
    ///   findings count as they are
    public record Rebased(ImageSource base, Inventory inventory, List<SoftwarePackage> unknown) {
        public Rebased {
            unknown = List.copyOf(unknown);
        }

        private String name() {
            return base.name();
        }
    }

    /// The image as it is, or on another base.
    private record Start(
            Optional<ImageSource> base, Inventory inventory, List<SoftwarePackage> unknown) {}

    /// @param bases that could take the place of the image's own
    public FixPlan plan(Inventory image, List<Rebased> bases) {
        var starts = new ArrayList<Start>();
        starts.add(new Start(Optional.empty(), image, List.of()));
        bases.stream()
                .sorted(Comparator.comparing(Rebased::name))
                .map(one -> new Start(Optional.of(one.base()), one.inventory(), one.unknown()))
                .forEach(starts::add);
        var before = judge.findings(image);
        return starts.stream()
                .map(start -> plan(start, before))
                .min(
                        Comparator.comparingInt((FixPlan one) -> one.remaining().size())
                                .thenComparingInt(FixPlan::actions)
                                .thenComparingInt(FixPlan::majors))
                .orElseThrow();
    }

    /// The steps of a plan that keeps the base of the image.
    ///
    /// @param findings that count in it
    public List<FixStep> steps(Inventory image, List<Finding.Vulnerability> findings) {
        return steps(choices(image, findings));
    }

    private FixPlan plan(Start start, List<Finding.Vulnerability> before) {
        var atStart = start.base().isEmpty() ? before : judge.findings(start.inventory());
        var unknown = new HashSet<>(start.unknown());
        var carried = before.stream().filter(one -> unknown.contains(one.in())).toList();
        var choices = choices(start.inventory(), atStart);
        var steps = new ArrayList<FixStep>();
        start.base()
                .ifPresent(base ->
                        steps.add(
                                new FixStep(
                                        commands.base(base),
                                        List.of(),
                                        Difference.of(before, joined(atStart, carried)))));
        steps.addAll(steps(choices));
        var remaining = joined(judge.findings(upgraded(start.inventory(), choices)), carried);
        return new FixPlan(
                steps,
                start.base().map(ImageSource::name),
                choices.size() + (start.base().isPresent() ? 1 : 0),
                (int) choices.stream().filter(Choice::isMajor).count(),
                before,
                remaining,
                Difference.of(remaining, before),
                start.unknown(),
                Notes.NONE);
    }

    private static List<Finding.Vulnerability> joined(
            List<Finding.Vulnerability> judged, List<Finding.Vulnerability> carried) {
        return Stream.concat(judged.stream(), carried.stream()).toList();
    }

    private List<Choice> choices(Inventory inventory, List<Finding.Vulnerability> findings) {
        var groups = PackageGroup.of(inventory);
        var byPackage = PackageGroup.byPackage(groups);
        var byGroup = new LinkedHashMap<PackageGroup, List<Finding.Vulnerability>>();
        for (var finding : findings) {
            var group = byPackage.get(finding.in());
            if (group != null && finding.in().presence() == Presence.LIVE) {
                byGroup.computeIfAbsent(group, _ -> new ArrayList<>()).add(finding);
            }
        }
        var upgrading = new Upgrading(inventory, judge);
        return byGroup.entrySet().stream()
                .flatMap(one -> upgrading.best(one.getKey(), one.getValue()).stream())
                .toList();
    }

    private static Inventory upgraded(Inventory inventory, List<Choice> choices) {
        var becomes = new HashMap<PackageGroup, Choice>();
        choices.forEach(one -> becomes.put(one.group(), one));
        var packages = new ArrayList<SoftwarePackage>();
        for (var group : PackageGroup.of(inventory)) {
            var choice = becomes.get(group);
            packages.addAll(choice == null ? group.packages() : group.at(choice.version()));
        }
        inventory.packages().stream()
                .filter(one -> one.presence() != Presence.LIVE)
                .forEach(packages::add);
        return PackageGroup.inventory(inventory, packages);
    }

    /// The step that mends most first. All packages of a distribution are one step.
    private List<FixStep> steps(List<Choice> choices) {
        var bySystem = new TreeMap<String, List<Choice>>();
        var steps = new ArrayList<FixStep>();
        for (var choice : choices) {
            if (choice.group().ofDistribution()) {
                bySystem.computeIfAbsent(choice.group().type(), _ -> new ArrayList<>()).add(choice);
            } else {
                steps.add(step(List.of(choice)));
            }
        }
        bySystem.values().forEach(together -> steps.add(step(together)));
        steps.sort(
                Comparator.comparingInt(FixStep::mended)
                        .reversed()
                        .thenComparing(FixStep::command));
        return steps;
    }

    private FixStep step(List<Choice> choices) {
        var removes = new ArrayList<Finding.Vulnerability>();
        var upgrades = new ArrayList<FixStep.Upgrade>();
        var targets = new ArrayList<FixCommands.Target>();
        for (var choice : choices) {
            var removed = Difference.of(choice.before(), choice.left());
            removes.addAll(removed);
            for (var one : byPackage(removed).entrySet()) {
                upgrades.add(
                        new FixStep.Upgrade(
                                one.getKey().purl(),
                                choice.version(),
                                one.getValue().stream()
                                        .map(Finding.Vulnerability::id)
                                        .distinct()
                                        .toList(),
                                one.getKey().locations().stream()
                                        .map(location -> location.path())
                                        .distinct()
                                        .sorted()
                                        .toList()));
            }
            targets.addAll(targets(choice, removed));
        }
        return new FixStep(commands.line(targets), upgrades, removes);
    }

    private static Map<SoftwarePackage, List<Finding.Vulnerability>> byPackage(
            List<Finding.Vulnerability> findings) {
        var byPackage = new LinkedHashMap<SoftwarePackage, List<Finding.Vulnerability>>();
        findings.forEach(
                one -> byPackage.computeIfAbsent(one.in(), _ -> new ArrayList<>()).add(one));
        return byPackage;
    }

    /// The packages to name: the members that have a finding, or all where only what they own has.
    private static List<FixCommands.Target> targets(
            Choice choice, List<Finding.Vulnerability> removed) {
        var members = choice.group().members();
        var named =
                members.stream()
                        .filter(one -> removed.stream().anyMatch(flaw -> flaw.in().equals(one)))
                        .toList();
        return (named.isEmpty() ? members : named)
                .stream().map(one -> new FixCommands.Target(one, choice.version())).toList();
    }
}
