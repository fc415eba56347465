package org.tidewaiter.checks.host.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.tidewaiter.checks.host.Answer;
import org.tidewaiter.checks.host.Outcome;
import org.tidewaiter.checks.host.Seen;
import org.tidewaiter.model.json.Json;

/// What a check that looks at several things says of all of them: one that is bad fails it, and one
/// that cannot be told leaves it to a person.
final class Several {
    private final List<Seen> bad = new ArrayList<>();
    private final List<Seen> unclear = new ArrayList<>();
    private final List<Seen> good = new ArrayList<>();
    private final List<String> atFault = new ArrayList<>();
    private final List<String> untold = new ArrayList<>();

    /// Of each running container; not applicable where none runs.
    static Outcome containers(EngineState engine, BiFunction<EngineState, Json, Look> rule) {
        return switch (engine.running()) {
            case Answer.Known<Listed>(var listed) ->
                    listed.all().isEmpty()
                            ? none(listed, "no container runs")
                            : new Several()
                                    .look(engine, listed, "container ", rule)
                                    .outcome("running container", listed.whyNotAll());
            case Answer.Absent<Listed>() ->
                    Outcome.unread(EngineState.CONTAINERS, EngineState.NO_SUCH);
            case Answer.Unknown<Listed>(var why) -> Outcome.unread(EngineState.CONTAINERS, why);
        };
    }

    /// Of each image; not applicable where there is none.
    static Outcome images(EngineState engine, BiFunction<EngineState, Json, Look> rule) {
        return switch (engine.images()) {
            case Answer.Known<Listed>(var listed) ->
                    listed.all().isEmpty()
                            ? none(listed, "there is no image")
                            : new Several()
                                    .look(engine, listed, "image ", rule)
                                    .outcome("image", listed.whyNotAll());
            case Answer.Absent<Listed>() -> Outcome.unread(EngineState.IMAGES, EngineState.NO_SUCH);
            case Answer.Unknown<Listed>(var why) -> Outcome.unread(EngineState.IMAGES, why);
        };
    }

    private static Outcome none(Listed listed, String told) {
        return listed.whyNotAll()
                .map(why -> Outcome.manual(why, listed.seen()))
                .orElseGet(() -> Outcome.notApplicable(told, listed.seen()));
    }

    /// @param kind `container ` or `image `, which stands before the name of what is at fault
    Several look(
            EngineState engine,
            Listed listed,
            String kind,
            BiFunction<EngineState, Json, Look> rule) {
        for (var one : listed.all()) {
            Look look =
                    one.told()
                            .map(json -> rule.apply(engine, json))
                            .orElseGet(() ->
                                    Look.unclear(
                                            "it could not be read: "
                                                    + one.answer().unknown().orElse("")));
            add(kind + one.name(), one.request(), look);
        }
        return this;
    }

    Several add(String name, String where, Look look) {
        var seen = new Seen(where, name + ": " + look.seen());
        switch (look.kind()) {
            case BAD -> {
                bad.add(seen);
                atFault.add(name);
            }
            case UNCLEAR -> {
                unclear.add(seen);
                untold.add(name);
            }
            case GOOD -> good.add(seen);
        }
        return this;
    }

    /// @param what one of those looked at
    /// @param whyNotAll why there are more than those; nothing where all were looked at
    Outcome outcome(String what, Optional<String> whyNotAll) {
        var evidence = new ArrayList<Seen>(bad);
        evidence.addAll(unclear);
        evidence.addAll(good);
        int all = evidence.size();
        if (!bad.isEmpty()) {
            return Outcome.fail("not so for %d of %s".formatted(bad.size(), counted(all, what)))
                    .seeing(evidence)
                    .about(atFault);
        }
        if (!unclear.isEmpty()) {
            return Outcome.manual(
                            "a person has to look at %d of %s"
                                    .formatted(unclear.size(), counted(all, what)))
                    .seeing(evidence)
                    .about(untold);
        }
        return whyNotAll
                .map(Outcome::manual)
                .orElseGet(() -> Outcome.pass("so for all of " + counted(all, what)))
                .seeing(evidence);
    }

    private static String counted(int number, String what) {
        return "%d %s%s".formatted(number, what, number == 1 ? "" : "s");
    }
}
