package org.tidewaiter.checks.dockerfile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.checks.rule.ImageName;
import org.tidewaiter.checks.rule.Remark;
import org.tidewaiter.checks.rule.Rule;
import org.tidewaiter.model.Severity;

/// What a Dockerfile builds on and copies from.
final class BaseImageRules {
    static final List<Rule<Dockerfile>> ALL =
            List.of(
                    Rule.of(
                            "dockerfile/latest-base",
                            Severity.MEDIUM,
                            "The image that is built on follows the tag latest",
                            "Name a version, best with its digest, so that every build starts from the same.",
                            "CIS Docker 4.2; NIST SP 800-190 4.2.2; hadolint DL3007; Trivy DS-0001",
                            BaseImageRules::latestBase),
                    Rule.of(
                            "dockerfile/untagged-base",
                            Severity.MEDIUM,
                            "The image that is built on has neither tag nor digest",
                            "Name a version, best with its digest; without one it is latest.",
                            "CIS Docker 4.2; NIST SP 800-190 4.2.2; hadolint DL3006",
                            BaseImageRules::untaggedBase),
                    Rule.of(
                            "dockerfile/undigested-base",
                            Severity.NEGLIGIBLE,
                            "The image that is built on is not named by digest",
                            "Add @sha256:… to the tag and let a bot renew it; a tag can be moved.",
                            "NIST SP 800-190 4.1.5",
                            BaseImageRules::undigestedBase),
                    Rule.of(
                            "dockerfile/duplicate-stage",
                            Severity.MEDIUM,
                            "Two stages have the same name",
                            "Give each stage a name of its own; only one of them can be meant by it.",
                            "hadolint DL3024; BuildKit DuplicateStageName",
                            BaseImageRules::duplicates),
                    Rule.of(
                            "dockerfile/undefined-arg",
                            Severity.LOW,
                            "A build argument is used where it is not declared",
                            "Declare it with ARG before the first FROM, and again in each stage that uses it.",
                            "BuildKit UndefinedArgInFrom, UndefinedVar",
                            BaseImageRules::undefined),
                    Rule.of(
                            "dockerfile/copy-from-own-stage",
                            Severity.MEDIUM,
                            "A stage copies from itself",
                            "Copy from an earlier stage; the build fails otherwise.",
                            "hadolint DL3023",
                            BaseImageRules::copyFromOwnStage),
                    Rule.of(
                            "dockerfile/copy-from-unknown-stage",
                            Severity.LOW,
                            "What is copied from is no earlier stage",
                            "Name an earlier stage, or write the image with its tag.",
                            "hadolint DL3022",
                            BaseImageRules::copyFromUnknownStage));

    private BaseImageRules() {}

    private static Stream<Remark> latestBase(Dockerfile file) {
        return uses(file)
                .filter(use -> use.image().isLatest())
                .map(use ->
                        new Remark(
                                use.line(),
                                "%s follows whatever is pushed as latest"
                                        .formatted(use.image().name())));
    }

    private static Stream<Remark> untaggedBase(Dockerfile file) {
        return uses(file)
                .filter(use -> use.image().isUntagged())
                .map(use ->
                        new Remark(
                                use.line(),
                                "%s has no tag, so it means latest".formatted(use.image().name())));
    }

    private static Stream<Remark> undigestedBase(Dockerfile file) {
        return uses(file)
                .filter(use -> use.image().isOnlyTagged())
                .map(use ->
                        new Remark(
                                use.line(),
                                "the tag %s of %s can be moved"
                                        .formatted(use.image().tag(), use.image().name())));
    }

    private static Stream<Remark> copyFromOwnStage(Dockerfile file) {
        return sources(file)
                .filter(source -> source.kind() == Kind.OWN)
                .map(source ->
                        new Remark(
                                source.line(),
                                "%s is the stage that this stands in".formatted(source.name())));
    }

    private static Stream<Remark> copyFromUnknownStage(Dockerfile file) {
        return sources(file)
                .filter(source -> source.kind() == Kind.UNKNOWN)
                .map(source ->
                        new Remark(
                                source.line(),
                                "no stage before this is called %s, so it is taken for an image"
                                        .formatted(source.name())));
    }

    private enum Kind {
        STAGE,
        OWN,
        UNKNOWN,
        IMAGE
    }

    private record Source(String name, Kind kind, int line) {}

    private record Use(ImageName image, int line) {}

    /// Images of others, where they are named.
    private static Stream<Use> uses(Dockerfile file) {
        var bases =
                file.stages().stream()
                        .filter(stage -> stage.parent().isEmpty() && !stage.isScratch())
                        .flatMap(stage -> use(stage.base(), stage.from().firstLine()).stream());
        var copied =
                sources(file)
                        .filter(source -> source.kind() == Kind.IMAGE)
                        .flatMap(source -> use(Optional.of(source.name()), source.line()).stream());
        return Stream.concat(bases, copied);
    }

    private static Optional<Use> use(Optional<String> name, int line) {
        return name.flatMap(ImageName::parse).map(image -> new Use(image, line));
    }

    private static Stream<Source> sources(Dockerfile file) {
        return file.stages().stream()
                .flatMap(stage ->
                        stage.instructions().stream()
                                .flatMap(instruction -> sources(file, stage, instruction)));
    }

    private static Stream<Source> sources(Dockerfile file, Stage stage, Instruction instruction) {
        var names = new ArrayList<Source>();
        if (instruction.is("COPY", "ADD")) {
            instruction
                    .flag("from")
                    .ifPresent(flag -> names.add(source(file, stage, flag.value(), flag.line())));
        }
        if (instruction.is("RUN")) {
            instruction.flags("mount").stream()
                    .map(Mount::of)
                    .filter(mount -> mount.options().containsKey("from"))
                    .forEach(mount ->
                            names.add(
                                    source(
                                            file,
                                            stage,
                                            mount.options().getOrDefault("from", ""),
                                            mount.line())));
        }
        return names.stream();
    }

    private static Source source(Dockerfile file, Stage stage, String name, int line) {
        var key = name.toLowerCase(Locale.ROOT);
        var before = file.stages().subList(0, stage.index());
        if (before.stream().anyMatch(earlier -> earlier.name().equals(key)) || key.contains("$")) {
            return new Source(name, Kind.STAGE, line);
        }
        if (key.equals(stage.name())) {
            return new Source(name, Kind.OWN, line);
        }
        if (!key.isEmpty() && key.length() < 9 && key.chars().allMatch(Character::isDigit)) {
            int index = Integer.parseInt(key);
            return new Source(
                    name,
                    index < stage.index()
                            ? Kind.STAGE
                            : index == stage.index() ? Kind.OWN : Kind.UNKNOWN,
                    line);
        }
        boolean isImage = key.chars().anyMatch(letter -> "/:@.".indexOf(letter) >= 0);
        return new Source(name, isImage ? Kind.IMAGE : Kind.UNKNOWN, line);
    }

    private static Stream<Remark> duplicates(Dockerfile file) {
        var names = new HashSet<String>();
        return file.stages().stream()
                .filter(stage -> !stage.name().isEmpty() && !names.add(stage.name()))
                .map(stage ->
                        new Remark(
                                stage.from().firstLine(),
                                "an earlier stage is called %s too".formatted(stage.name())));
    }

    private static Stream<Remark> undefined(Dockerfile file) {
        var global =
                file.global().stream()
                        .flatMap(argument -> argument.words().stream())
                        .map(word -> word.text().split("=", 2)[0])
                        .collect(Collectors.toSet());
        var bases =
                file.stages().stream()
                        .filter(stage -> !stage.undefined().isEmpty())
                        .map(stage ->
                                new Remark(
                                        stage.from().firstLine(),
                                        "%s is not declared before the first FROM"
                                                .formatted(String.join(", ", stage.undefined()))));
        var others =
                file.scoped()
                        .filter(scoped ->
                                scoped.expanded().undefined().stream().anyMatch(global::contains))
                        .map(scoped ->
                                new Remark(
                                        scoped.instruction().firstLine(),
                                        "%s is declared before the first FROM only, and empty here"
                                                .formatted(
                                                        scoped.expanded().undefined().stream()
                                                                .filter(global::contains)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
        return Stream.concat(bases, others);
    }
}
