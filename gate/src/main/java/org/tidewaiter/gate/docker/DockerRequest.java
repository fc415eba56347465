package org.tidewaiter.gate.docker;

import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.tidewaiter.model.ImageReference;

/// What a request to the daemon means to a door. What is not known here and may change something is
/// refused.
///
/// @see "Docker Engine API 1.24 to 1.51"
sealed interface DockerRequest {
    /// It changes nothing, or brings nothing aboard: lists, logs, stops, removes.
    record Harmless() implements DockerRequest {}

    /// A container is to be made.
    ///
    /// @param name empty where the daemon chooses one
    record Create(String name, GoObject settings) implements DockerRequest {}

    /// A container that is there is to run, or gets a name by which it may be started.
    record Start(String container) implements DockerRequest {}

    /// A container that is there is changed, or something more runs in it.
    ///
    /// @param act `exec`, `update`, `copy` or `commit`
    /// @param settings of it; of an `exec`, of the process
    record Change(String act, String container, GoObject settings) implements DockerRequest {}

    /// A container that is there gets one more network.
    ///
    /// @param settings with the `Container`
    record Connect(String network, GoObject settings) implements DockerRequest {}

    /// Images come, go or get names.
    ///
    /// @param act `pull`, `push`, `tag`, `load`, `import` or `build`
    /// @param image that the daemon has; empty where it is not named, or comes
    /// @param name under which it comes, goes, or is to be known; empty where that is not told
    record Move(String act, String image, String name) implements DockerRequest {}

    /// It is none that this door can judge.
    ///
    /// @param why for people
    record Refused(String why) implements DockerRequest {}

    Pattern CONTAINER = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,254}");

    static DockerRequest read(DaemonCall call) {
        var path = DaemonPath.parse(call.uri());
        if (path.isEmpty()) {
            return new Refused("its path is not written plainly");
        }
        return switch (call.method()) {
            case "GET", "HEAD", "OPTIONS" -> new Harmless();
            case "DELETE" -> delete(path.get());
            case "PUT" -> put(path.get());
            case "POST" -> post(call, path.get());
            default -> unknown();
        };
    }

    private static DockerRequest delete(DaemonPath path) {
        return switch (path.part(0)) {
            case "containers", "images", "networks", "volumes" -> new Harmless();
            case "plugins" -> plugins();
            default -> swarm(path);
        };
    }

    private static DockerRequest put(DaemonPath path) {
        return path.part(0).equals("containers") && path.last().equals("archive")
                ? container(path, name -> new Change("copy", name, GoObject.EMPTY))
                : unknown();
    }

    private static DockerRequest post(DaemonCall call, DaemonPath path) {
        if (path.oldForm()) {
            return new Refused("it speaks a version of the API below 1.24, which hides settings");
        }
        if (call.contentType().toLowerCase(Locale.ROOT).contains("form-urlencoded")) {
            return new Refused("it comes as a form, which is not shown to plugins");
        }
        return switch (path.part(0)) {
            case "containers" -> containers(call, path);
            case "exec", "auth", "volumes" -> new Harmless();
            case "networks" ->
                    path.parts().size() > 2 && path.last().equals("connect")
                            ? body(call, settings -> new Connect(path.between(), settings))
                            : new Harmless();
            case "images" -> images(path);
            case "commit" -> change(call, "commit", path.query("container"));
            case "build" -> path.parts().size() == 1 ? new Move("build", "", "") : new Harmless();
            case "session", "grpc" -> new Move("build", "", "");
            case "plugins" -> plugins();
            default -> swarm(path);
        };
    }

    private static DockerRequest containers(DaemonCall call, DaemonPath path) {
        if (path.parts().size() == 2) {
            return switch (path.last()) {
                case "create" -> body(call, settings -> new Create(path.query("name"), settings));
                case "prune" -> new Harmless();
                default -> unknown();
            };
        }
        return switch (path.last()) {
            case "start" ->
                    path.query("checkpoint").isEmpty()
                            ? container(path, Start::new)
                            : new Refused("it starts from a checkpoint, in which anything may run");
            case "restart", "rename" -> container(path, Start::new);
            case "exec", "update" ->
                    container(
                            path,
                            name ->
                                    body(
                                            call,
                                            settings -> new Change(path.last(), name, settings)));
            case "attach", "kill", "pause", "resize", "stop", "unpause", "wait" -> new Harmless();
            default -> unknown();
        };
    }

    private static DockerRequest images(DaemonPath path) {
        if (path.parts().size() == 2) {
            return switch (path.last()) {
                case "create" ->
                        path.query("fromImage").isEmpty()
                                ? new Move("import", "", "")
                                : move("pull", "", named(path, path.query("fromImage")));
                case "load" -> new Move("load", "", "");
                case "prune" -> new Harmless();
                default -> unknown();
            };
        }
        return switch (path.last()) {
            case "push" -> {
                var name = named(path, path.between());
                yield move("push", name, name);
            }
            case "tag" -> move("tag", path.between(), tagged(named(path, path.query("repo"))));
            default -> unknown();
        };
    }

    private static DockerRequest move(String act, String image, String name) {
        return ImageReference.parse(name).isPresent()
                ? new Move(act, image, name)
                : new Refused("'%s' is no name of an image".formatted(name));
    }

    /// Where the daemon puts a name without a tag. What is pulled or pushed by such a name is all
    /// tags.
    private static String tagged(String name) {
        return HeldImage.isWhole(name) ? name + ":latest" : name;
    }

    /// A tag or digest beside the name takes the place of what is in it.
    private static String named(DaemonPath path, String name) {
        var tag = path.query("tag");
        if (tag.isEmpty()) {
            return name;
        }
        int at = name.indexOf('@');
        var bare = at < 0 ? name : name.substring(0, at);
        int colon = bare.lastIndexOf(':');
        var trimmed = colon > bare.lastIndexOf('/') ? bare.substring(0, colon) : bare;
        return trimmed + (tag.contains(":") ? "@" : ":") + tag;
    }

    private static DockerRequest change(DaemonCall call, String act, String container) {
        return CONTAINER.matcher(container).matches()
                ? new Change(act, container, call.body().orElse(GoObject.EMPTY))
                : unknown();
    }

    private static DockerRequest container(
            DaemonPath path, Function<String, DockerRequest> request) {
        var name = path.between();
        return CONTAINER.matcher(name).matches() ? request.apply(name) : unknown();
    }

    private static DockerRequest body(DaemonCall call, Function<GoObject, DockerRequest> request) {
        return call.body()
                .map(request)
                .orElseGet(() ->
                        new Refused(
                                "the daemon does not show what it asks for: it has to be"
                                        + " JSON of less than a megabyte that is not sent in"
                                        + " pieces"));
    }

    private static DockerRequest plugins() {
        return new Refused("plugins of the daemon may do all that it may, and no rule sees it");
    }

    private static DockerRequest swarm(DaemonPath path) {
        return switch (path.part(0)) {
            case "swarm", "services", "nodes", "tasks", "secrets", "configs" ->
                    new Refused("a swarm starts containers that no door is asked about");
            default -> unknown();
        };
    }

    private static DockerRequest unknown() {
        return new Refused("it is none that this door knows");
    }
}
