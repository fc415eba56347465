package org.tidewaiter.checks.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.checks.document.TextLines;
import org.tidewaiter.checks.document.YamlNode;
import org.tidewaiter.checks.pipeline.Pipeline.Place;
import org.tidewaiter.checks.pipeline.Pipeline.Script;
import org.tidewaiter.checks.pipeline.Pipeline.Variable;

/// A workflow of GitHub Actions, or an action that is made of steps.
///
/// @param root of the document
/// @param triggers the events that start it
/// @param jobs an action is one job without a name
record Workflow(YamlNode root, Set<String> triggers, List<Job> jobs) {
    Workflow {
        triggers = Set.copyOf(triggers);
        jobs = List.copyOf(jobs);
    }

    /// @param line of its name
    record Job(String name, YamlNode node, int line, List<Step> steps) {
        Job {
            steps = List.copyOf(steps);
        }
    }

    record Step(YamlNode node) {
        String uses() {
            return node.get("uses").words();
        }

        /// Whether it uses an action, of whatever version. Owners and repositories have no case.
        boolean uses(String action) {
            int at = uses().indexOf('@');
            return action.equalsIgnoreCase(at < 0 ? uses() : uses().substring(0, at));
        }
    }

    static Workflow of(YamlNode root) {
        var on = root.get("on");
        var triggers =
                switch (on) {
                    case YamlNode.Mapping mapping ->
                            mapping.entries().stream()
                                    .map(YamlNode.Entry::key)
                                    .collect(Collectors.toSet());
                    case YamlNode.Sequence sequence ->
                            sequence.items().stream()
                                    .map(YamlNode::words)
                                    .collect(Collectors.toSet());
                    case YamlNode.Scalar scalar -> Set.of(scalar.value());
                    case YamlNode.Absent _ -> Set.<String>of();
                };
        var jobs = new ArrayList<Job>();
        for (var entry : root.get("jobs").entries()) {
            jobs.add(new Job(entry.key(), entry.value(), entry.line(), steps(entry.value())));
        }
        if (root.get("runs").has("steps")) {
            jobs.add(new Job("", root.get("runs"), root.lineOf("runs"), steps(root.get("runs"))));
        }
        return new Workflow(root, triggers, jobs);
    }

    private static List<Step> steps(YamlNode job) {
        return job.get("steps").items().stream()
                .filter(node -> node instanceof YamlNode.Mapping)
                .map(Step::new)
                .toList();
    }

    boolean isTriggeredBy(String... events) {
        return Stream.of(events).anyMatch(triggers::contains);
    }

    Stream<Step> steps() {
        return jobs.stream().flatMap(job -> job.steps().stream());
    }

    static Pipeline pipeline(TextLines lines, YamlNode root) {
        var workflow = of(root);
        return new Pipeline(
                lines,
                workflow.images().toList(),
                workflow.options().toList(),
                workflow.scripts().toList(),
                workflow.variables().toList(),
                Optional.of(workflow),
                Optional.empty(),
                Optional.empty());
    }

    /// Containers of jobs, with their services.
    private Stream<YamlNode> containers() {
        return jobs.stream()
                .flatMap(job ->
                        Stream.concat(
                                Stream.of(job.node().get("container")),
                                job.node().get("services").entries().stream()
                                        .map(YamlNode.Entry::value)));
    }

    private Stream<Place> images() {
        var ofJobs =
                containers()
                        .map(container ->
                                container instanceof YamlNode.Scalar
                                        ? container
                                        : container.get("image"));
        var ofSteps =
                steps().map(step -> step.node().get("uses"))
                        .filter(uses -> uses.words().startsWith("docker://"));
        return Stream.concat(ofJobs, ofSteps)
                .filter(image -> !image.words().isEmpty())
                .map(image ->
                        new Place(
                                image.words().startsWith("docker://")
                                        ? image.words().substring("docker://".length())
                                        : image.words(),
                                image.line()));
    }

    private Stream<Place> options() {
        return containers()
                .flatMap(container ->
                        Stream.concat(
                                Stream.of(container.get("options")),
                                container.get("volumes").items().stream()))
                .filter(option -> !option.words().isEmpty())
                .map(option -> new Place(option.words(), option.line()));
    }

    private Stream<Script> scripts() {
        var defaultShell = root.path("defaults.run.shell").words();
        return jobs.stream()
                .flatMap(job ->
                        job.steps().stream()
                                .filter(step -> step.node().has("run"))
                                .map(step ->
                                        Script.of(
                                                step.node().get("run").script(),
                                                isPosix(job, step, defaultShell))));
    }

    private static boolean isPosix(Job job, Step step, String defaultShell) {
        var own = step.node().get("shell").words();
        var ofJob = job.node().path("defaults.run.shell").words();
        var shell = !own.isEmpty() ? own : !ofJob.isEmpty() ? ofJob : defaultShell;
        return shell.isEmpty()
                ? !job.node().get("runs-on").words().startsWith("windows")
                : shell.startsWith("bash") || shell.startsWith("sh");
    }

    private Stream<Variable> variables() {
        var holders =
                Stream.concat(
                        Stream.of(root),
                        jobs.stream()
                                .flatMap(job ->
                                        Stream.concat(
                                                Stream.of(job.node()),
                                                job.steps().stream().map(Step::node))));
        var environments =
                Stream.concat(
                        holders.map(holder -> holder.get("env")),
                        containers()
                                .flatMap(container ->
                                        Stream.of(
                                                container.get("env"),
                                                container.get("credentials"))));
        return environments
                .flatMap(environment -> environment.entries().stream())
                .map(entry -> new Variable(entry.key(), entry.value().words(), entry.line()));
    }
}
