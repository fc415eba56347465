package org.tidewaiter.checks.dockerfile;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.tidewaiter.checks.rule.EngineSocket;
import org.tidewaiter.checks.rule.Remark;
import org.tidewaiter.checks.rule.Rule;
import org.tidewaiter.checks.shell.Command;
import org.tidewaiter.checks.shell.ShellHabits;
import org.tidewaiter.checks.shell.ShellScript;
import org.tidewaiter.model.Severity;

/// What a build runs, and what it lets that do.
final class CommandRules {
    static final List<Rule<Dockerfile>> ALL =
            List.of(
                    Rule.of(
                            "dockerfile/sudo",
                            Severity.LOW,
                            "sudo is used in a build",
                            "Use USER to change who runs a command; sudo has to be in the image for it.",
                            "NIST SP 800-190 4.1.2; hadolint DL3004; Trivy DS-0010",
                            CommandRules::sudo),
                    Rule.of(
                            "dockerfile/sudo-without-password",
                            Severity.MEDIUM,
                            "A user may become root without a password",
                            "Leave sudo out of the image.",
                            "CIS Docker 4.1; NIST SP 800-190 4.1.2",
                            CommandRules::sudoWithoutPassword),
                    Rule.of(
                            "dockerfile/pipe-to-shell",
                            Severity.MEDIUM,
                            "What is downloaded is run without a look at it",
                            "Download it to a file, compare its checksum, then run it.",
                            "CIS Docker 4.11; NIST SP 800-190 4.1.5",
                            each(commands ->
                                    Stream.concat(
                                            ShellHabits.pipedToShell(commands),
                                            ShellHabits.substitutedIntoShell(commands)))),
                    Rule.of(
                            "dockerfile/tls-verification-off",
                            Severity.MEDIUM,
                            "A download believes whoever answers",
                            "Let certificates be verified; add your own authority where it is missing.",
                            "CIS Docker 4.11; NIST SP 800-190 4.2.1",
                            CommandRules::tlsOff),
                    Rule.of(
                            "dockerfile/signature-check-off",
                            Severity.MEDIUM,
                            "Packages are installed without their signatures being verified",
                            "Add the key of the repository instead.",
                            "CIS Docker 4.11; NIST SP 800-190 4.1.5",
                            CommandRules::signatureCheckOff),
                    Rule.of(
                            "dockerfile/plain-http",
                            Severity.LOW,
                            "Something is downloaded without encryption",
                            "Use https, so that nobody on the way can change it.",
                            "NIST SP 800-190 4.2.1",
                            CommandRules::plainHttp),
                    Rule.of(
                            "dockerfile/world-writable",
                            Severity.MEDIUM,
                            "Files get a mode with which every user may change them",
                            "Give them to the user that needs them (chown) instead.",
                            "NIST SP 800-190 4.1.2",
                            each(ShellHabits::worldWritable)),
                    Rule.of(
                            "dockerfile/setuid",
                            Severity.MEDIUM,
                            "A program gets the rights of its owner, whoever runs it",
                            "Leave the setuid and setgid bits away.",
                            "CIS Docker 4.8; NIST SP 800-190 4.1.2",
                            each(ShellHabits::setuid)),
                    Rule.of(
                            "dockerfile/cd",
                            Severity.NEGLIGIBLE,
                            "A command changes directory for itself only",
                            "Use WORKDIR, which the next instruction sees too.",
                            "hadolint DL3003",
                            CommandRules::changedDirectory),
                    Rule.of(
                            "dockerfile/pipefail",
                            Severity.LOW,
                            "A failure inside a pipe goes unnoticed",
                            "Set SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"], or begin with set -o pipefail.",
                            "hadolint DL4006",
                            CommandRules::pipes),
                    Rule.of(
                            "dockerfile/insecure-build",
                            Severity.HIGH,
                            "A build step runs without the sandbox",
                            "Leave --security=insecure away; it gives the step the host's privileges.",
                            "CIS Docker 5.5; NIST SP 800-190 4.4.3",
                            CommandRules::insecureBuild),
                    Rule.of(
                            "dockerfile/host-network",
                            Severity.MEDIUM,
                            "A build step uses the network of the host",
                            "Leave --network=host away; the step reaches what listens on the host only.",
                            "CIS Docker 5.10",
                            CommandRules::hostNetwork),
                    Rule.of(
                            "dockerfile/engine-socket",
                            Severity.HIGH,
                            "The image expects the socket of the container engine",
                            "Leave it out: whoever reaches the socket owns the host.",
                            "CIS Docker 5.32; NIST SP 800-190 4.4.3",
                            CommandRules::sockets));

    private CommandRules() {}

    private static Stream<Remark> sudo(Dockerfile file) {
        return commands(file)
                .filter(command -> command.isUnder("sudo") || command.is("sudo"))
                .map(command ->
                        new Remark(command.line(), "%s is run by sudo".formatted(command.name())));
    }

    private static Stream<Remark> sudoWithoutPassword(Dockerfile file) {
        return commands(file)
                .filter(command -> command.text().contains("NOPASSWD"))
                .map(command ->
                        new Remark(command.line(), "NOPASSWD makes every user of sudo root"));
    }

    private static Stream<Remark> signatureCheckOff(Dockerfile file) {
        return commands(file)
                .flatMap(command ->
                        unsigned(command)
                                .map(option ->
                                        new Remark(
                                                command.line(),
                                                "%s is given %s".formatted(command.name(), option)))
                                .stream());
    }

    private static Stream<Remark> insecureBuild(Dockerfile file) {
        return flags(file, "security")
                .filter(flag -> flag.value().equals("insecure"))
                .map(flag ->
                        new Remark(flag.line(), "the step may do what the host may")
                                .with(
                                        file.lines()
                                                .replace(flag.line(), "--security=insecure ", "")));
    }

    private static Stream<Remark> hostNetwork(Dockerfile file) {
        return flags(file, "network")
                .filter(flag -> flag.value().equals("host"))
                .map(flag ->
                        new Remark(flag.line(), "the step reaches what listens on the host")
                                .with(file.lines().replace(flag.line(), "--network=host ", "")));
    }

    private static Stream<Command> commands(Dockerfile file) {
        return file.runs().stream().flatMap(run -> run.commands().stream());
    }

    private static Function<Dockerfile, Stream<Remark>> each(
            Function<List<Command>, Stream<Remark>> look) {
        return file -> file.runs().stream().flatMap(run -> look.apply(run.commands()));
    }

    private static Stream<Instruction.Flag> flags(Dockerfile file, String name) {
        return file.runs().stream().flatMap(run -> run.instruction().flags(name).stream());
    }

    private static Stream<Remark> tlsOff(Dockerfile file) {
        var variables =
                file.stages().stream()
                        .flatMap(stage -> stage.instructions().stream())
                        .filter(instruction -> instruction.is("ENV"))
                        .flatMap(instruction -> Assignment.of(instruction).stream())
                        .filter(each -> ShellHabits.isTlsSwitch(each.name(), each.value()))
                        .map(each ->
                                new Remark(
                                        each.line(),
                                        "certificates are not verified: %s=%s"
                                                .formatted(each.name(), each.value())));
        return Stream.concat(variables, each(ShellHabits::tlsOff).apply(file));
    }

    private static Optional<String> unsigned(Command command) {
        var options =
                switch (command.name()) {
                    case "apt-get", "apt" ->
                            List.of(
                                    "--allow-unauthenticated",
                                    "--force-yes",
                                    "--allow-insecure-repositories");
                    case "apk" -> List.of("--allow-untrusted");
                    case "yum", "dnf", "microdnf", "tdnf" -> List.of("--nogpgcheck");
                    case "zypper" -> List.of("--no-gpg-checks");
                    case "rpm" -> List.of("--nosignature");
                    default -> List.<String>of();
                };
        return options.stream().filter(option -> command.has(option)).findFirst();
    }

    private static Stream<Remark> plainHttp(Dockerfile file) {
        var downloads =
                commands(file)
                        .filter(command ->
                                command.is(
                                        "curl", "wget", "git", "pip", "pip3", "apk", "npm", "rpm"))
                        .flatMap(command -> command.arguments().stream());
        var added =
                file.stages().stream()
                        .flatMap(stage -> stage.instructions().stream())
                        .filter(instruction -> instruction.is("ADD"))
                        .flatMap(instruction -> instruction.words().stream());
        return Stream.concat(downloads, added)
                .filter(word -> isPlainHttp(word.text()))
                .map(word ->
                        new Remark(word.line(), "what comes from there can be changed on the way"));
    }

    private static boolean isPlainHttp(String word) {
        return word.startsWith("http://")
                && Stream.of("localhost", "127.", "[::1]", "0.0.0.0")
                        .noneMatch(own -> word.startsWith(own, "http://".length()));
    }

    private static Stream<Remark> changedDirectory(Dockerfile file) {
        return file.runs().stream()
                .filter(run -> run.instruction().heredocs().isEmpty() && run.commands().size() > 1)
                .filter(run -> run.commands().getFirst().is("cd"))
                .map(run ->
                        new Remark(
                                run.commands().getFirst().line(),
                                "cd where WORKDIR would be seen by all"));
    }

    private static Stream<Remark> pipes(Dockerfile file) {
        return file.runs().stream()
                .filter(run ->
                        run.instruction().exec().isEmpty() && !run.shell().contains("pipefail"))
                .filter(run -> run.commands().stream().noneMatch(CommandRules::setsPipefail))
                .flatMap(run ->
                        ShellScript.pipelines(run.commands()).stream()
                                .filter(pipeline -> pipeline.size() > 1)
                                .filter(pipeline ->
                                        !Set.of("echo", "printf", "yes")
                                                .contains(pipeline.getFirst().name()))
                                .limit(1))
                .map(pipeline ->
                        new Remark(
                                pipeline.getFirst().line(),
                                "whether %s fails is not seen"
                                        .formatted(pipeline.getFirst().name())));
    }

    private static boolean setsPipefail(Command command) {
        return command.arguments().stream().anyMatch(word -> word.text().equals("pipefail"));
    }

    private static Stream<Remark> sockets(Dockerfile file) {
        return file.stages().stream()
                .flatMap(stage -> stage.instructions().stream())
                .filter(instruction -> instruction.is("VOLUME", "ENV", "RUN"))
                .flatMap(instruction -> {
                    var text =
                            instruction.is("RUN")
                                    ? String.join(
                                            " ",
                                            instruction.flags("mount").stream()
                                                    .map(Instruction.Flag::value)
                                                    .toList())
                                    : instruction.text();
                    return EngineSocket.in(text)
                            .map(socket ->
                                    new Remark(
                                            instruction.firstLine(),
                                            "%s is the way to the host".formatted(socket)))
                            .stream();
                });
    }
}
