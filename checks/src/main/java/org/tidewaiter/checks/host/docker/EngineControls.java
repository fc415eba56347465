package org.tidewaiter.checks.host.docker;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.tidewaiter.checks.host.Control;
import org.tidewaiter.checks.host.HostCheck;
import org.tidewaiter.checks.host.Outcome;
import org.tidewaiter.model.json.Json;

/// The shapes that checks of the daemon's answers have.
///
/// @param guides items that every control of the section answers
record EngineControls(List<String> guides) {
    EngineControls(String... guides) {
        this(List.of(guides));
    }

    Control scored(String id, String title, String audit, String mend) {
        return new Control(id, title, true, true, audit, mend, guides);
    }

    Control advice(String id, String title, String audit, String mend) {
        return new Control(id, title, false, false, audit, mend, guides);
    }

    static HostCheck<EngineState> of(Control control, Function<EngineState, Outcome> outcome) {
        return new HostCheck<>(control, engine -> expecting(control, outcome.apply(engine)));
    }

    static HostCheck<EngineState> containers(Control control, Function<Json, Look> rule) {
        return containers(control, (_, container) -> rule.apply(container));
    }

    static HostCheck<EngineState> containers(
            Control control, BiFunction<EngineState, Json, Look> rule) {
        return of(control, engine -> Several.containers(engine, rule));
    }

    static HostCheck<EngineState> images(
            Control control, BiFunction<EngineState, Json, Look> rule) {
        return of(control, engine -> Several.images(engine, rule));
    }

    static Outcome expecting(Control control, Outcome outcome) {
        return outcome.expected().isEmpty() ? outcome.expecting(control.title()) : outcome;
    }
}
