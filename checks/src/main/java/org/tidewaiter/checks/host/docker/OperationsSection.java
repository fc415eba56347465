package org.tidewaiter.checks.host.docker;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.tidewaiter.checks.host.Answer;
import org.tidewaiter.checks.host.HostCheck;
import org.tidewaiter.checks.host.Outcome;
import org.tidewaiter.checks.host.SectionChecks;
import org.tidewaiter.checks.host.Seen;
import org.tidewaiter.model.json.Json;

/// Section 6: what lies about on a host.
final class OperationsSection {
    private static final EngineControls NIST = new EngineControls("NIST SP 800-190 4.4.5");

    /// In the order of the benchmark.
    static final SectionChecks<EngineState> CHECKS =
            new SectionChecks<>(
                    "6",
                    "Operation",
                    List.of(
                            check(
                                    "6.1",
                                    "Most images of the host are used",
                                    "GET /images/json, GET /containers/json?all=1",
                                    "docker image prune --all",
                                    OperationsSection::images),
                            check(
                                    "6.2",
                                    "Most containers of the host run",
                                    "GET /containers/json?all=1",
                                    "docker container prune",
                                    (_, containers) -> containers(containers))));

    private OperationsSection() {}

    private static HostCheck<EngineState> check(
            String id,
            String title,
            String audit,
            String mend,
            BiFunction<EngineState, List<Json>, Outcome> rule) {
        return EngineControls.of(
                NIST.advice(id, title, audit, mend),
                engine ->
                        switch (engine.ask("/containers/json?all=1")) {
                            case Answer.Known<Json>(var list) -> rule.apply(engine, list.items());
                            case Answer.Absent<Json>() ->
                                    Outcome.unread(EngineState.CONTAINERS, EngineState.NO_SUCH);
                            case Answer.Unknown<Json>(var why) ->
                                    Outcome.unread(EngineState.CONTAINERS, why);
                        });
    }

    private static Outcome images(EngineState engine, List<Json> containers) {
        var listed = engine.images();
        if (listed.known().isEmpty()) {
            return Outcome.unread(EngineState.IMAGES, listed.unknown().orElse(EngineState.NO_SUCH));
        }
        var used =
                containers.stream().map(item -> item.text("ImageID")).collect(Collectors.toSet());
        var all = listed.known().get().all();
        var unused = all.stream().filter(image -> !used.contains(image.id())).toList();
        var seen =
                new Seen(
                        EngineState.IMAGES,
                        "%d of %d images have no container".formatted(unused.size(), all.size()));
        return unused.size() * 2 > all.size()
                ? Outcome.fail("most images have no container", seen)
                        .about(unused.stream().map(image -> "image " + image.name()).toList())
                : Outcome.pass("most images have a container", seen);
    }

    private static Outcome containers(List<Json> containers) {
        long stopped = containers.stream().filter(item -> !EngineState.isRunning(item)).count();
        var seen =
                new Seen(
                        EngineState.CONTAINERS,
                        "%d of %d containers do not run".formatted(stopped, containers.size()));
        return stopped * 2 > containers.size()
                ? Outcome.fail("most containers do not run", seen)
                        .about(
                                containers.stream()
                                        .filter(item -> !EngineState.isRunning(item))
                                        .map(item -> "container " + EngineState.containerName(item))
                                        .toList())
                : Outcome.pass("most containers run", seen);
    }
}
