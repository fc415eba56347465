package org.tidewaiter.gate;

import java.time.Duration;

/// How often registries are asked, and for how long anybody waits for them.
///
/// @param patience of a decision, where something is missing that a registry may have
/// @param look for all that is asked about one image
/// @param again between two looks for an image that something is missing of
/// @param quiet during which nobody waits for a registry that has not answered
/// @param refresh between two looks for the heads of each repository
record FetchPace(
        Duration patience, Duration look, Duration again, Duration quiet, Duration refresh) {
    static final FetchPace USUAL =
            new FetchPace(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(15),
                    Duration.ofMinutes(1));
}
