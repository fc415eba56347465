package org.tidewaiter.cli;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;

/// The one place that asks the clock.
final class Today {
    private Today() {}

    static LocalDate utc() {
        return LocalDate.now(Clock.systemUTC());
    }

    static Instant now() {
        return Clock.systemUTC().instant();
    }
}
