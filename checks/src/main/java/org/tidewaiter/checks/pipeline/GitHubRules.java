package org.tidewaiter.checks.pipeline;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.checks.document.SourceText;
import org.tidewaiter.checks.document.YamlNode;
import org.tidewaiter.checks.pipeline.Workflow.Step;
import org.tidewaiter.checks.rule.Remark;
import org.tidewaiter.checks.rule.Rule;
import org.tidewaiter.model.Edit;
import org.tidewaiter.model.Severity;

/// What is wrong in workflows of GitHub Actions.
///
/// @see "GitHub Docs, Secure use reference"
final class GitHubRules {
    private static final Set<String> BRANCHES =
            Set.of("main", "master", "develop", "dev", "trunk", "HEAD", "latest");
    private static final Pattern ALL_SECRETS =
            Pattern.compile("tojson\\(\\s{0,9}+secrets\\s{0,9}+\\)", Pattern.CASE_INSENSITIVE);

    static final List<Rule<Pipeline>> ALL =
            List.of(
                    rule(
                            "github-unpinned-action",
                            Severity.MEDIUM,
                            "An action of a third party is not named by commit",
                            "Write the full hash of the commit, with the version in a comment.",
                            "GitHub secure use; NIST SP 800-190 4.1.5",
                            GitHubRules::unpinnedAction),
                    rule(
                            "github-unpinned-official-action",
                            Severity.LOW,
                            "An action of GitHub itself is not named by commit",
                            "Write the full hash of the commit, with the version in a comment.",
                            "GitHub secure use",
                            GitHubRules::unpinnedOfficialAction),
                    rule(
                            "github-branch-action",
                            Severity.MEDIUM,
                            "An action follows a branch",
                            "Write the full hash of the commit, with the version in a comment.",
                            "GitHub secure use; NIST SP 800-190 4.1.5",
                            GitHubRules::branchAction),
                    rule(
                            "github-untrusted-checkout",
                            Severity.HIGH,
                            "Code of strangers is checked out where the secrets of the repository are at hand",
                            "Build it in a workflow on pull_request, which has none.",
                            "GitHub secure use",
                            GitHubRules::untrustedCheckouts),
                    rule(
                            "github-dangerous-trigger",
                            Severity.LOW,
                            "Strangers can start a workflow that has the rights of the repository",
                            "Use pull_request where it is enough, and run nothing of the pull request otherwise.",
                            "GitHub secure use",
                            GitHubRules::dangerousTriggers),
                    rule(
                            "github-script-injection",
                            Severity.HIGH,
                            "What a stranger writes becomes part of a script",
                            "Give it in env: and use the variable in quotes.",
                            "GitHub secure use",
                            (pipeline, workflow) ->
                                    workflow.steps().flatMap(GitHubRules::injections)),
                    rule(
                            "github-write-all",
                            Severity.MEDIUM,
                            "The token of the workflow may change everything",
                            "Name the rights that each job needs.",
                            "GitHub secure use; NIST SP 800-190 4.3.1",
                            GitHubRules::writeAll),
                    rule(
                            "github-no-permissions",
                            Severity.LOW,
                            "The rights of the workflow's token are left to the settings of the repository",
                            "Begin with permissions: {contents: read}.",
                            "GitHub secure use; NIST SP 800-190 4.3.1",
                            GitHubRules::noPermissions),
                    rule(
                            "github-all-secrets",
                            Severity.HIGH,
                            "A step gets every secret at once",
                            "Name the secrets that it needs.",
                            "GitHub secure use",
                            (pipeline, workflow) ->
                                    scalars(workflow.root()).flatMap(scalar -> allSecrets(scalar))),
                    rule(
                            "github-secrets-inherit",
                            Severity.LOW,
                            "Another workflow gets every secret of the repository",
                            "Name the secrets that it needs.",
                            "GitHub secure use",
                            GitHubRules::secretsInherit),
                    rule(
                            "github-self-hosted-runner",
                            Severity.MEDIUM,
                            "Strangers can run code on a machine of your own",
                            "Use runners that are thrown away for what pull requests start.",
                            "GitHub secure use; NIST SP 800-190 4.5.3",
                            GitHubRules::selfHosted),
                    rule(
                            "github-unsecure-commands",
                            Severity.HIGH,
                            "Whatever is printed can change the environment of later steps",
                            "Leave ACTIONS_ALLOW_UNSECURE_COMMANDS away and write to $GITHUB_ENV.",
                            "CVE-2020-15228",
                            GitHubRules::unsecureCommands),
                    rule(
                            "github-set-env",
                            Severity.MEDIUM,
                            "A command is used that was switched off for being unsafe",
                            "Write to $GITHUB_ENV or $GITHUB_PATH.",
                            "CVE-2020-15228",
                            GitHubRules::setEnv),
                    rule(
                            "github-persist-credentials",
                            Severity.LOW,
                            "The checkout leaves the token for later steps and for what they upload",
                            "Set persist-credentials: false.",
                            "GitHub secure use",
                            GitHubRules::persistCredentials),
                    rule(
                            "github-untrusted-artifact",
                            Severity.MEDIUM,
                            "What strangers have built is used where the secrets of the repository are at hand",
                            "Take it for data only, and unpack it outside of the workspace.",
                            "GitHub secure use",
                            GitHubRules::untrustedArtifact),
                    rule(
                            "github-actor-condition",
                            Severity.MEDIUM,
                            "A condition on the actor can be met by others",
                            "Ask for github.event.pull_request.user.login.",
                            "GitHub secure use",
                            GitHubRules::actorCondition));

    private GitHubRules() {}

    private static Stream<Remark> unpinnedAction(Pipeline pipeline, Workflow workflow) {
        return uses(workflow)
                .filter(action -> action.isTagged() && !action.isOfficial())
                .map(action -> new Remark(action.line(), action.text() + " can be moved"));
    }

    private static Stream<Remark> unpinnedOfficialAction(Pipeline pipeline, Workflow workflow) {
        return uses(workflow)
                .filter(action -> action.isTagged() && action.isOfficial())
                .map(action -> new Remark(action.line(), action.text() + " can be moved"));
    }

    private static Stream<Remark> branchAction(Pipeline pipeline, Workflow workflow) {
        return uses(workflow)
                .filter(Uses::isBranch)
                .map(action -> new Remark(action.line(), action.text() + " follows a branch"));
    }

    private static Stream<Remark> writeAll(Pipeline pipeline, Workflow workflow) {
        return permissions(workflow)
                .filter(permissions -> permissions.is("write-all"))
                .map(permissions ->
                        new Remark(permissions.line(), "permissions: write-all")
                                .with(
                                        pipeline.lines()
                                                .replace(
                                                        permissions.line(),
                                                        "write-all",
                                                        "read-all")));
    }

    private static Stream<Remark> secretsInherit(Pipeline pipeline, Workflow workflow) {
        return workflow.jobs().stream()
                .map(job -> job.node().get("secrets"))
                .filter(secrets -> secrets.is("inherit"))
                .map(secrets -> new Remark(secrets.line(), "secrets: inherit"));
    }

    private static Stream<Remark> unsecureCommands(Pipeline pipeline, Workflow workflow) {
        return pipeline.variables().stream()
                .filter(variable ->
                        variable.name().equals("ACTIONS_ALLOW_UNSECURE_COMMANDS")
                                && variable.value().equalsIgnoreCase("true"))
                .map(variable -> new Remark(variable.line(), "unsecure commands are allowed"));
    }

    private static Stream<Remark> setEnv(Pipeline pipeline, Workflow workflow) {
        return pipeline.scripts().stream()
                .flatMap(script -> script.commands().stream())
                .filter(command ->
                        command.text().contains("::set-env ")
                                || command.text().contains("::add-path::"))
                .map(command -> new Remark(command.line(), "set-env or add-path"));
    }

    private static Stream<Remark> persistCredentials(Pipeline pipeline, Workflow workflow) {
        return workflow.steps()
                .filter(step -> step.uses("actions/checkout"))
                .filter(step -> !step.node().path("with.persist-credentials").isFalse())
                .map(step ->
                        new Remark(step.node().lineOf("uses"), "the token stays in .git/config")
                                .with(withoutCredentials(pipeline, step)));
    }

    private static Stream<Remark> untrustedArtifact(Pipeline pipeline, Workflow workflow) {
        return !workflow.isTriggeredBy("workflow_run")
                ? Stream.empty()
                : workflow.steps()
                        .filter(step ->
                                step.uses("actions/download-artifact")
                                        || step.uses("dawidd6/action-download-artifact"))
                        .map(step ->
                                new Remark(
                                        step.node().lineOf("uses"), "an artifact of another run"));
    }

    private static Stream<Remark> actorCondition(Pipeline pipeline, Workflow workflow) {
        return !workflow.isTriggeredBy("pull_request_target", "workflow_run")
                ? Stream.empty()
                : Stream.concat(
                                workflow.jobs().stream().map(job -> job.node().get("if")),
                                workflow.steps().map(step -> step.node().get("if")))
                        .filter(condition ->
                                Expression.of(condition.words()).text().contains("github.actor")
                                        && condition.words().contains("[bot]"))
                        .map(condition -> new Remark(condition.line(), condition.words()));
    }

    private static Rule<Pipeline> rule(
            String name,
            Severity severity,
            String title,
            String mend,
            String guides,
            BiFunction<Pipeline, Workflow, Stream<Remark>> look) {
        return Rule.of(
                "pipeline/" + name,
                severity,
                title,
                mend,
                guides,
                pipeline ->
                        pipeline.workflow().stream()
                                .flatMap(workflow -> look.apply(pipeline, workflow)));
    }

    private record Uses(String text, String owner, String ref, int line) {
        boolean isOfficial() {
            return owner.equalsIgnoreCase("actions") || owner.equalsIgnoreCase("github");
        }

        boolean isCommit() {
            return (ref.length() == 40 || ref.length() == 64)
                    && ref.chars().allMatch(letter -> Character.digit(letter, 16) >= 0);
        }

        boolean isBranch() {
            return BRANCHES.contains(ref) || ref.startsWith("refs/heads/");
        }

        boolean isTagged() {
            return !isCommit() && !isBranch();
        }
    }

    private static Stream<Uses> uses(Workflow workflow) {
        return Stream.concat(
                        workflow.jobs().stream().map(job -> job.node().get("uses")),
                        workflow.steps().map(step -> step.node().get("uses")))
                .filter(uses ->
                        uses.words().indexOf('@') > 0
                                && !uses.words().startsWith("./")
                                && !uses.words().startsWith("docker://"))
                .map(uses -> {
                    var text = uses.words();
                    int at = text.lastIndexOf('@');
                    int slash = text.indexOf('/');
                    return new Uses(
                            text,
                            slash < 0 ? "" : text.substring(0, slash),
                            text.substring(at + 1),
                            uses.line());
                });
    }

    private static Stream<Remark> untrustedCheckouts(Pipeline pipeline, Workflow workflow) {
        if (!workflow.isTriggeredBy("pull_request_target", "workflow_run", "issue_comment")) {
            return Stream.empty();
        }
        return workflow.steps()
                .filter(step -> step.uses("actions/checkout"))
                .map(step -> step.node().get("with"))
                .flatMap(with -> Stream.of(with.get("ref"), with.get("repository")))
                .filter(value -> isStrangers(value.words()))
                .limit(50)
                .map(value ->
                        new Remark(value.line(), "the code of the pull request is checked out"));
    }

    private static boolean isStrangers(String value) {
        var text = Expression.of(value).text();
        return text.contains("github.event.pull_request.head")
                || text.contains("github.head_ref")
                || text.contains("github.event.workflow_run.head")
                || text.contains("refs/pull/")
                || text.contains("github.event.pull_request.merge_commit_sha");
    }

    private static Stream<Remark> injections(Step step) {
        var script =
                step.uses("actions/github-script")
                        ? step.node().path("with.script")
                        : step.node().get("run");
        return expressions(script.script());
    }

    private static Stream<Remark> expressions(SourceText source) {
        var remarks = Stream.<Remark>builder();
        var text = source.text();
        int next;
        for (int at = text.indexOf("${{"); at >= 0; at = text.indexOf("${{", next)) {
            int close = text.indexOf("}}", at);
            next = close < 0 ? text.length() : close;
            var expression = text.substring(Math.min(at + 3, next), next).strip();
            if (Expression.of(expression).isUntrusted()) {
                remarks.add(
                        new Remark(source.line(at), expression + " becomes part of the script"));
            }
        }
        return remarks.build();
    }

    private static Stream<YamlNode> permissions(Workflow workflow) {
        return Stream.concat(
                Stream.of(workflow.root().get("permissions")),
                workflow.jobs().stream().map(job -> job.node().get("permissions")));
    }

    private static Stream<Remark> noPermissions(Pipeline pipeline, Workflow workflow) {
        if (workflow.root().has("permissions") || !workflow.root().has("jobs")) {
            return Stream.empty();
        }
        var open = workflow.jobs().stream().filter(job -> !job.node().has("permissions")).toList();
        return open.isEmpty()
                ? Stream.empty()
                : Stream.of(
                        new Remark(
                                open.getFirst().line(),
                                "no permissions for "
                                        + open.stream()
                                                .map(Workflow.Job::name)
                                                .collect(Collectors.joining(", "))));
    }

    private static Stream<Remark> allSecrets(YamlNode.Scalar scalar) {
        var source = scalar.script();
        var matcher = ALL_SECRETS.matcher(source.text());
        return matcher.find()
                ? Stream.of(new Remark(source.line(matcher.start()), "toJSON(secrets)"))
                : Stream.empty();
    }

    private static Stream<YamlNode.Scalar> scalars(YamlNode root) {
        var found = Stream.<YamlNode.Scalar>builder();
        var open = new ArrayDeque<YamlNode>();
        open.push(root);
        while (!open.isEmpty()) {
            switch (open.pop()) {
                case YamlNode.Scalar scalar -> found.add(scalar);
                case YamlNode.Sequence sequence -> sequence.items().forEach(open::push);
                case YamlNode.Mapping mapping ->
                        mapping.entries().forEach(entry -> open.push(entry.value()));
                case YamlNode.Absent _ -> {}
            }
        }
        return found.build();
    }

    private static Stream<Remark> dangerousTriggers(Pipeline pipeline, Workflow workflow) {
        return Stream.of("pull_request_target", "workflow_run")
                .filter(workflow::isTriggeredBy)
                .map(event ->
                        new Remark(
                                workflow.root().get("on").has(event)
                                        ? workflow.root().get("on").lineOf(event)
                                        : workflow.root().lineOf("on"),
                                event));
    }

    private static Stream<Remark> selfHosted(Pipeline pipeline, Workflow workflow) {
        if (!workflow.isTriggeredBy(
                "pull_request", "pull_request_target", "issue_comment", "issues")) {
            return Stream.empty();
        }
        return workflow.jobs().stream()
                .map(Workflow.Job::node)
                .filter(GitHubRules::isSelfHosted)
                .map(job ->
                        new Remark(
                                job.lineOf("runs-on"),
                                "pull requests run on a runner of your own"));
    }

    private static boolean isSelfHosted(YamlNode job) {
        var runner = job.get("runs-on");
        return Stream.concat(runner.oneOrMore().stream(), runner.get("labels").oneOrMore().stream())
                .anyMatch(label -> label.is("self-hosted"));
    }

    private static Optional<Edit> withoutCredentials(Pipeline pipeline, Step step) {
        int line = step.node().lineOf("uses");
        var text = pipeline.lines().line(line);
        var indent = " ".repeat(Math.max(0, text.indexOf("uses:")));
        if (!step.node().has("with") && text.contains("uses:")) {
            return Optional.of(
                    new Edit(
                            line,
                            line,
                            "%s\n%swith:\n%s  persist-credentials: false"
                                    .formatted(text, indent, indent)));
        }
        int with = step.node().lineOf("with");
        var withLine = pipeline.lines().line(with);
        return withLine.strip().endsWith("with:")
                        && !step.node().get("with").has("persist-credentials")
                ? Optional.of(
                        new Edit(
                                with,
                                with,
                                "%s\n%s  persist-credentials: false".formatted(withLine, indent)))
                : Optional.empty();
    }
}
