package org.tidewaiter.checks.compose;

import java.util.List;
import java.util.stream.Stream;
import org.tidewaiter.checks.document.TextLines;
import org.tidewaiter.checks.document.YamlNode;

/// One document of a Compose file.
record ComposeFile(TextLines lines, List<Service> services) {
    ComposeFile {
        services = List.copyOf(services);
    }

    static ComposeFile of(TextLines lines, YamlNode document) {
        return new ComposeFile(
                lines,
                document.get("services").entries().stream()
                        .filter(entry -> entry.value() instanceof YamlNode.Mapping)
                        .map(entry -> new Service(entry.key(), entry.value(), entry.line()))
                        .toList());
    }

    /// @param line of its name
    record Service(String name, YamlNode node, int line) {
        /// What is in the environment, from the list as well as from the mapping.
        Stream<Variable> environment() {
            return variables(node.get("environment"));
        }

        Stream<Variable> buildArguments() {
            return variables(node.path("build.args"));
        }

        private static Stream<Variable> variables(YamlNode node) {
            var listed =
                    node.items().stream()
                            .filter(item -> !item.words().isEmpty())
                            .map(item -> {
                                var parts = item.words().split("=", 2);
                                return new Variable(
                                        parts[0], parts.length > 1 ? parts[1] : "", item.line());
                            });
            var mapped =
                    node.entries().stream()
                            .map(entry ->
                                    new Variable(entry.key(), entry.value().words(), entry.line()));
            return Stream.concat(listed, mapped);
        }

        Stream<Volume> volumes() {
            return node.get("volumes").items().stream().map(Volume::of);
        }
    }

    record Variable(String name, String value, int line) {}

    /// @param source empty where the engine finds a place
    /// @param options after the second colon, or of the long form
    record Volume(String source, String target, List<String> options, int line) {
        static Volume of(YamlNode node) {
            if (node instanceof YamlNode.Mapping) {
                var options =
                        Stream.concat(
                                        node.path("bind.propagation").text().stream(),
                                        node.get("read_only").isTrue()
                                                ? Stream.of("ro")
                                                : Stream.of())
                                .toList();
                return new Volume(
                        node.get("source").words(),
                        node.get("target").words(),
                        options,
                        node.line());
            }
            var parts = node.words().split(":", 3);
            if (parts.length == 1) {
                return new Volume("", parts[0], List.of(), node.line());
            }
            return new Volume(
                    parts[0],
                    parts[1],
                    parts.length > 2 ? List.of(parts[2].split(",", -1)) : List.of(),
                    node.line());
        }
    }
}
