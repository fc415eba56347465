package org.tidewaiter.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.gate.Harbour.Pushed;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.policy.Verdict;
import org.tidewaiter.policy.fact.Facts;
import org.tidewaiter.policy.fact.RequestFacts;
import org.tidewaiter.policy.gate.Gate;
import org.tidewaiter.policy.gate.GateQuestion;
import org.tidewaiter.policy.rule.PolicyFiles;
import org.tidewaiter.signing.clearance.HeadMemory;
import org.tidewaiter.testkit.image.OciRegistry;

/// A door whose registry is away, stalls, floods, hides or serves what is old.
class RegistryOutageTest {
    /// Nobody is waited for long, and everything is asked again at once.
    private static final FetchPace HASTY =
            new FetchPace(
                    Duration.ofMillis(400),
                    Duration.ofSeconds(20),
                    Duration.ZERO,
                    Duration.ofHours(1),
                    Duration.ofHours(1));

    /// Waits for as long as it takes.
    private static final FetchPace PATIENT =
            new FetchPace(
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(2),
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ofHours(1));

    private final MovingClock clock = new MovingClock();
    private Harbour harbour;

    @TempDir private Path folder;

    @BeforeEach
    void aCharter() throws Exception {
        harbour = new Harbour();
    }

    private FetchedClearances door(FetchPace pace, String... repositories) throws Exception {
        var clearances =
                new ClearanceFolder(
                        folder.resolve("clearances"),
                        () -> harbour.charter,
                        new HeadMemory(folder.resolve("heads")),
                        clock);
        return new FetchedClearances(
                clearances, "prod", List.of(repositories), _ -> Harbour.REGISTRY, pace);
    }

    private Verdict verdict(KnownClearances known, Pushed image, String... unsure)
            throws Exception {
        var told = known.about(image.sought());
        var policy =
                "policy: p\nstages:\n  prod:\n    unsure: %s\nrules: []\n"
                        .formatted(unsure.length == 0 ? "deny" : unsure[0]);
        return new Gate(PolicyFiles.read("p.yaml", policy))
                .decide(
                        new GateQuestion(
                                image.sought().digests(),
                                new TreeSet<>(List.of(image.repository())),
                                Facts.of("prod", clock.instant())
                                        .withRequest(
                                                new RequestFacts(
                                                        "create", "docker", "", List.of(), "", "",
                                                        false)),
                                told.clearances(),
                                told.heads(),
                                told.broken(),
                                told.trouble()))
                .verdict();
    }

    private static String reasons(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Allow _ -> "";
            case Verdict.Warn(var reasons) -> "warned: " + texts(reasons);
            case Verdict.Deny(var reasons) -> "refused: " + texts(reasons);
        };
    }

    private static String texts(List<Reason> reasons) {
        return String.join("; ", reasons.stream().map(Reason::fact).toList());
    }

    private Pushed cleared(OciRegistry registry, String name) throws Exception {
        var image = Harbour.pushed(registry, name, name);
        harbour.clear(image);
        Harbour.putHead(image, harbour.head(image, 1));
        return image;
    }

    @Test
    void whatIsClearedInTheRegistryIsFound() throws Exception {
        try (var registry = OciRegistry.start();
                var door = door(PATIENT, registry.host() + "/shop/*")) {
            var image = cleared(registry, "shop/app");
            assertThat(reasons(verdict(door, image))).isEmpty();
        }
    }

    @Test
    void aRepositoryThatNobodyHasNamedIsNotAsked() throws Exception {
        try (var registry = OciRegistry.start();
                var door = door(PATIENT, registry.host() + "/other/*", "registry.example/shop/*")) {
            var image = cleared(registry, "shop/app");
            assertThat(reasons(verdict(door, image)))
                    .contains("no clearance for stage prod is known");
        }
    }

    @Test
    void whatIsClearedLaterIsFoundThen() throws Exception {
        try (var registry = OciRegistry.start();
                var door = door(PATIENT, "*")) {
            var image = Harbour.pushed(registry, "shop/app", "app");
            Harbour.putHead(image, harbour.head(image, 1));
            assertThat(reasons(verdict(door, image))).contains("no clearance");
            harbour.clear(image);
            assertThat(reasons(verdict(door, image))).isEmpty();
        }
    }

    @Test
    void whileTheRegistryIsDownTheLastKnownCountsUntilItsHeadEnds() throws Exception {
        try (var door = door(PATIENT, "*")) {
            Pushed image;
            try (var registry = OciRegistry.start()) {
                image = cleared(registry, "shop/app");
                assertThat(reasons(verdict(door, image))).isEmpty();
            }
            assertThat(reasons(verdict(door, image))).isEmpty();
            clock.now = Harbour.NOON.plus(Duration.ofHours(25));
            assertThat(reasons(verdict(door, image)))
                    .startsWith("refused: what was withdrawn is known until")
                    .contains(image.repository() + " could not be asked");
            assertThat(reasons(verdict(door, image, "allow"))).startsWith("warned: ");
        }
    }

    @Test
    void aDoorThatIsStartedWhileTheRegistryIsDownKnowsWhatItKnew() throws Exception {
        Pushed image;
        try (var registry = OciRegistry.start();
                var door = door(PATIENT, "*")) {
            image = cleared(registry, "shop/app");
            assertThat(reasons(verdict(door, image))).isEmpty();
        }
        try (var door = door(PATIENT, "*")) {
            assertThat(reasons(verdict(door, image))).isEmpty();
        }
    }

    @Test
    void anImageThatIsNotKnownIsRefusedWhileTheRegistryIsDownAndTheAnswerSaysWhy()
            throws Exception {
        try (var door = door(PATIENT, "*")) {
            Pushed image;
            try (var registry = OciRegistry.start()) {
                image = cleared(registry, "shop/app");
            }
            assertThat(reasons(verdict(door, image)))
                    .startsWith("refused: no clearance for stage prod is known")
                    .contains(image.repository() + " could not be asked");
            assertThat(reasons(verdict(door, image, "allow"))).startsWith("warned: ");
        }
    }

    @Test
    void aRegistryThatStallsHoldsUpOneDecisionForAShortTimeAndNoOther() throws Exception {
        Pushed image;
        Pushed other;
        int port;
        try (var registry = OciRegistry.start()) {
            image = cleared(registry, "shop/app");
            other = cleared(registry, "shop/other");
            port = Integer.parseInt(registry.host().split(":", -1)[1]);
        }
        try (var stalls = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
                var near = OciRegistry.start();
                var door = door(HASTY, "*")) {
            assertThat(stalls.isBound()).isTrue();
            assertThat(reasons(verdict(door, image)))
                    .contains(image.repository() + " has not answered yet");
            long begin = System.nanoTime();
            for (int i = 0; i < 2000; i++) { // 13 minutes, if each of them were made to wait
                assertThat(reasons(verdict(door, other))).contains("has not answered yet");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isLessThan(HASTY.patience().multipliedBy(1000));
            var elsewhere = cleared(near, "till/app");
            assertThat(reasons(eventually(door, elsewhere))).isEmpty();
        }
    }

    /// Asks as clients do that try again.
    private Verdict eventually(KnownClearances door, Pushed image) throws Exception {
        for (int tries = 0; tries < 100; tries++) {
            var verdict = verdict(door, image);
            if (verdict instanceof Verdict.Allow) {
                return verdict;
            }
            Thread.sleep(100);
        }
        return verdict(door, image);
    }

    @Test
    void aFloodOfThingsBesideTheImageIsToldAndHurtsNoOther() throws Exception {
        try (var registry = OciRegistry.start();
                var door = door(PATIENT, "*")) {
            var image = cleared(registry, "shop/app");
            var other = cleared(registry, "shop/other");
            for (int i = 0; i <= 200; i++) {
                harbour.forge(image, i);
            }
            assertThat(reasons(verdict(door, image))).startsWith("refused: no clearance");
            assertThat(String.join("; ", door.about(image.sought()).notes()))
                    .contains("more than 200 things refer to");
            assertThat(reasons(verdict(door, other))).isEmpty();
        }
    }

    @Test
    void whatAnybodyMayPutThereCountsForNothingAndIsNoTrouble() throws Exception {
        try (var registry = OciRegistry.start();
                var door = door(PATIENT, "*")) {
            var image = Harbour.pushed(registry, "shop/app", "app");
            harbour.forge(image, 1);
            Harbour.putHead(image, "{}".getBytes(StandardCharsets.UTF_8));
            assertThat(reasons(verdict(door, image, "allow")))
                    .startsWith("refused: no clearance for stage prod is known");
            assertThat(door.about(image.sought()).notes().getFirst())
                    .startsWith("the head that stands at " + image.repository());
            assertThat(folder.resolve("clearances")).isEmptyDirectory();
        }
    }

    @Test
    void anOldHeadHidesNoWithdrawal() throws Exception {
        try (var registry = OciRegistry.start();
                var door = door(PATIENT, "*")) {
            var image = cleared(registry, "shop/app");
            var old = harbour.head(image, 1);
            Harbour.putHead(image, harbour.head(image, 2, "it leaks"));
            assertThat(reasons(verdict(door, image))).contains("it leaks");
            Harbour.putHead(image, old);
            clock.now = Harbour.NOON.plus(Duration.ofHours(25)); // what is known has ended
            assertThat(reasons(verdict(door, image, "allow"))).contains("it leaks");
            assertThat(String.join("; ", door.about(image.sought()).notes()))
                    .contains("number 1; number 2 was seen");
        }
    }

    @Test
    void whatIsAboutAnotherImageIsNotBroughtIn() throws Exception {
        try (var registry = OciRegistry.start();
                var door = door(PATIENT, "*")) {
            var other = Harbour.pushed(registry, "shop/other", "other");
            var image = Harbour.pushed(registry, "shop/app", "app");
            harbour.copy(other, image);
            assertThat(reasons(verdict(door, image))).contains("no clearance");
            assertThat(folder.resolve("clearances")).isEmptyDirectory();
        }
    }

    @Test
    void aNameWithoutADigestIsNotLookedFor() throws Exception {
        try (var door = door(PATIENT, "*")) {
            var sought =
                    new SoughtImage(
                            new TreeSet<>(),
                            List.of(ImageReference.parse("localhost:1/app:1").orElseThrow()),
                            Optional.empty());
            assertThat(door.about(sought).trouble()).doesNotContain("localhost");
        }
    }

    private static final class MovingClock extends Clock {
        private Instant now = Harbour.NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
