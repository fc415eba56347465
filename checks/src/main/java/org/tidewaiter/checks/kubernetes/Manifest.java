package org.tidewaiter.checks.kubernetes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tidewaiter.checks.document.TextLines;
import org.tidewaiter.checks.document.YamlNode;
import org.tidewaiter.model.Edit;

/// The objects of one file, those of a `List` each for itself.
record Manifest(TextLines lines, List<Thing> things) {
    private static final int MAX_THINGS = 20_000;
    private static final int MAX_EDITED = 2_000;

    Manifest {
        things = List.copyOf(things);
    }

    static Manifest of(TextLines lines, List<YamlNode> documents) {
        var open = new ArrayDeque<>(documents);
        var things = new ArrayList<Thing>();
        while (!open.isEmpty() && things.size() < MAX_THINGS) {
            var node = open.remove();
            var kind = node.get("kind").words();
            boolean isList =
                    kind.endsWith("List") && node.get("items") instanceof YamlNode.Sequence;
            if (isList) {
                open.addAll(node.get("items").items());
            } else if (!kind.isEmpty() && node.has("apiVersion")) {
                things.add(new Thing(kind, node));
            }
        }
        return new Manifest(lines, things);
    }

    Stream<Thing> all(String... kinds) {
        var wanted = Set.of(kinds);
        return things.stream().filter(thing -> wanted.contains(thing.kind()));
    }

    Stream<Pod> pods() {
        return things.stream().flatMap(thing -> thing.pod().stream());
    }

    Stream<Container> containers() {
        return pods().flatMap(Pod::containers);
    }

    /// An object of the cluster.
    record Thing(String kind, YamlNode node) {
        /// The pod that it is, or makes.
        Optional<Pod> pod() {
            return switch (kind) {
                case "Pod" -> pod(node);
                case "PodTemplate" -> pod(node.get("template"));
                case "CronJob" -> pod(node.path("spec.jobTemplate.spec.template"));
                default -> pod(node.path("spec.template"));
            };
        }

        private Optional<Pod> pod(YamlNode holder) {
            return holder.get("spec").get("containers") instanceof YamlNode.Sequence
                    ? Optional.of(new Pod(this, holder))
                    : Optional.empty();
        }
    }

    /// @param holder of `metadata` and `spec`
    record Pod(Thing owner, YamlNode holder) {
        YamlNode spec() {
            return holder.get("spec");
        }

        int line() {
            return holder.lineOf("spec");
        }

        YamlNode security() {
            return spec().get("securityContext");
        }

        /// As whom the pod speaks to the cluster; empty where that is not said.
        String account() {
            var name = spec().get("serviceAccountName").words();
            return name.isEmpty() ? spec().get("serviceAccount").words() : name;
        }

        boolean isWindows() {
            return spec().path("os.name").is("windows");
        }

        Stream<Container> containers() {
            return Stream.of("initContainers", "containers", "ephemeralContainers")
                    .flatMap(role ->
                            spec().get(role).items().stream()
                                    .filter(node -> node instanceof YamlNode.Mapping)
                                    .map(node -> new Container(this, role, node)));
        }

        Stream<YamlNode> volumes() {
            return spec().get("volumes").items().stream();
        }
    }

    /// @param role the key under which it stands
    record Container(Pod pod, String role, YamlNode node) {
        int line() {
            return node.line();
        }

        String name() {
            return node.get("name").text().orElse("a container");
        }

        /// Whether it runs as long as the pod: so does a sidecar among the first containers.
        boolean isMain() {
            return role.equals("containers")
                    || (role.equals("initContainers") && node.get("restartPolicy").is("Always"));
        }

        YamlNode security() {
            return node.get("securityContext");
        }

        /// What counts for the container: its own, or else its pod's.
        YamlNode effective(String keys) {
            var own = security().path(keys);
            return own.isAbsent() ? pod.security().path(keys) : own;
        }
    }

    /// The edit that adds a line to the security context of a container, which may be missing.
    Optional<Edit> secured(Container container, String setting) {
        var node = container.node();
        int line = container.line();
        var first = lines.line(line);
        int dash = first.length() > MAX_EDITED ? -1 : first.indexOf("- ");
        boolean isBlock = dash >= 0 && first.substring(0, dash).isBlank() && !first.contains("{");
        if (!isBlock) {
            return Optional.empty();
        }
        var indent = " ".repeat(dash + 2);
        if (!node.has("securityContext")) {
            return Optional.of(
                    new Edit(
                            line,
                            line,
                            "%s\n%ssecurityContext:\n%s  %s"
                                    .formatted(first, indent, indent, setting)));
        }
        int key = node.lineOf("securityContext");
        var keyLine = lines.line(key);
        var context = node.get("securityContext");
        boolean isPlain =
                keyLine.strip().endsWith("securityContext:")
                        && !context.entries().isEmpty()
                        && !lines.line(context.line()).strip().startsWith("{");
        return isPlain
                ? Optional.of(new Edit(key, key, "%s\n%s  %s".formatted(keyLine, indent, setting)))
                : Optional.empty();
    }
}
