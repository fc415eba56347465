package org.tidewaiter.checks.host;

/// What one control of a benchmark has come to.
public record Result(Control control, Outcome outcome) {
    public State state() {
        return outcome.state();
    }
}
