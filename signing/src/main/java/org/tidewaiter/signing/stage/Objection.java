package org.tidewaiter.signing.stage;

import org.tidewaiter.signing.check.Refusal;

/// Why something does not count for a stage.
///
/// @param detail the value at fault; empty where there is none to show
public record Objection(Refusal refusal, String detail) {}
