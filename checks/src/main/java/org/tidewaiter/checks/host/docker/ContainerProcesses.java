package org.tidewaiter.checks.host.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.tidewaiter.checks.host.Answer;
import org.tidewaiter.model.json.Json;

/// What runs in a container.
final class ContainerProcesses {
    private static final Set<String> SERVERS = Set.of("sshd", "dropbear");
    private static final String NOT_KEPT =
            "none runs now, and the daemon keeps nothing of those that have ended";

    private ContainerProcesses() {}

    /// Whether somebody can log in to it. The daemon runs the host's `ps`, so that nothing is
    /// needed in the container.
    static Look secureShell(EngineState engine, Json container) {
        var started = new ArrayList<>(List.of(container.text("Path")));
        started.addAll(Inspected.texts(container.get("Args")));
        return switch (engine.processes(container)) {
            case Answer.Known<List<String>>(var commands) -> {
                var servers = commands.stream().filter(ContainerProcesses::isServer).toList();
                yield servers.isEmpty()
                        ? Look.good("%d processes, none an SSH server".formatted(commands.size()))
                        : Look.bad("%d processes are SSH servers".formatted(servers.size()));
            }
            case Answer.Absent<List<String>>() -> Look.good("it has ended meanwhile");
            case Answer.Unknown<List<String>>(var why) ->
                    started.stream().anyMatch(ContainerProcesses::isServer)
                            ? Look.bad("it was started as an SSH server")
                            : Look.unclear("its processes could not be read: " + why);
        };
    }

    private static boolean isServer(String command) {
        var program = command.strip().split("\\s+", 2)[0];
        var name = program.substring(program.lastIndexOf('/') + 1);
        return SERVERS.contains(name.endsWith(":") ? name.substring(0, name.length() - 1) : name);
    }

    static Look privilegedExec(EngineState engine, Json container) {
        return exec(
                engine, container, json -> json.get("ProcessConfig").get("privileged").isTrue());
    }

    /// A container that is root's anyway is told by another check.
    static Look rootExec(EngineState engine, Json container) {
        boolean isOfRoot = EngineUser.isRoot(container.get("Config").text("User"));
        return exec(
                engine,
                container,
                json -> {
                    var user = json.get("ProcessConfig").text("user");
                    return !user.isEmpty() && EngineUser.isRoot(user) && !isOfRoot;
                });
    }

    private static Look exec(EngineState engine, Json container, Predicate<Json> isBad) {
        int running = 0;
        int bad = 0;
        for (var answer : engine.execs(container)) {
            if (answer.known().isEmpty()) {
                return Look.unclear("a command in it could not be read");
            }
            var json = answer.known().get();
            running += json.get("Running").isTrue() ? 1 : 0;
            bad += isBad.test(json) ? 1 : 0;
        }
        if (bad > 0) {
            return Look.bad("%d commands were started so with 'docker exec'".formatted(bad));
        }
        return Look.unclear(
                running == 0
                        ? NOT_KEPT
                        : "%d commands run and none so; %s"
                                .formatted(running, "those that have ended are not kept"));
    }
}
