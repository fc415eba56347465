package org.tidewaiter.checks.dockerfile;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.tidewaiter.checks.rule.Remark;
import org.tidewaiter.checks.rule.Rule;
import org.tidewaiter.checks.shell.Command;
import org.tidewaiter.checks.shell.Word;
import org.tidewaiter.model.Edit;
import org.tidewaiter.model.Severity;

/// How packages are installed. What only costs bytes is said of the stages that are shipped.
final class PackageRules {
    static final List<Rule<Dockerfile>> ALL =
            List.of(
                    Rule.of(
                            "dockerfile/apt-without-yes",
                            Severity.LOW,
                            "apt-get would ask a question and nobody answers",
                            "Add -y.",
                            "hadolint DL3014",
                            PackageRules::aptWithoutYes),
                    Rule.of(
                            "dockerfile/apt-recommends",
                            Severity.NEGLIGIBLE,
                            "apt-get also installs what is only recommended",
                            "Add --no-install-recommends, and name what is really needed.",
                            "CIS Docker 4.3; hadolint DL3015",
                            PackageRules::aptRecommends),
                    Rule.of(
                            "dockerfile/apt-lists-kept",
                            Severity.LOW,
                            "The package lists of apt stay in the layer",
                            "End the same RUN with rm -rf /var/lib/apt/lists/*, or mount a cache there.",
                            "CIS Docker 4.3; hadolint DL3009",
                            PackageRules::aptListsKept),
                    Rule.of(
                            "dockerfile/update-alone",
                            Severity.LOW,
                            "Package lists are updated in a layer of their own",
                            "Join update and install in one RUN, since the layer of the update is kept and grows old.",
                            "CIS Docker 4.7; Trivy DS-0017",
                            PackageRules::updatesAlone),
                    Rule.of(
                            "dockerfile/upgrade",
                            Severity.LOW,
                            "All packages are upgraded, to what the day of the build gives",
                            "Build on a newer base image instead.",
                            "hadolint DL3005",
                            PackageRules::upgrade),
                    Rule.of(
                            "dockerfile/apt-for-people",
                            Severity.NEGLIGIBLE,
                            "apt is made for people and changes its ways",
                            "Use apt-get or apt-cache in scripts.",
                            "hadolint DL3027",
                            PackageRules::aptForPeople),
                    unpinned(
                            "apt",
                            "apt-get",
                            Severity.NEGLIGIBLE,
                            "name=version",
                            "hadolint DL3008"),
                    unpinned("apk", "apk", Severity.NEGLIGIBLE, "name=version", "hadolint DL3018"),
                    unpinned(
                            "yum",
                            "yum",
                            Severity.NEGLIGIBLE,
                            "name-version",
                            "hadolint DL3033, DL3041"),
                    unpinned(
                            "pip",
                            "pip",
                            Severity.LOW,
                            "name==version, best with --require-hashes",
                            "hadolint DL3013"),
                    unpinned("npm", "npm", Severity.LOW, "name@version", "hadolint DL3016"),
                    unpinned("gem", "gem", Severity.LOW, "name:version", "hadolint DL3028"),
                    unpinned("go", "go", Severity.LOW, "path@version", "hadolint DL3062"),
                    Rule.of(
                            "dockerfile/apk-cache",
                            Severity.NEGLIGIBLE,
                            "The index of apk stays in the layer",
                            "Add --no-cache.",
                            "CIS Docker 4.3; hadolint DL3019",
                            PackageRules::apkCache),
                    Rule.of(
                            "dockerfile/pip-cache",
                            Severity.NEGLIGIBLE,
                            "What pip downloads stays in the layer",
                            "Add --no-cache-dir, or mount a cache.",
                            "CIS Docker 4.3; hadolint DL3042",
                            PackageRules::pipCaches),
                    Rule.of(
                            "dockerfile/yum-without-yes",
                            Severity.LOW,
                            "The package manager would ask a question and nobody answers",
                            "Add -y, or --non-interactive before the command of zypper.",
                            "hadolint DL3030, DL3034, DL3038",
                            PackageRules::yumWithoutYes),
                    Rule.of(
                            "dockerfile/yum-cache-kept",
                            Severity.NEGLIGIBLE,
                            "The cache of the package manager stays in the layer",
                            "End the same RUN with clean all.",
                            "CIS Docker 4.3; hadolint DL3032, DL3036, DL3040",
                            PackageRules::yumCaches),
                    Rule.of(
                            "dockerfile/npm-install",
                            Severity.NEGLIGIBLE,
                            "npm install may take other versions than the lock file names",
                            "Use npm ci.",
                            "NIST SP 800-190 4.1.5",
                            PackageRules::npmInstall),
                    Rule.of(
                            "dockerfile/ssh-server",
                            Severity.MEDIUM,
                            "A server for remote shells is installed",
                            "Leave it out; an engine gives a shell without one.",
                            "CIS Docker 5.7; NIST SP 800-190 4.1.2",
                            PackageRules::sshServer));

    private PackageRules() {}

    private static Stream<Remark> aptWithoutYes(Dockerfile file) {
        return installs(file, "apt-get")
                .filter(install -> !install.command().has("-y", "--yes", "--assume-yes", "-qq"))
                .filter(install ->
                        install.command().arguments().stream()
                                .noneMatch(word -> word.text().startsWith("-qq")))
                .map(install ->
                        new Remark(
                                        install.line(),
                                        "%s install without -y".formatted(install.command().name()))
                                .with(insert(file, install, "-y")));
    }

    private static Stream<Remark> aptRecommends(Dockerfile file) {
        return shippedInstalls(file, "apt-get")
                .filter(install ->
                        install.command().arguments().stream()
                                .noneMatch(word ->
                                        word.text().equals("--no-install-recommends")
                                                || word.text()
                                                        .equals("APT::Install-Recommends=false")
                                                || word.text().equals("APT::Install-Recommends=0")))
                .map(install ->
                        new Remark(
                                        install.line(),
                                        "%s install without --no-install-recommends"
                                                .formatted(install.command().name()))
                                .with(insert(file, install, "--no-install-recommends")));
    }

    private static Stream<Remark> aptListsKept(Dockerfile file) {
        return file.shippedRuns()
                .filter(run -> !run.isMounted("/var/lib/apt/lists"))
                .filter(run -> !removes(run, "/var/lib/apt/lists"))
                .flatMap(run -> updates(run, "apt-get", "apt", "aptitude").limit(1))
                .map(update ->
                        new Remark(update.line(), "what apt-get update brings stays in the layer"));
    }

    private static Stream<Remark> upgrade(Dockerfile file) {
        return commands(file)
                .filter(PackageRules::isUpgrade)
                .map(command ->
                        new Remark(
                                command.line(), "%s %s".formatted(command.name(), command.verb())));
    }

    private static Stream<Remark> aptForPeople(Dockerfile file) {
        return commands(file)
                .filter(command -> command.is("apt"))
                .map(command ->
                        new Remark(command.line(), "apt " + command.verb())
                                .with(
                                        file.lines()
                                                .replace(
                                                        command.line(),
                                                        "apt " + command.verb(),
                                                        "apt-get " + command.verb())));
    }

    private static Stream<Remark> apkCache(Dockerfile file) {
        return shippedInstalls(file, "apk")
                .filter(install -> !install.command().has("--no-cache"))
                .filter(install -> !install.run().hasCacheMount())
                .filter(install -> !removes(install.run(), "/var/cache/apk"))
                .map(install ->
                        new Remark(install.line(), "apk add without --no-cache")
                                .with(insert(file, install, "--no-cache")));
    }

    private static Stream<Remark> yumWithoutYes(Dockerfile file) {
        return Stream.concat(
                        installs(file, "yum")
                                .filter(install -> !install.command().has("-y", "--assumeyes")),
                        installs(file, "zypper")
                                .filter(install ->
                                        !install.command()
                                                .has(
                                                        "-y",
                                                        "-n",
                                                        "--non-interactive",
                                                        "--no-confirm")))
                .map(install ->
                        new Remark(
                                        install.line(),
                                        "%s install without a yes"
                                                .formatted(install.command().name()))
                                .with(insert(file, install, "-y")));
    }

    private static Stream<Remark> npmInstall(Dockerfile file) {
        return commands(file)
                .filter(command ->
                        command.is("npm")
                                && Set.of("install", "i").contains(command.verb())
                                && command.operands().size() == 1
                                && !command.has("-g", "--global"))
                .map(command ->
                        new Remark(command.line(), "npm install without a package")
                                .with(
                                        file.lines()
                                                .replace(
                                                        command.line(),
                                                        "npm " + command.verb(),
                                                        "npm ci")));
    }

    private static Stream<Remark> sshServer(Dockerfile file) {
        return file.shippedRuns()
                .flatMap(PackageRules::installs)
                .filter(PackageRules::bringsRemoteShell)
                .map(install ->
                        new Remark(install.line(), "a server for remote shells is installed"));
    }

    private static boolean bringsRemoteShell(Install install) {
        var servers =
                install.tool().equals("apk")
                        ? Set.of("openssh", "openssh-server", "dropbear")
                        : Set.of("openssh-server", "dropbear", "telnetd");
        return install.packages().stream()
                .map(word -> word.text().split("[=<>~]", 2)[0])
                .anyMatch(servers::contains);
    }

    private static Rule<Dockerfile> unpinned(
            String name, String tool, Severity severity, String how, String guides) {
        return Rule.of(
                "dockerfile/%s-unpinned".formatted(name),
                severity,
                "%s installs whatever version the day of the build gives".formatted(name),
                "Write the version: %s.".formatted(how),
                guides + "; NIST SP 800-190 4.1.5",
                file ->
                        installs(file, tool)
                                .filter(install -> !install.unpinned().isEmpty())
                                .map(install ->
                                        new Remark(
                                                install.line(),
                                                "without a version: "
                                                        + String.join(", ", install.unpinned()))));
    }

    private static Stream<Command> commands(Dockerfile file) {
        return file.runs().stream().flatMap(run -> run.commands().stream());
    }

    private static Stream<Install> installs(Run run) {
        return run.commands().stream().flatMap(command -> Install.of(run, command).stream());
    }

    private static Stream<Install> installs(Dockerfile file, String tool) {
        return file.runs().stream()
                .flatMap(PackageRules::installs)
                .filter(install -> install.tool().equals(tool));
    }

    private static Stream<Install> shippedInstalls(Dockerfile file, String tool) {
        return file.shippedRuns()
                .flatMap(PackageRules::installs)
                .filter(install -> install.tool().equals(tool));
    }

    private static Stream<Command> updates(Run run, String... names) {
        return run.commands().stream()
                .filter(command -> command.is(names) && command.verb().equals("update"));
    }

    private static boolean removes(Run run, String directory) {
        return run.commands().stream()
                .anyMatch(command ->
                        command.is("rm", "find")
                                && command.arguments().stream()
                                        .anyMatch(word -> covers(word.text(), directory)));
    }

    private static boolean covers(String removed, String directory) {
        var clean = removed.endsWith("/*") ? removed.substring(0, removed.length() - 2) : removed;
        clean = clean.endsWith("/") ? clean.substring(0, clean.length() - 1) : clean;
        return !clean.isEmpty() && (directory.equals(clean) || directory.startsWith(clean + "/"));
    }

    private static Stream<Remark> updatesAlone(Dockerfile file) {
        return file.runs().stream()
                .filter(run -> installs(run).findAny().isEmpty())
                .filter(run -> run.commands().stream().noneMatch(PackageRules::isUpgrade))
                .filter(run -> !run.isMounted("/var/lib/apt/lists"))
                .flatMap(run ->
                        updates(run, "apt-get", "apt", "apk")
                                .limit(1)
                                .map(update ->
                                        new Remark(
                                                update.line(),
                                                "%s update without an install in the same RUN"
                                                        .formatted(update.name()))));
    }

    private static boolean isUpgrade(Command command) {
        var verb = command.verb();
        return switch (command.name()) {
            case "apt-get", "apt", "aptitude" ->
                    Set.of("upgrade", "dist-upgrade", "full-upgrade").contains(verb);
            case "apk" -> verb.equals("upgrade");
            case "yum", "dnf", "microdnf", "tdnf" ->
                    Set.of("update", "upgrade").contains(verb) && command.operands().size() == 1;
            case "zypper" -> Set.of("update", "up", "dup").contains(verb);
            default -> false;
        };
    }

    private static Stream<Remark> pipCaches(Dockerfile file) {
        boolean isOff =
                file.shipped().stream()
                        .flatMap(stage -> stage.all("ENV", "ARG").stream())
                        .anyMatch(instruction -> instruction.text().contains("PIP_NO_CACHE_DIR"));
        if (isOff) {
            return Stream.empty();
        }
        return shippedInstalls(file, "pip")
                .filter(install -> !install.command().has("--no-cache-dir"))
                .filter(install -> !install.run().hasCacheMount())
                .filter(install ->
                        install.command().assignments().stream()
                                .noneMatch(word -> word.text().startsWith("PIP_NO_CACHE_DIR=")))
                .map(install ->
                        new Remark(install.line(), "pip install without --no-cache-dir")
                                .with(insert(file, install, "--no-cache-dir")));
    }

    private static Stream<Remark> yumCaches(Dockerfile file) {
        Predicate<Run> cleans =
                run ->
                        run.commands().stream()
                                        .anyMatch(command ->
                                                command.is(
                                                                "yum",
                                                                "dnf",
                                                                "microdnf",
                                                                "tdnf",
                                                                "zypper",
                                                                "dnf5")
                                                        && Set.of("clean", "cc")
                                                                .contains(command.verb()))
                                || removes(run, "/var/cache/yum")
                                || removes(run, "/var/cache/dnf")
                                || removes(run, "/var/cache/zypp");
        return file.shippedRuns()
                .filter(run -> !run.hasCacheMount() && !cleans.test(run))
                .flatMap(run ->
                        installs(run)
                                .filter(install ->
                                        install.tool().equals("yum")
                                                || install.tool().equals("zypper"))
                                .limit(1))
                .map(install ->
                        new Remark(
                                install.line(),
                                "%s without clean all in the same RUN"
                                        .formatted(install.command().name())));
    }

    /// Puts an option behind the verb, where that stands once in the line.
    private static Optional<Edit> insert(Dockerfile file, Install install, String option) {
        var line = file.lines().line(install.line());
        var verb =
                install.command().arguments().stream()
                        .map(Word::text)
                        .filter(Set.of("install", "add", "in")::contains)
                        .findFirst()
                        .orElse("install");
        return line.contains(install.command().name())
                ? file.lines().replace(install.line(), " " + verb, " " + verb + " " + option)
                : Optional.empty();
    }
}
