package org.tidewaiter.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.scan.FewAdvisories.advisory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.model.FileAccount;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.Severity;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.policy.GateRule;
import org.tidewaiter.scan.diff.ChangeCause;
import org.tidewaiter.scan.diff.DiffGate;
import org.tidewaiter.scan.diff.FindingChange;
import org.tidewaiter.scan.diff.FindingChange.Kind;
import org.tidewaiter.scan.diff.FindingsDiff;
import org.tidewaiter.scan.report.MadeUp;
import org.tidewaiter.testkit.Property;

/// What is missing where something could not be read is not gone.
class ComparisonOfWhatWasReadTest {
    private static final List<String> PATHS =
            List.of("app/package-lock.json", "srv/app.jar!/lib/one.jar", "lib/x/package.json");

    private static final ScanContext KNOWN =
            Contexts.of(
                    new FewAdvisories(
                            Stream.of("a", "b", "c", "d")
                                    .map(name ->
                                            advisory(
                                                    "CVE-2026-1-" + name,
                                                    "npm",
                                                    name,
                                                    "3.0.0",
                                                    "high"))
                                    .toList()));

    /// An image, and what it is taken for where something in it cannot be read.
    private record Blinded(Inventory image, Inventory blind) {}

    private record Case(Inventory before, Inventory after) {
        @Override
        public String toString() {
            return words(before) + " and " + words(after);
        }

        private static String words(Inventory one) {
            return one.packages().stream().map(it -> it.purl() + " at " + it.locations()).toList()
                    + " but "
                    + one.gaps();
        }
    }

    @Test
    void ofAnImageAndItselfWithSomethingUnreadNothingIsFixed() {
        Property.forAll(
                random -> blinded(random, someImage(random)),
                some -> {
                    var diff = compared(some.image(), some.blind());
                    assertThat(diff.of(Kind.FIXED)).isEmpty();
                    assertThat(diff.of(Kind.UNSEEN))
                            .hasSize(
                                    some.image().packages().size()
                                            - some.blind().packages().size());
                    var back = compared(some.blind(), some.image());
                    assertThat(back.of(Kind.INTRODUCED))
                            .hasSameSizeAs(diff.of(Kind.UNSEEN))
                            .allMatch(one -> one.cause() instanceof ChangeCause.ByGap);
                });
    }

    @Test
    void theOtherWayRoundWhatIsNotSeenIsIntroducedOrWasNotRead() {
        Property.forAll(
                random ->
                        new Case(
                                withGaps(random, someImage(random)),
                                withGaps(random, someImage(random))),
                some -> {
                    var there = compared(some.before(), some.after());
                    var back = compared(some.after(), some.before());
                    assertThat(lines(back, ComparisonOfWhatWasReadTest::word))
                            .containsExactlyInAnyOrderElementsOf(
                                    lines(there, ComparisonOfWhatWasReadTest::mirrored));
                });
    }

    @Test
    void aGapChangesNothingButWhatMayBeInIt() {
        Property.forAll(
                random -> {
                    var before = someImage(random);
                    var after = someImage(random);
                    return new Case(before, withGaps(random, after));
                },
                some -> {
                    var clear = compared(some.before(), without(some.after()));
                    assertThat(clear.changes())
                            .noneMatch(one -> one.kind() == Kind.UNSEEN)
                            .noneMatch(one -> one.cause() instanceof ChangeCause.ByGap);
                    var doubted = compared(some.before(), some.after());
                    assertThat(doubted.unchanged()).isEqualTo(clear.unchanged());
                    assertThat(lines(doubted, ComparisonOfWhatWasReadTest::believed))
                            .containsExactlyInAnyOrderElementsOf(
                                    lines(clear, ComparisonOfWhatWasReadTest::believed));
                });
    }

    @Test
    void theGateTakesWhatIsNotSeenForStillThere() {
        var image = image(npm("a", "1.0.0", 0, "app/package.json"));
        var blind = image().withGaps(List.of(gap("app/package.json", "npm-package: no JSON")));
        var rules = List.<GateRule>of(new GateRule.SeverityGate(Severity.HIGH));
        var strict = new DiffGate(rules, DiffGate.WHATEVER_IS_NEW, List.of());
        var lost = compared(image, blind);
        assertThat(lost.of(Kind.UNSEEN)).hasSize(1);
        assertThat(strict.denied(lost)).isEmpty();
        var found = compared(blind, image);
        assertThat(found.of(Kind.INTRODUCED)).hasSize(1);
        assertThat(strict.denied(found)).hasSize(1);
    }

    @Test
    void anotherVersionInAnotherFileDoesNotMendWhatWasNotRead() {
        var before = image(npm("a", "1.0.0", 0, "one/package.json"));
        var after = image(npm("a", "3.0.0", 0, "two/package.json"));
        assertThat(compared(before, after).of(Kind.FIXED)).hasSize(1);
        var blind = after.withGaps(List.of(gap("one/package.json", "npm-package: no JSON")));
        assertThat(compared(before, blind).of(Kind.UNSEEN)).hasSize(1);
        var sameFile =
                image(npm("a", "3.0.0", 0, "one/package.json"))
                        .withGaps(List.of(gap("one/package.json", "npm-package: no licence")));
        assertThat(compared(before, sameFile).of(Kind.FIXED)).hasSize(1);
    }

    @Test
    void whatNobodyCanJudgeIsNotMended() {
        var known =
                Contexts.of(
                        new FewAdvisories(
                                List.of(advisory("CVE-2026-2", "Debian:12", "a", "3", "high"))));
        var before =
                new Inventory(
                        MadeUp.IMAGE,
                        Optional.of(
                                new Distribution(
                                        "debian", "12", "bookworm", "Debian 12", List.of())),
                        List.of(deb("pkg:deb/debian/a@1?arch=amd64&distro=debian-12")),
                        FileAccount.NONE,
                        List.of());
        var after =
                image(deb("pkg:deb/a@2?arch=amd64"))
                        .withGaps(
                                List.of(
                                        gap(
                                                "var/lib/dpkg/status",
                                                "no file says which distribution these packages"
                                                        + " are of")));
        assertThat(compared(before, after, known).changes())
                .extracting(FindingChange::kind)
                .containsExactly(Kind.UNSEEN);
        assertThat(compared(after, before, known).changes())
                .singleElement()
                .matches(one -> one.kind() == Kind.INTRODUCED)
                .matches(one -> one.cause() instanceof ChangeCause.ByGap);
    }

    private static FindingsDiff compared(Inventory before, Inventory after) {
        return compared(before, after, KNOWN);
    }

    private static FindingsDiff compared(Inventory before, Inventory after, ScanContext known) {
        try {
            return new FindingsComparison(known, known, List.of()).of(before, after);
        } catch (ProblemException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> lines(FindingsDiff diff, Function<FindingChange, String> word) {
        return diff.changes().stream()
                .map(one ->
                        "%s %s %s %s"
                                .formatted(
                                        word.apply(one),
                                        one.any().id(),
                                        one.any().in().purl(),
                                        one.any().in().locations()))
                .toList();
    }

    private static String word(FindingChange one) {
        return one.kind() + (one.cause() instanceof ChangeCause.ByGap ? " by a gap" : "");
    }

    private static String mirrored(FindingChange one) {
        return switch (one.kind()) {
            case INTRODUCED ->
                    one.cause() instanceof ChangeCause.ByGap ? "UNSEEN by a gap" : "FIXED";
            case UNSEEN -> "INTRODUCED by a gap";
            case FIXED -> "INTRODUCED";
            default -> throw new AssertionError(one);
        };
    }

    private static String believed(FindingChange one) {
        return one.kind() == Kind.UNSEEN ? "FIXED" : word(one);
    }

    /// Without all that one gap covers.
    private static Blinded blinded(Random random, Inventory image) {
        var victim = PATHS.get(random.nextInt(PATHS.size()));
        int layer = random.nextInt(3);
        boolean layered = !image.source().layers().isEmpty();
        return switch (random.nextInt(layered ? 6 : 5)) {
            case 0 -> blind(image, at(victim), gap(file(victim), "reader: broken"));
            case 1 -> blind(image, at(victim), gap(folder(victim), "not read: no permission"));
            case 2 -> blind(image, at(victim), gap("", file(victim) + ": reader: broken"));
            case 3 ->
                    blind(
                            image,
                            at(victim),
                            gap(folder(victim) + "/**", "5 files were not read, as asked"));
            case 4 -> blind(image, at(victim), gap("", "too many files"));
            default ->
                    blind(
                            image,
                            one -> layer(one) == layer && lastWritten(one, image) == layer,
                            new Gap("", OptionalInt.of(layer), "the layer is encrypted"));
        };
    }

    private static int layer(SoftwarePackage one) {
        return one.locations().getFirst().layer().getAsInt();
    }

    /// A file that a layer above has too was read there.
    private static int lastWritten(SoftwarePackage one, Inventory image) {
        return image.packages().stream()
                .filter(at(one.locations().getFirst().path()))
                .mapToInt(ComparisonOfWhatWasReadTest::layer)
                .max()
                .getAsInt();
    }

    private static Predicate<SoftwarePackage> at(String path) {
        return one -> one.locations().getFirst().path().equals(path);
    }

    private static Inventory withGaps(Random random, Inventory image) {
        var all = image;
        for (int i = random.nextInt(3); i > 0; i--) {
            all = all.withGaps(blinded(random, image).blind().gaps());
        }
        return all;
    }

    private static Inventory without(Inventory image) {
        return new Inventory(
                image.source(), Optional.empty(), image.packages(), FileAccount.NONE, List.of());
    }

    private static Blinded blind(Inventory image, Predicate<SoftwarePackage> to, Gap gap) {
        return new Blinded(
                image,
                new Inventory(
                        image.source(),
                        Optional.empty(),
                        image.packages().stream().filter(to.negate()).toList(),
                        FileAccount.NONE,
                        List.of(gap)));
    }

    private static Gap gap(String path, String reason) {
        return new Gap(path, OptionalInt.empty(), reason);
    }

    private static String file(String path) {
        return path.replaceFirst("!/.*", "");
    }

    private static String folder(String path) {
        return path.substring(0, path.indexOf('/'));
    }

    private static Inventory someImage(Random random) {
        boolean layered = random.nextBoolean();
        var names = new TreeSet<String>();
        var packages = new ArrayList<SoftwarePackage>();
        for (int i = random.nextInt(5); i > 0; i--) {
            var name = List.of("a", "b", "c", "d").get(random.nextInt(4));
            if (names.add(name)) {
                packages.add(
                        npm(
                                name,
                                "%d.0.0".formatted(1 + random.nextInt(2)),
                                layered ? random.nextInt(3) : -1,
                                PATHS.get(random.nextInt(PATHS.size()))));
            }
        }
        return new Inventory(
                layered ? MadeUp.IMAGE : MadeUp.source("folder"),
                Optional.empty(),
                packages,
                FileAccount.NONE,
                List.of());
    }

    private static SoftwarePackage npm(String name, String version, int layer, String path) {
        return seen("pkg:npm/%s@%s".formatted(name, version), layer, path);
    }

    private static SoftwarePackage deb(String purl) {
        return seen(purl, 0, "var/lib/dpkg/status");
    }

    private static SoftwarePackage seen(String purl, int layer, String path) {
        return new SoftwarePackage(
                Purl.parse(purl).orElseThrow(),
                Optional.empty(),
                List.of(),
                "reader",
                false,
                Presence.LIVE,
                List.of(
                        new Location(
                                path, layer < 0 ? OptionalInt.empty() : OptionalInt.of(layer))),
                Optional.empty());
    }

    private static Inventory image(SoftwarePackage... packages) {
        return new Inventory(
                MadeUp.IMAGE, Optional.empty(), List.of(packages), FileAccount.NONE, List.of());
    }
}
