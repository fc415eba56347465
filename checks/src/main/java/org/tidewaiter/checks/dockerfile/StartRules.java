package org.tidewaiter.checks.dockerfile;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.checks.rule.ImageName;
import org.tidewaiter.checks.rule.Remark;
import org.tidewaiter.checks.rule.Rule;
import org.tidewaiter.model.Edit;
import org.tidewaiter.model.Severity;

/// How a container of the image will be started.
final class StartRules {
    static final List<Rule<Dockerfile>> ALL =
            List.of(
                    Rule.of(
                            "dockerfile/no-user",
                            Severity.MEDIUM,
                            "The image runs as root, since no user is set",
                            "Create a user without rights and end the last stage with USER and its number.",
                            "CIS Docker 4.1; NIST SP 800-190 4.1.2; Trivy DS-0002",
                            StartRules::noUser),
                    Rule.of(
                            "dockerfile/root-user",
                            Severity.MEDIUM,
                            "The last user that is set is root",
                            "Go back to a user without rights after what needs root.",
                            "CIS Docker 4.1; NIST SP 800-190 4.1.2; hadolint DL3002; Trivy DS-0002",
                            StartRules::rootUser),
                    Rule.of(
                            "dockerfile/no-healthcheck",
                            Severity.NEGLIGIBLE,
                            "Nothing says how to tell whether a container is healthy",
                            "Add HEALTHCHECK, or HEALTHCHECK NONE where an orchestrator probes it.",
                            "CIS Docker 4.6; hadolint DL3057; Trivy DS-0026",
                            StartRules::noHealthcheck),
                    Rule.of(
                            "dockerfile/several-healthchecks",
                            Severity.LOW,
                            "A stage has more than one HEALTHCHECK",
                            "Keep the one that is meant; only the last one counts.",
                            "hadolint DL3012; BuildKit MultipleInstructionsDisallowed",
                            file -> several(file, "HEALTHCHECK")),
                    Rule.of(
                            "dockerfile/several-cmds",
                            Severity.LOW,
                            "A stage has more than one CMD",
                            "Keep the one that is meant; only the last one counts.",
                            "hadolint DL4003; BuildKit MultipleInstructionsDisallowed",
                            file -> several(file, "CMD")),
                    Rule.of(
                            "dockerfile/several-entrypoints",
                            Severity.LOW,
                            "A stage has more than one ENTRYPOINT",
                            "Keep the one that is meant; only the last one counts.",
                            "hadolint DL4004; BuildKit MultipleInstructionsDisallowed",
                            file -> several(file, "ENTRYPOINT")),
                    Rule.of(
                            "dockerfile/shell-form",
                            Severity.LOW,
                            "The program is started by a shell, which keeps signals from it",
                            "Write CMD and ENTRYPOINT as a JSON array.",
                            "hadolint DL3025; BuildKit JSONArgsRecommended",
                            StartRules::shellForm),
                    Rule.of(
                            "dockerfile/ssh-port",
                            Severity.MEDIUM,
                            "The image offers a remote shell on port 22",
                            "Leave the ssh server out; an engine gives a shell without one.",
                            "CIS Docker 5.7; NIST SP 800-190 4.1.2; Trivy DS-0004",
                            StartRules::sshPort),
                    Rule.of(
                            "dockerfile/relative-workdir",
                            Severity.LOW,
                            "The working directory depends on what the base image says",
                            "Write it as an absolute path.",
                            "hadolint DL3000; BuildKit WorkdirRelativePath",
                            StartRules::relativeWorkdirs),
                    Rule.of(
                            "dockerfile/maintainer",
                            Severity.NEGLIGIBLE,
                            "MAINTAINER is deprecated",
                            "Use LABEL org.opencontainers.image.authors.",
                            "hadolint DL4000; BuildKit MaintainerDeprecated",
                            StartRules::maintainer),
                    Rule.of(
                            "dockerfile/legacy-env",
                            Severity.NEGLIGIBLE,
                            "ENV or LABEL is written without an equals sign",
                            "Write it as name=value; the old form takes the whole line.",
                            "BuildKit LegacyKeyValueFormat",
                            StartRules::legacyEnv));

    private static final Set<String> ROOT = Set.of("root", "0", "containeradministrator");

    private StartRules() {}

    private static Stream<Remark> noHealthcheck(Dockerfile file) {
        return started(file)
                .filter(_ -> shipped(file, "HEALTHCHECK").findAny().isEmpty())
                .map(stage -> new Remark(stage.from().firstLine(), "the image has no HEALTHCHECK"))
                .stream();
    }

    private static Stream<Remark> shellForm(Dockerfile file) {
        return shipped(file, "CMD", "ENTRYPOINT")
                .filter(instruction -> instruction.exec().isEmpty())
                .map(instruction ->
                        new Remark(
                                        instruction.firstLine(),
                                        "%s is read by a shell".formatted(instruction.keyword()))
                                .with(asJson(instruction)));
    }

    private static Stream<Remark> sshPort(Dockerfile file) {
        return file.scoped()
                .filter(scoped -> scoped.instruction().is("EXPOSE"))
                .filter(scoped ->
                        Stream.of(scoped.expanded().text().split("\\s+", -1))
                                .anyMatch(StartRules::isSsh))
                .map(scoped ->
                        new Remark(
                                scoped.instruction().firstLine(), "port 22 is for a remote shell"));
    }

    private static Stream<Remark> maintainer(Dockerfile file) {
        return file.instructions().stream()
                .filter(instruction -> instruction.is("MAINTAINER"))
                .map(instruction ->
                        new Remark(instruction.firstLine(), "MAINTAINER is deprecated")
                                .with(asLabel(instruction)));
    }

    private static Stream<Remark> legacyEnv(Dockerfile file) {
        return file.instructions().stream()
                .filter(StartRules::isLegacy)
                .map(instruction ->
                        new Remark(
                                        instruction.firstLine(),
                                        "%s without an equals sign"
                                                .formatted(instruction.keyword()))
                                .with(withEquals(instruction)));
    }

    /// The last stage, if a container can be started from it: files alone on nothing are only
    /// exported.
    private static Optional<Stage> started(Dockerfile file) {
        return file.finalStage()
                .filter(stage -> !stage.isScratch() || !stage.all("CMD", "ENTRYPOINT").isEmpty());
    }

    private static Stream<Instruction> shipped(Dockerfile file, String... keywords) {
        return file.shipped().stream().flatMap(stage -> stage.all(keywords).stream());
    }

    private static Optional<Instruction> lastUser(Dockerfile file) {
        return file.shipped().stream().flatMap(stage -> stage.last("USER").stream()).findFirst();
    }

    private static Stream<Remark> noUser(Dockerfile file) {
        return started(file)
                .filter(_ -> lastUser(file).isEmpty())
                .filter(stage -> stage.image().filter(StartRules::hasOwnUser).isEmpty())
                .map(stage ->
                        new Remark(
                                stage.from().firstLine(),
                                stage.isScratch()
                                        ? "no USER, so it runs as root"
                                        : "no USER, so it runs as whom the base image says, mostly root"))
                .stream();
    }

    private static boolean hasOwnUser(ImageName image) {
        return Stream.of("nonroot", "unprivileged", "rootless")
                .anyMatch(word -> image.name().contains(word) || image.tag().contains(word));
    }

    private static Stream<Remark> rootUser(Dockerfile file) {
        var last = lastUser(file).map(Instruction::firstLine).orElse(0);
        return file.scoped()
                .filter(scoped ->
                        scoped.instruction().is("USER") && !scoped.instruction().onBuild())
                .filter(scoped -> scoped.instruction().firstLine() == last)
                .filter(scoped ->
                        ROOT.contains(
                                scoped.expanded()
                                        .text()
                                        .split(":", 2)[0]
                                        .strip()
                                        .toLowerCase(Locale.ROOT)))
                .map(scoped -> new Remark(last, "the image runs as root"));
    }

    private static Stream<Remark> several(Dockerfile file, String keyword) {
        return file.stages().stream()
                .flatMap(stage -> {
                    var all = stage.all(keyword);
                    return all.stream().limit(Math.max(0, all.size() - 1));
                })
                .map(instruction ->
                        new Remark(
                                instruction.firstLine(),
                                "a later %s takes its place".formatted(keyword)));
    }

    private static Optional<Edit> asJson(Instruction instruction) {
        var words = instruction.words();
        boolean isSimple =
                !words.isEmpty()
                        && instruction
                                .text()
                                .chars()
                                .noneMatch(
                                        letter -> "$|&;<>()`*?[]{}~#\"'\\=".indexOf(letter) >= 0);
        if (!isSimple || instruction.onBuild()) {
            return Optional.empty();
        }
        var json =
                words.stream()
                        .map(word -> "\"" + word.text() + "\"")
                        .collect(Collectors.joining(", ", "[", "]"));
        return Optional.of(
                new Edit(
                        instruction.firstLine(),
                        instruction.lastLine(),
                        instruction.keyword() + " " + json));
    }

    private static boolean isSsh(String port) {
        var number = port.split("/", 2)[0];
        int dash = number.indexOf('-');
        if (dash < 0) {
            return number.equals("22");
        }
        var first = number.substring(0, dash);
        var last = number.substring(dash + 1);
        return isPort(first)
                && isPort(last)
                && Integer.parseInt(first) <= 22
                && Integer.parseInt(last) >= 22;
    }

    private static boolean isPort(String text) {
        return !text.isEmpty()
                && text.length() <= 5
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static Stream<Remark> relativeWorkdirs(Dockerfile file) {
        var absolute = new HashMap<Integer, Boolean>();
        return file.scoped()
                .filter(scoped -> scoped.instruction().is("WORKDIR"))
                .filter(scoped -> {
                    var stage = scoped.stage();
                    boolean hasBase =
                            absolute.getOrDefault(
                                    stage.index(),
                                    stage.parent()
                                            .map(parent ->
                                                    absolute.getOrDefault(parent.index(), false))
                                            .orElse(false));
                    boolean isRelative =
                            scoped.expanded().certain() && isRelative(scoped.expanded().text());
                    absolute.put(stage.index(), hasBase || !isRelative);
                    return isRelative && !hasBase;
                })
                .map(scoped ->
                        new Remark(
                                scoped.instruction().firstLine(),
                                "%s is relative to what the base image says"
                                        .formatted(scoped.expanded().text())));
    }

    private static boolean isRelative(String path) {
        boolean hasDrive = path.length() > 1 && path.charAt(1) == ':';
        return !path.startsWith("/") && !path.startsWith("\\") && !hasDrive;
    }

    private static Optional<Edit> asLabel(Instruction instruction) {
        if (instruction.onBuild() || instruction.text().contains("\"")) {
            return Optional.empty();
        }
        return Optional.of(
                new Edit(
                        instruction.firstLine(),
                        instruction.lastLine(),
                        "LABEL org.opencontainers.image.authors=\"%s\""
                                .formatted(instruction.text())));
    }

    private static boolean isLegacy(Instruction instruction) {
        var words = instruction.words();
        return instruction.is("ENV", "LABEL")
                && words.size() > 1
                && words.getFirst().text().indexOf('=') < 0;
    }

    private static Optional<Edit> withEquals(Instruction instruction) {
        var assignment = Assignment.of(instruction).getFirst();
        boolean isOneLine = instruction.firstLine() == instruction.lastLine();
        if (!isOneLine || instruction.onBuild() || instruction.text().contains("\"")) {
            return Optional.empty();
        }
        boolean needsQuotes = assignment.value().contains(" ");
        return Optional.of(
                new Edit(
                        instruction.firstLine(),
                        instruction.lastLine(),
                        "%s %s=%s"
                                .formatted(
                                        instruction.keyword(),
                                        assignment.name(),
                                        needsQuotes
                                                ? "\"" + assignment.value() + "\""
                                                : assignment.value())));
    }
}
