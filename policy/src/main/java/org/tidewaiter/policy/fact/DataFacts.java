package org.tidewaiter.policy.fact;

import java.time.Instant;
import java.util.Optional;

@Means("The advisories that findings rest on.")
public record DataFacts(
        @Means("whether they are the built-in sample only") boolean sample,
        @Means("date of the newest record") Optional<Instant> newest,
        @Means("days since that; a large number where it is not known") long ageDays,
        @Means("which body of advisories it is") String revision) {}
