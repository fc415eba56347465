package org.tidewaiter.policy.fact;

import java.time.Instant;
import java.util.Optional;

@Means("What was decided about an image before.")
public record PriorFacts(
        @Means(
                        value =
                                "`unknown`, `quarantined`, `cleared`, `lapsed` or `withdrawn`, at this stage",
                        words = {"unknown", "quarantined", "cleared", "lapsed", "withdrawn"})
                String life,
        @Means("the highest stage that it is cleared for; empty where for none") String stage,
        @Means("when it was cleared for this stage last") Optional<Instant> cleared,
        @Means("when that ends or has ended") Optional<Instant> expires) {}
