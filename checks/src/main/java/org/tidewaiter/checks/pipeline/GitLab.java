package org.tidewaiter.checks.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tidewaiter.checks.document.TextLines;
import org.tidewaiter.checks.document.YamlNode;
import org.tidewaiter.checks.pipeline.Pipeline.Place;
import org.tidewaiter.checks.pipeline.Pipeline.Script;
import org.tidewaiter.checks.pipeline.Pipeline.Variable;

/// A pipeline of GitLab CI.
///
/// @param root of the document with the jobs
/// @param holders of `image`, `script` and `variables`: the file itself, `default` and each job
record GitLab(YamlNode root, List<YamlNode> holders) {
    private static final Set<String> RESERVED =
            Set.of(
                    "variables",
                    "stages",
                    "include",
                    "workflow",
                    "image",
                    "services",
                    "cache",
                    "before_script",
                    "after_script",
                    "spec");

    GitLab {
        holders = List.copyOf(holders);
    }

    static GitLab of(YamlNode root) {
        var holders = new ArrayList<YamlNode>();
        holders.add(root);
        root.entries().stream()
                .filter(entry -> !RESERVED.contains(entry.key()))
                .map(YamlNode.Entry::value)
                .filter(node -> node instanceof YamlNode.Mapping)
                .forEach(holders::add);
        return new GitLab(root, holders);
    }

    static Pipeline pipeline(TextLines lines, YamlNode root) {
        var gitlab = of(root);
        return new Pipeline(
                lines,
                gitlab.images().toList(),
                List.of(),
                gitlab.scripts().toList(),
                gitlab.variables().toList(),
                Optional.empty(),
                Optional.of(gitlab),
                Optional.empty());
    }

    Stream<YamlNode> services() {
        return holders.stream()
                .flatMap(holder -> holder.get("services").items().stream())
                .map(GitLab::image);
    }

    private static YamlNode image(YamlNode node) {
        return node instanceof YamlNode.Mapping ? node.get("name") : node;
    }

    private Stream<Place> images() {
        return Stream.concat(holders.stream().map(holder -> image(holder.get("image"))), services())
                .filter(image -> !image.words().isEmpty())
                .map(image -> new Place(image.words(), image.line()));
    }

    private Stream<Script> scripts() {
        return holders.stream()
                .flatMap(holder ->
                        Stream.of("before_script", "script", "after_script")
                                .flatMap(key -> holder.get(key).oneOrMore().stream()))
                .flatMap(item -> item.oneOrMore().stream())
                .filter(item -> item instanceof YamlNode.Scalar)
                .map(item -> Script.of(item.script(), true));
    }

    private Stream<Variable> variables() {
        return holders.stream()
                .flatMap(holder -> holder.get("variables").entries().stream())
                .map(entry ->
                        new Variable(
                                entry.key(),
                                entry.value() instanceof YamlNode.Mapping
                                        ? entry.value().get("value").words()
                                        : entry.value().words(),
                                entry.line()));
    }
}
