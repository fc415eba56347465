package org.tidewaiter.policy.rule;

import java.time.Duration;

/// For how long what a policy decides is good, and what doors do where they cannot tell.
///
/// @param validity of a clearance
/// @param grace for how long after it has ended what ran may start again
/// @param head how old the newest head may be
/// @param unsure whether a door that cannot tell lets pass (and says so), or refuses
public record StageTerms(Duration validity, Duration grace, Duration head, Unsure unsure) {
    public static final StageTerms STANDARD =
            new StageTerms(
                    Duration.ofDays(7), Duration.ofDays(14), Duration.ofHours(24), Unsure.DENY);

    public enum Unsure {
        ALLOW,
        DENY
    }
}
