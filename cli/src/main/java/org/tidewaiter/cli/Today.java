package org.tidewaiter.cli;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/// The one place that asks the clock.
final class Today {
    private Today() {}

    static LocalDate utc() {
        return LocalDate.now(Clock.systemUTC());
    }

    /// To the second.
    static Instant now() {
        return Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
