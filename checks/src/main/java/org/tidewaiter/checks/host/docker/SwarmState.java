package org.tidewaiter.checks.host.docker;

import java.util.function.BiFunction;
import org.tidewaiter.checks.host.Answer;
import org.tidewaiter.checks.host.Outcome;
import org.tidewaiter.checks.host.Seen;
import org.tidewaiter.model.json.Json;

/// Asks of a swarm where there is one and this daemon may tell of it.
final class SwarmState {
    private SwarmState() {}

    /// @param rule of the member `Swarm` of `/info`; asked only where this is a manager
    static Outcome ofManager(EngineState engine, BiFunction<EngineState, Json, Outcome> rule) {
        return switch (engine.ask("/info")) {
            case Answer.Known<Json>(var info) -> ofManager(engine, info.get("Swarm"), rule);
            case Answer.Absent<Json>() -> Outcome.unread("GET /info", EngineState.NO_SUCH);
            case Answer.Unknown<Json>(var why) -> Outcome.unread("GET /info", why);
        };
    }

    private static Outcome ofManager(
            EngineState engine, Json swarm, BiFunction<EngineState, Json, Outcome> rule) {
        var state = swarm.text("LocalNodeState");
        boolean isManager = swarm.get("ControlAvailable").isTrue();
        var seen =
                new Seen(
                        "GET /info",
                        "Swarm.LocalNodeState '%s', ControlAvailable %s"
                                .formatted(state, isManager));
        return switch (state) {
            case "inactive" -> Outcome.notApplicable("the daemon takes part in no swarm", seen);
            case "" -> Outcome.manual("the daemon does not tell whether it is in a swarm", seen);
            default ->
                    isManager
                            ? rule.apply(engine, swarm)
                            : Outcome.manual("only a manager of the swarm can tell", seen);
        };
    }

    /// @param path of what a manager tells, as `/swarm`
    static Outcome asking(
            EngineState engine, String path, BiFunction<EngineState, Json, Outcome> rule) {
        return ofManager(
                engine,
                (_, _) ->
                        switch (engine.ask(path)) {
                            case Answer.Known<Json>(var json) -> rule.apply(engine, json);
                            case Answer.Absent<Json>() ->
                                    Outcome.unread("GET " + path, EngineState.NO_SUCH);
                            case Answer.Unknown<Json>(var why) ->
                                    Outcome.unread("GET " + path, why);
                        });
    }
}
