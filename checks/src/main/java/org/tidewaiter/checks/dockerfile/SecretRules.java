package org.tidewaiter.checks.dockerfile;

import java.util.List;
import java.util.stream.Stream;
import org.tidewaiter.checks.rule.Remark;
import org.tidewaiter.checks.rule.Rule;
import org.tidewaiter.checks.rule.SecretNames;
import org.tidewaiter.checks.shell.Command;
import org.tidewaiter.checks.shell.ShellHabits;
import org.tidewaiter.checks.shell.ShellScript;
import org.tidewaiter.model.Severity;

/// Credentials that a build leaves behind. What they are is never said.
final class SecretRules {
    static final List<Rule<Dockerfile>> ALL =
            List.of(
                    Rule.of(
                            "dockerfile/secret-in-env",
                            Severity.HIGH,
                            "A credential is kept in the environment of the image",
                            "Give it when a container is started; in a build use RUN --mount=type=secret.",
                            "CIS Docker 4.10; NIST SP 800-190 4.1.4; BuildKit SecretsUsedInArgOrEnv",
                            SecretRules::inEnvironment),
                    Rule.of(
                            "dockerfile/secret-in-arg",
                            Severity.MEDIUM,
                            "A credential is given as a build argument, which the image's history keeps",
                            "Use RUN --mount=type=secret, of which nothing stays.",
                            "CIS Docker 4.10; NIST SP 800-190 4.1.4; BuildKit SecretsUsedInArgOrEnv",
                            SecretRules::inArguments),
                    Rule.of(
                            "dockerfile/password-in-run",
                            Severity.HIGH,
                            "A credential stands in a command",
                            "Use RUN --mount=type=secret and read it from the file.",
                            "CIS Docker 4.10; NIST SP 800-190 4.1.4",
                            file ->
                                    file.runs().stream()
                                            .flatMap(run -> ShellHabits.passwords(run.commands()))),
                    Rule.of(
                            "dockerfile/password-set",
                            Severity.HIGH,
                            "An account of the image gets a password that everybody can read",
                            "Leave accounts locked; nobody has to log in to a container.",
                            "CIS Docker 4.10; NIST SP 800-190 4.1.2",
                            SecretRules::accounts));

    private SecretRules() {}

    private static Stream<Remark> inEnvironment(Dockerfile file) {
        return file.stages().stream()
                .flatMap(stage -> stage.instructions().stream())
                .filter(instruction -> instruction.is("ENV"))
                .flatMap(instruction -> Assignment.of(instruction).stream())
                .filter(each ->
                        SecretNames.isSecret(each.name()) && SecretNames.isValue(each.value()))
                .map(each -> new Remark(each.line(), "%s has a value".formatted(each.name())));
    }

    private static Stream<Remark> inArguments(Dockerfile file) {
        var global =
                arguments(file.global().stream()).filter(argument -> !argument.value().isEmpty());
        var staged =
                arguments(file.stages().stream().flatMap(stage -> stage.instructions().stream()));
        return Stream.concat(global, staged)
                .filter(argument -> SecretNames.isSecret(argument.name()))
                .map(argument ->
                        new Remark(
                                argument.line(),
                                "%s is a build argument".formatted(argument.name())));
    }

    private static Stream<Assignment> arguments(Stream<Instruction> instructions) {
        return instructions
                .filter(instruction -> instruction.is("ARG"))
                .flatMap(instruction -> instruction.words().stream())
                .map(word -> {
                    int equals = word.text().indexOf('=');
                    return new Assignment(
                            equals < 0 ? word.text() : word.text().substring(0, equals),
                            equals < 0 ? "" : word.text().substring(equals + 1),
                            word.line());
                });
    }

    private static Stream<Remark> accounts(Dockerfile file) {
        return file.runs().stream()
                .flatMap(run -> ShellScript.pipelines(run.commands()).stream())
                .flatMap(pipeline ->
                        pipeline.stream()
                                .filter(command -> setsPassword(command, pipeline))
                                .map(command ->
                                        new Remark(
                                                command.line(),
                                                "%s sets a password".formatted(command.name()))));
    }

    private static boolean setsPassword(Command command, List<Command> pipeline) {
        return switch (command.name()) {
            case "chpasswd" ->
                    pipeline.getFirst().is("echo", "printf")
                            && pipeline.getFirst().text().indexOf(':') > 0
                            && pipeline.getFirst().text().indexOf('$') < 0;
            case "passwd" -> command.has("-d", "--delete");
            case "useradd", "usermod" ->
                    command.arguments().stream()
                            .anyMatch(word ->
                                    word.text().equals("-p")
                                            || word.text().startsWith("--password"));
            default -> false;
        };
    }
}
