package org.tidewaiter.checks.host.docker;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.checks.host.FakeHost;
import org.tidewaiter.checks.host.Result;
import org.tidewaiter.checks.host.State;

/// A daemon with one image and one running container, as a real one tells of them.
final class EngineFacts {
    static final String CONTAINER = "c".repeat(64);
    static final String IMAGE = "sha256:" + "1".repeat(64);
    static final String EXEC = "e".repeat(64);

    private EngineFacts() {}

    /// @param container the members of what inspecting it gives, beside its id and image
    static FakeHost running(String container) {
        return of("running", container, imageWith(""), "");
    }

    /// @param image the members of what inspecting it gives, beside its id
    /// @param history the lines that made it, newest first, as JSON texts with commas
    static FakeHost image(String image, String history) {
        return of("exited", "\"Config\":{}", image, history);
    }

    /// @param config members of the image's settings, each with a comma behind it
    static String imageWith(String config) {
        return "\"Created\":\"2026-11-01T00:00:00Z\",\"Config\":{%s\"WorkingDir\":\"/\"}"
                .formatted(config);
    }

    private static FakeHost of(String state, String container, String image, String history) {
        var steps =
                Stream.of(history.split("\n", -1))
                        .filter(line -> !line.isEmpty())
                        .map("{\"CreatedBy\":\"%s\"}"::formatted)
                        .collect(Collectors.joining(","));
        return new FakeHost()
                .engine(
                        "/info",
                        "{\"SecurityOptions\":[%s],\"Swarm\":{\"LocalNodeState\":\"inactive\"}}"
                                .formatted(
                                        "\"name=seccomp,profile=default\",\"name=apparmor\",\"name=selinux\""))
                .engine(
                        "/containers/json?all=1",
                        "[{\"Id\":\"%s\",\"Names\":[\"/web\"],\"State\":\"%s\",\"ImageID\":\"%s\"}]"
                                .formatted(CONTAINER, state, IMAGE))
                .engine(
                        "/containers/%s/json".formatted(CONTAINER),
                        "{\"Id\":\"%s\",\"Image\":\"%s\",%s}"
                                .formatted(CONTAINER, IMAGE, container))
                .engine(
                        "/containers/%s/top".formatted(CONTAINER),
                        "{\"Titles\":[\"UID\",\"PID\",\"CMD\"],\"Processes\":[[\"1\",\"2\",\"/app\"]]}")
                .engine(
                        "/images/json",
                        "[{\"Id\":\"%s\",\"RepoTags\":[\"shop/web:1\"]}]".formatted(IMAGE))
                .engine(
                        "/images/%s/json".formatted(IMAGE),
                        "{\"Id\":\"%s\",%s}".formatted(IMAGE, image))
                .engine("/images/%s/history".formatted(IMAGE), "[%s]".formatted(steps))
                .engine("/volumes", "{\"Volumes\":[]}");
    }

    /// @param swarm members of `/info`'s
    static FakeHost swarm(String swarm, String answer, String networks, String services) {
        return running("\"Config\":{}")
                .engine(
                        "/info",
                        "{\"Swarm\":{\"LocalNodeState\":\"active\",\"ControlAvailable\":true,%s}}"
                                .formatted(swarm))
                .engine("/swarm", answer)
                .engine("/networks", networks)
                .engine("/services", services)
                .engine("/secrets", "[]");
    }

    static Map<String, Result> ask(FakeHost host) {
        var results = new LinkedHashMap<String, Result>();
        DockerBenchmark.of(host)
                .results()
                .forEach(result -> results.put(result.control().id(), result));
        return results;
    }

    static State state(FakeHost host, String id) {
        var result = ask(host).get(id);
        if (result == null) {
            throw new AssertionError("no control " + id);
        }
        return result.state();
    }
}
