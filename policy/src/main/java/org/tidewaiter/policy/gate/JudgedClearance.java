package org.tidewaiter.policy.gate;

import java.time.Instant;
import java.util.Comparator;
import org.tidewaiter.model.clearance.Clearance;
import org.tidewaiter.model.clearance.Life;

/// A clearance that is about the image, with what has become of it where the image itself was not
/// withdrawn. One of an index ends with each of its platforms.
///
/// @param restartUntil until then a container that ran may start again
/// @param why it is not in force; empty where it is
record JudgedClearance(Clearance clearance, Life life, Instant restartUntil, String why) {
    /// The one in force first, then the one that lets start again longest; of equal ones always the
    /// same.
    static final Comparator<JudgedClearance> BEST_FIRST =
            Comparator.comparing((JudgedClearance one) -> !one.isInForce())
                    .thenComparing(JudgedClearance::restartUntil, Comparator.reverseOrder())
                    .thenComparing(one -> one.clearance().expires(), Comparator.reverseOrder())
                    .thenComparing(one -> one.clearance().id());

    static JudgedClearance of(Clearance one, KnownHeads heads, Instant now) {
        var part = heads.withdrawalOfPart(one);
        if (part.isPresent()) {
            var it = part.get();
            return new JudgedClearance(
                    one,
                    Life.WITHDRAWN,
                    Instant.MIN,
                    "a part of it was withdrawn on %s: %s".formatted(it.at(), it.reason()));
        }
        var alone = heads.withdrawal(one);
        if (alone.isPresent()) {
            var it = alone.get();
            return new JudgedClearance(
                    one,
                    Life.LAPSED,
                    Instant.MIN,
                    "its clearance was withdrawn on %s: %s".formatted(it.at(), it.reason()));
        }
        var lapse = heads.lapse(one);
        if (lapse.isPresent()) {
            var it = lapse.get();
            var until =
                    it.restartUntil().isBefore(one.restartUntil())
                            ? it.restartUntil()
                            : one.restartUntil();
            return new JudgedClearance(
                    one,
                    Life.LAPSED,
                    until,
                    "it was not renewed on %s: %s".formatted(it.at(), it.reason()));
        }
        if (one.epoch() < heads.floor()) {
            return new JudgedClearance(
                    one,
                    Life.LAPSED,
                    one.restartUntil(),
                    "it is older than what may still go aboard (epoch %d, floor %d)"
                            .formatted(one.epoch(), heads.floor()));
        }
        return now.isBefore(one.expires())
                ? new JudgedClearance(one, Life.CLEARED, one.restartUntil(), "")
                : new JudgedClearance(
                        one,
                        Life.LAPSED,
                        one.restartUntil(),
                        "its clearance ended " + one.expires());
    }

    boolean isInForce() {
        return life == Life.CLEARED;
    }
}
