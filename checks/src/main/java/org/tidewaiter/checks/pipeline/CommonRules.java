package org.tidewaiter.checks.pipeline;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.tidewaiter.checks.pipeline.Pipeline.Script;
import org.tidewaiter.checks.rule.EngineSocket;
import org.tidewaiter.checks.rule.ImageName;
import org.tidewaiter.checks.rule.Remark;
import org.tidewaiter.checks.rule.Rule;
import org.tidewaiter.checks.rule.SecretNames;
import org.tidewaiter.checks.shell.Command;
import org.tidewaiter.checks.shell.ShellHabits;
import org.tidewaiter.checks.shell.ShellScript;
import org.tidewaiter.checks.shell.Word;
import org.tidewaiter.model.Severity;

/// What is wrong in a pipeline wherever it runs.
final class CommonRules {
    private static final Set<String> ENGINES = Set.of("docker", "podman", "nerdctl", "buildah");

    static final List<Rule<Pipeline>> ALL =
            List.of(
                    image(
                            "latest-image",
                            Severity.MEDIUM,
                            "follows the tag latest",
                            ImageName::isLatest),
                    image(
                            "untagged-image",
                            Severity.MEDIUM,
                            "has neither tag nor digest",
                            ImageName::isUntagged),
                    image(
                            "undigested-image",
                            Severity.NEGLIGIBLE,
                            "is not named by digest",
                            ImageName::isOnlyTagged),
                    Rule.of(
                            "pipeline/privileged",
                            Severity.HIGH,
                            "A step of the pipeline runs privileged",
                            "Leave --privileged away; build images with a builder that needs no rights.",
                            "CIS Docker 5.5; NIST SP 800-190 4.4.3",
                            CommonRules::privileged),
                    Rule.of(
                            "pipeline/engine-socket",
                            Severity.HIGH,
                            "A step of the pipeline gets the socket of the container engine",
                            "Leave it away: whoever reaches the socket owns the machine that builds for others too.",
                            "CIS Docker 5.32; NIST SP 800-190 4.4.3",
                            CommonRules::engineSocket),
                    Rule.of(
                            "pipeline/pipe-to-shell",
                            Severity.MEDIUM,
                            "What is downloaded is run without a look at it",
                            "Download it to a file, compare its checksum, then run it.",
                            "NIST SP 800-190 4.1.5",
                            each(commands ->
                                    Stream.concat(
                                            ShellHabits.pipedToShell(commands),
                                            ShellHabits.substitutedIntoShell(commands)))),
                    Rule.of(
                            "pipeline/tls-verification-off",
                            Severity.MEDIUM,
                            "A step believes whoever answers",
                            "Let certificates be verified; add your own authority where it is missing.",
                            "NIST SP 800-190 4.2.1",
                            CommonRules::tlsVerificationOff),
                    Rule.of(
                            "pipeline/password-in-command",
                            Severity.HIGH,
                            "A credential stands in a command",
                            "Keep it in the secrets of the pipeline and give it through standard input.",
                            "NIST SP 800-190 4.1.4",
                            each(ShellHabits::passwords)),
                    Rule.of(
                            "pipeline/password-as-argument",
                            Severity.LOW,
                            "A password is given as an argument, which other processes can read",
                            "Use --password-stdin.",
                            "NIST SP 800-190 4.1.4",
                            CommonRules::passwordAsArgument),
                    Rule.of(
                            "pipeline/secret-in-variable",
                            Severity.HIGH,
                            "A credential stands in the file of the pipeline",
                            "Keep it in the secrets of the pipeline.",
                            "NIST SP 800-190 4.1.4",
                            CommonRules::secretInVariable),
                    Rule.of(
                            "pipeline/secret-printed",
                            Severity.MEDIUM,
                            "A credential is written to the log",
                            "Leave it out; masking does not know it in another form.",
                            "NIST SP 800-190 4.1.4",
                            each(CommonRules::printed)),
                    Rule.of(
                            "pipeline/environment-printed",
                            Severity.LOW,
                            "The whole environment is written to the log",
                            "Print the variables that are needed by name.",
                            "NIST SP 800-190 4.1.4",
                            each(CommonRules::environmentPrinted)),
                    Rule.of(
                            "pipeline/trace-with-secrets",
                            Severity.LOW,
                            "Commands are traced while they are given credentials",
                            "Leave set -x away, or switch it off around them.",
                            "NIST SP 800-190 4.1.4",
                            pipeline -> pipeline.scripts().stream().flatMap(CommonRules::traced)),
                    Rule.of(
                            "pipeline/debug-trace",
                            Severity.MEDIUM,
                            "The pipeline writes all that it does to the log, credentials too",
                            "Leave the switch away, and set it for one run where it is needed.",
                            "NIST SP 800-190 4.1.4",
                            CommonRules::debugTrace));

    private CommonRules() {}

    private static Stream<Remark> privileged(Pipeline pipeline) {
        return Stream.concat(
                pipeline.options().stream()
                        .filter(option -> option.text().contains("--privileged"))
                        .map(option ->
                                new Remark(
                                        option.line(), "a container is started with --privileged")),
                engineCommands(pipeline)
                        .filter(command -> command.has("--privileged"))
                        .map(command ->
                                new Remark(command.line(), command.name() + " --privileged")));
    }

    private static Stream<Remark> engineSocket(Pipeline pipeline) {
        return Stream.concat(
                pipeline.options().stream()
                        .filter(option -> EngineSocket.in(option.text()).isPresent())
                        .map(option ->
                                new Remark(option.line(), "a container gets the engine's socket")),
                engineCommands(pipeline)
                        .flatMap(command -> command.arguments().stream())
                        .filter(word -> EngineSocket.in(word.text()).isPresent())
                        .map(word ->
                                new Remark(word.line(), "a container gets the engine's socket")));
    }

    private static Stream<Remark> tlsVerificationOff(Pipeline pipeline) {
        return Stream.concat(
                each(ShellHabits::tlsOff).apply(pipeline),
                pipeline.variables().stream()
                        .filter(variable ->
                                ShellHabits.isTlsSwitch(variable.name(), variable.value()))
                        .map(variable ->
                                new Remark(
                                        variable.line(),
                                        "certificates are not verified: " + variable.name())));
    }

    private static Stream<Remark> passwordAsArgument(Pipeline pipeline) {
        return engineCommands(pipeline)
                .filter(command ->
                        command.verb().equals("login") && command.has("-p", "--password"))
                .map(command ->
                        new Remark(
                                command.line(),
                                command.name() + " login with a password as argument"));
    }

    private static Stream<Remark> secretInVariable(Pipeline pipeline) {
        return pipeline.variables().stream()
                .filter(variable ->
                        SecretNames.isSecret(variable.name())
                                && SecretNames.isValue(variable.value())
                                && variable.value().indexOf('$') < 0)
                .map(variable -> new Remark(variable.line(), variable.name() + " has a value"));
    }

    private static Stream<Remark> debugTrace(Pipeline pipeline) {
        return pipeline.variables().stream()
                .filter(variable ->
                        Set.of(
                                        "CI_DEBUG_TRACE",
                                        "CI_DEBUG_SERVICES",
                                        "ACTIONS_STEP_DEBUG",
                                        "ACTIONS_RUNNER_DEBUG")
                                .contains(variable.name()))
                .filter(variable -> variable.value().equalsIgnoreCase("true"))
                .map(variable -> new Remark(variable.line(), variable.name() + " is on"));
    }

    private static Rule<Pipeline> image(
            String name, Severity severity, String title, Predicate<ImageName> is) {
        return Rule.of(
                "pipeline/" + name,
                severity,
                "An image that a step runs in " + title,
                "Name a version with its digest, so that every run has the same.",
                "NIST SP 800-190 4.1.5, 4.2.2",
                pipeline ->
                        pipeline.images().stream()
                                .filter(image ->
                                        ImageName.parse(image.text()).filter(is).isPresent())
                                .map(image ->
                                        new Remark(
                                                image.line(),
                                                "%s %s".formatted(image.text(), title))));
    }

    static Function<Pipeline, Stream<Remark>> each(Function<List<Command>, Stream<Remark>> look) {
        return pipeline ->
                pipeline.scripts().stream().flatMap(script -> look.apply(script.commands()));
    }

    private static Stream<Command> engineCommands(Pipeline pipeline) {
        return pipeline.scripts().stream()
                .flatMap(script -> script.commands().stream())
                .filter(command -> ENGINES.contains(command.name()));
    }

    private static Stream<Remark> printed(List<Command> commands) {
        return ShellScript.pipelines(commands).stream()
                .map(List::getLast)
                .filter(command -> command.is("echo", "printf"))
                .filter(command ->
                        command.redirects().stream()
                                .noneMatch(redirect -> isFile(redirect.target())))
                .filter(command -> command.arguments().stream().anyMatch(CommonRules::showsSecret))
                .map(command -> new Remark(command.line(), command.name() + " shows a credential"));
    }

    private static boolean isFile(Word target) {
        return !Set.of("1", "2", "/dev/stdout", "/dev/stderr").contains(target.text());
    }

    private static boolean showsSecret(Word word) {
        var text = word.text();
        if (text.contains("::add-mask::")) {
            return false;
        }
        int next;
        for (int at = text.indexOf('$'); at >= 0; at = text.indexOf('$', next)) {
            next = at + 1;
            if (text.startsWith("${{", at)) {
                int close = text.indexOf("}}", at);
                next = close < 0 ? text.length() : close;
                if (text.substring(at + 3, next).strip().startsWith("secrets.")) {
                    return true;
                }
                continue;
            }
            int start = text.startsWith("${", at) ? at + 2 : at + 1;
            int end = start;
            while (end < text.length()
                    && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
                end++;
            }
            boolean isChanged =
                    text.startsWith("${", at) && end < text.length() && text.charAt(end) != '}';
            if (end > start
                    && !word.quoted()
                    && !isChanged
                    && SecretNames.isSecret(text.substring(start, end))) {
                return true;
            }
        }
        return false;
    }

    private static Stream<Remark> environmentPrinted(List<Command> commands) {
        return ShellScript.pipelines(commands).stream()
                .filter(pipeline -> pipeline.size() == 1)
                .map(List::getFirst)
                .filter(command ->
                        command.is("env", "printenv", "export")
                                && command.words().size() == 1
                                && command.wrappers().isEmpty())
                .filter(command -> command.redirects().isEmpty() && command.assignments().isEmpty())
                .map(command ->
                        new Remark(command.line(), command.name() + " shows every variable"));
    }

    private static Stream<Remark> traced(Script script) {
        boolean hasSecrets =
                script.text().text().contains("secrets.")
                        || script.commands().stream()
                                .flatMap(command -> command.words().stream())
                                .anyMatch(CommonRules::showsSecret);
        return hasSecrets
                ? script.commands().stream()
                        .filter(command -> command.is("set", "bash", "sh") && command.has("-x"))
                        .map(command -> new Remark(command.line(), "commands are traced"))
                : Stream.empty();
    }
}
