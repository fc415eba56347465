package org.tidewaiter.gate.docker;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.tidewaiter.gate.KnownClearances;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.clearance.Clearance;
import org.tidewaiter.model.clearance.Head;

/// Images that are cleared for `prod` until 2100, in tests.
final class Cleared {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant FAR_AWAY = Instant.parse("2100-01-01T00:00:00Z");

    private Cleared() {}

    static KnownClearances images(Digest... images) {
        var known = known(List.of(), images);
        return () -> known;
    }

    static KnownClearances.Known known(List<Head.Withdrawn> withdrawn, Digest... images) {
        return new KnownClearances.Known(
                Arrays.stream(images).map(Cleared::clearance).toList(),
                List.of(head(withdrawn)),
                List.of(),
                "");
    }

    private static Clearance clearance(Digest image) {
        return new Clearance(
                image,
                "prod",
                new TreeSet<>(List.of(image)),
                new TreeSet<>(),
                new Clearance.Named("production", image),
                new Clearance.CharterVersion(image, 1),
                List.of(),
                new Clearance.Advisories("", Optional.empty()),
                List.of(),
                Optional.empty(),
                LONG_AGO,
                LONG_AGO,
                FAR_AWAY,
                FAR_AWAY,
                1,
                "cara");
    }

    static Head.Withdrawn withdrawal(Digest image) {
        return new Head.Withdrawn(new TreeSet<>(List.of(image)), LONG_AGO, "it leaks");
    }

    private static Head head(List<Head.Withdrawn> withdrawn) {
        return new Head("", "prod", 1, Instant.now(), FAR_AWAY, 0, withdrawn, List.of(), "cara");
    }
}
