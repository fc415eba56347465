package org.tidewaiter.checks.host;

import java.util.function.Function;

/// A control, with how it is found out.
///
/// @param <T> the host as the benchmark reads it
/// @param outcome pure: the same host gives the same outcome
public record HostCheck<T>(Control control, Function<T, Outcome> outcome) {

    /// What it says of a host. Advice that is not followed is a warning.
    public Result ask(T host) {
        var said = outcome.apply(host);
        boolean isAdvice = said.state() == State.FAIL && !control.isScored();
        return new Result(control, isAdvice ? said.as(State.WARN) : said);
    }
}
