package org.tidewaiter.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.policy.Flaws.INVENTORY;
import static org.tidewaiter.policy.Flaws.TODAY;
import static org.tidewaiter.policy.Flaws.flaw;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.model.Severity;
import org.tidewaiter.testkit.Property;

class WaiverLawsTest {
    private static final GateSettings GATE =
            new GateSettings(
                    List.of(new GateRule.SeverityGate(Severity.LOW)),
                    FindingFilter.EVERYTHING,
                    DataLimits.STRICT,
                    LayerScope.SQUASHED);

    /// @param stage where the image is to go, perhaps nowhere
    private record World(List<Waiver> waivers, Optional<String> stage, LocalDate day) {}

    @Test
    void oneMoreWaiverNeverMakesMoreFindingsCount() {
        Property.forAll(
                WaiverLawsTest::world,
                world -> {
                    var fewer = world.waivers.subList(0, world.waivers.size() / 2);
                    assertThat(standing(fewer, world)).containsAll(standing(world.waivers, world));
                });
    }

    @Test
    void theOrderOfWaiversChangesNothingOfWhatCounts() {
        Property.forAll(
                WaiverLawsTest::world,
                world -> {
                    var turned = new ArrayList<>(world.waivers);
                    Collections.reverse(turned);
                    assertThat(standing(turned, world)).isEqualTo(standing(world.waivers, world));
                });
    }

    @Test
    void onALaterDayNoWaiverCoversMore() {
        Property.forAll(
                WaiverLawsTest::world,
                world -> {
                    var later = new World(world.waivers, world.stage, world.day.plusDays(1));
                    assertThat(standing(world.waivers, later))
                            .containsAll(standing(world.waivers, world));
                });
    }

    private static List<Finding> standing(List<Waiver> waivers, World world) {
        var findings =
                List.of(
                        flaw("CVE-1", Severity.HIGH).build(),
                        flaw("CVE-2", Severity.LOW).build(),
                        flaw("CVE-1", Severity.HIGH).in("pkg:npm/left-pad@1").build());
        return Judgement.of(
                        findings,
                        INVENTORY,
                        new Decisions(waivers, List.of(), List.of(), world.stage),
                        GATE,
                        List.of(),
                        world.day)
                .standing();
    }

    private static World world(Random random) {
        var waivers = new ArrayList<Waiver>();
        for (int i = random.nextInt(6); i > 0; i--) {
            waivers.add(waiver(random));
        }
        return new World(waivers, stage(random), TODAY.plusDays(random.nextInt(5)));
    }

    private static Waiver waiver(Random random) {
        return new Waiver(
                random.nextBoolean() ? "CVE-1" : "CVE-2",
                new WaiverScope(
                        random.nextBoolean()
                                ? PurlPattern.parse("pkg:npm/lodash")
                                : Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        stage(random)),
                "ann",
                "why",
                TODAY.plusDays(random.nextInt(5)),
                "ben",
                switch (random.nextInt(3)) {
                    case 0 -> new Approval.Stated();
                    case 1 -> new Approval.Missing("no signature");
                    default -> new Approval.Signed(new TreeSet<>(Set.of("ben")));
                });
    }

    private static Optional<String> stage(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> Optional.of("dev");
            case 1 -> Optional.of("prod");
            default -> Optional.empty();
        };
    }
}
