package org.tidewaiter.gate;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.tidewaiter.model.Digest;
import org.tidewaiter.policy.gate.GateGrounds;

/// What a door has decided about one request.
///
/// @param about the configuration of the image, where it is about one
/// @param words one line for people
/// @param grounds nothing where no rule was asked
public record DoorDecision(
        Instant time,
        Optional<Digest> about,
        String stage,
        String words,
        Optional<Supplier<GateGrounds>> grounds) {}
