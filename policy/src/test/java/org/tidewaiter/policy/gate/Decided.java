package org.tidewaiter.policy.gate;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.clearance.BreakGlass;
import org.tidewaiter.model.clearance.Clearance;
import org.tidewaiter.model.clearance.Head;

/// What people have decided of one image, in tests.
final class Decided {
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    static final String SHOP = "registry.example/shop";
    static final Digest IMAGE = digest(1);
    static final Digest CONFIGURATION = digest(2);

    private Decided() {}

    static Digest digest(int number) {
        return new Digest("sha256", "%064x".formatted(number));
    }

    static SortedSet<Digest> image() {
        return new TreeSet<>(List.of(IMAGE, CONFIGURATION));
    }

    /// For production, for the week that noon lies in, to start again for a week after it.
    static Clearance clearance() {
        return new Clearance(
                digest(100),
                "prod",
                image(),
                new TreeSet<>(),
                new Clearance.Named("production", digest(7)),
                new Clearance.CharterVersion(digest(8), 1),
                List.of(),
                new Clearance.Advisories("one", Optional.of(LocalDate.of(2026, 11, 22))),
                List.of(),
                Optional.empty(),
                NOON.minus(Duration.ofDays(3)),
                NOON.minus(Duration.ofDays(3)),
                NOON.plus(Duration.ofDays(4)),
                NOON.plus(Duration.ofDays(11)),
                5,
                "cara");
    }

    static Clearance issued(Clearance one, Instant issued, int id) {
        var shift = Duration.between(one.issued(), issued);
        return new Clearance(
                digest(id),
                one.stage(),
                one.subjects(),
                one.audience(),
                one.policy(),
                one.charter(),
                one.rests(),
                one.advisories(),
                one.waivers(),
                one.prior(),
                issued,
                one.notBefore().plus(shift),
                one.expires().plus(shift),
                one.restartUntil().plus(shift),
                one.epoch(),
                one.certifier());
    }

    static Clearance about(Clearance one, List<Digest> subjects) {
        return new Clearance(
                digest(103),
                one.stage(),
                new TreeSet<>(subjects),
                one.audience(),
                one.policy(),
                one.charter(),
                one.rests(),
                one.advisories(),
                one.waivers(),
                one.prior(),
                one.issued(),
                one.notBefore(),
                one.expires(),
                one.restartUntil(),
                one.epoch(),
                one.certifier());
    }

    static Clearance meant(Clearance one, String stage, List<String> audience) {
        return new Clearance(
                one.id(),
                stage,
                one.subjects(),
                new TreeSet<>(audience),
                one.policy(),
                one.charter(),
                one.rests(),
                one.advisories(),
                one.waivers(),
                one.prior(),
                one.issued(),
                one.notBefore(),
                one.expires(),
                one.restartUntil(),
                one.epoch(),
                one.certifier());
    }

    static Head head(long floor, List<Head.Withdrawn> withdrawn, List<Head.Lapsed> lapsed) {
        return new Head(
                SHOP,
                "prod",
                9,
                NOON.minus(Duration.ofHours(1)),
                NOON.plus(Duration.ofHours(11)),
                floor,
                withdrawn,
                lapsed,
                "cara");
    }

    static Head head() {
        return head(0, List.of(), List.of());
    }

    static BreakGlass broken() {
        return new BreakGlass(
                digest(200),
                CONFIGURATION,
                "prod",
                "the shop is down",
                "INC-7",
                NOON.minus(Duration.ofHours(1)),
                NOON.plus(Duration.ofHours(3)),
                new TreeSet<>(List.of("ana", "bob")));
    }
}
