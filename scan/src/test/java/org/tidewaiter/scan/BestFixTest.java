package org.tidewaiter.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.scan.FewAdvisories.advisory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.model.FileAccount;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.model.SourcePackage;
import org.tidewaiter.scan.fix.FixCommands;
import org.tidewaiter.scan.fix.FixPlan;
import org.tidewaiter.scan.fix.FixPlanning.Rebased;
import org.tidewaiter.scan.report.FixStep;
import org.tidewaiter.scan.report.MadeUp;
import org.tidewaiter.testkit.Property;
import org.tidewaiter.vulnerability.advisory.Advisory;

/// A plan is the best of all sets of actions, which are few enough here to try them all.
class BestFixTest {
    private static final List<String> VERSIONS = List.of("1.0.0", "1.1.0", "2.0.0", "2.1.0");

    private record Case(Inventory image, List<Rebased> bases, List<Advisory> records) {
        FixPlan plan() {
            return ImageScan.planning(known(), new FixCommands(false)).plan(image, bases);
        }

        ScanContext known() {
            return Contexts.of(new FewAdvisories(records));
        }

        List<Finding> findings(Inventory of) throws Exception {
            return ImageScan.judge(of, known()).findings();
        }

        @Override
        public String toString() {
            return Stream.concat(Stream.of(image), bases.stream().map(Rebased::inventory))
                            .map(one -> one.packages().stream().map(it -> it.purl()).toList())
                            .toList()
                    + " by "
                    + records;
        }
    }

    /// What all sets of actions come to, the best first.
    private record Outcome(int left, int actions, int majors) {
        static final Comparator<Outcome> BEST_FIRST =
                Comparator.comparingInt(Outcome::left)
                        .thenComparingInt(Outcome::actions)
                        .thenComparingInt(Outcome::majors);
    }

    @Test
    void noSetOfActionsIsBetterThanThePlan() {
        Property.forAll(
                BestFixTest::someCase,
                some -> {
                    var plan = some.plan();
                    assertThat(new Outcome(plan.remaining().size(), plan.actions(), plan.majors()))
                            .isEqualTo(best(some));
                });
    }

    @Test
    void whatThePlanSaysOfItselfAddsUp() {
        Property.forAll(
                BestFixTest::someCase,
                some -> {
                    var plan = some.plan();
                    assertThat(List.<Finding>copyOf(plan.before()))
                            .isEqualTo(some.findings(some.image()));
                    int removed = plan.steps().stream().mapToInt(FixStep::mended).sum();
                    if (plan.base().isEmpty()) {
                        assertThat(plan.remaining())
                                .hasSize(plan.before().size() - removed + plan.introduced().size());
                    }
                });
    }

    private static Outcome best(Case some) throws Exception {
        var outcomes = new HashSet<Outcome>();
        tryAll(some, some.image(), 0, outcomes);
        for (var base : some.bases()) {
            tryAll(some, base.inventory(), 1, outcomes);
        }
        return outcomes.stream().min(Outcome.BEST_FIRST).orElseThrow();
    }

    /// Every package of a language, and every source package, at every version.
    private static void tryAll(Case some, Inventory image, int actions, Set<Outcome> outcomes)
            throws Exception {
        var names = new TreeSet<String>();
        image.packages().forEach(one -> names.add(group(one)));
        tryAll(some, image, List.copyOf(names), actions, 0, outcomes);
    }

    private static void tryAll(
            Case some,
            Inventory image,
            List<String> names,
            int actions,
            int majors,
            Set<Outcome> outcomes)
            throws Exception {
        if (names.isEmpty()) {
            outcomes.add(new Outcome(some.findings(image).size(), actions, majors));
            return;
        }
        var rest = names.subList(1, names.size());
        tryAll(some, image, rest, actions, majors, outcomes);
        for (var version : VERSIONS) {
            if (image.packages().stream()
                    .noneMatch(one ->
                            group(one).equals(names.getFirst())
                                    && one.version().compareTo(version) < 0)) {
                continue;
            }
            var packages = new ArrayList<SoftwarePackage>();
            boolean major = false;
            for (var one : image.packages()) {
                boolean below =
                        group(one).equals(names.getFirst()) && one.version().compareTo(version) < 0;
                packages.add(below ? at(one, version) : one);
                major |= below && one.version().charAt(0) != version.charAt(0);
            }
            tryAll(
                    some,
                    inventory(packages),
                    rest,
                    actions + 1,
                    majors + (major && names.getFirst().startsWith("npm") ? 1 : 0),
                    outcomes);
        }
    }

    private static String group(SoftwarePackage one) {
        return one.purl().type() + one.source().map(SourcePackage::name).orElse(one.purl().name());
    }

    private static SoftwarePackage at(SoftwarePackage one, String version) {
        return one.purl().type().equals("npm")
                ? MadeUp.npm(one.purl().name(), version, path(one))
                : deb(one.purl().name(), version);
    }

    private static String path(SoftwarePackage one) {
        return one.locations().getFirst().path();
    }

    private static SoftwarePackage deb(String name, String version) {
        return MadeUp.deb("source", name, version);
    }

    private static Case someCase(Random random) {
        var bases = new ArrayList<Rebased>();
        for (int i = random.nextInt(2); i > 0; i--) {
            bases.add(new Rebased(MadeUp.source("base" + i), someImage(random), List.of()));
        }
        var records = new ArrayList<Advisory>();
        for (int i = 0; i < 1 + random.nextInt(5); i++) {
            boolean node = random.nextInt(3) > 0;
            records.add(
                    between(
                            advisory(
                                    "CVE-2026-100" + i,
                                    node ? "npm" : "Debian:12",
                                    node ? List.of("a", "b").get(random.nextInt(2)) : "source",
                                    "0",
                                    "high"),
                            random.nextInt(3),
                            2 + random.nextInt(4)));
        }
        return new Case(someImage(random), bases, records);
    }

    /// Affected from one version on, up to another, which can be one that nobody has published.
    private static Advisory between(Advisory one, int from, int to) {
        return FewAdvisories.between(
                one, VERSIONS.get(from), to < VERSIONS.size() ? VERSIONS.get(to) : "");
    }

    private static Inventory someImage(Random random) {
        var packages = new TreeMap<String, SoftwarePackage>();
        for (int i = random.nextInt(4); i > 0; i--) {
            var version = VERSIONS.get(random.nextInt(VERSIONS.size()));
            var path = "app" + random.nextInt(2);
            var one =
                    random.nextInt(3) > 0
                            ? MadeUp.npm(random.nextBoolean() ? "a" : "b", version, path)
                            : deb(random.nextBoolean() ? "lib" : "tool", version);
            packages.put(one.purl() + path, one);
        }
        return inventory(List.copyOf(packages.values()));
    }

    private static Inventory inventory(List<SoftwarePackage> packages) {
        return new Inventory(
                MadeUp.IMAGE,
                Optional.of(new Distribution("debian", "12", "bookworm", "Debian 12", List.of())),
                packages,
                FileAccount.NONE,
                List.of());
    }
}
