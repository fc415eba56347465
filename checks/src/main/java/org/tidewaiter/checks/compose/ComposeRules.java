package org.tidewaiter.checks.compose;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.tidewaiter.checks.compose.ComposeFile.Service;
import org.tidewaiter.checks.compose.ComposeFile.Variable;
import org.tidewaiter.checks.document.YamlFile;
import org.tidewaiter.checks.document.YamlNode;
import org.tidewaiter.checks.rule.Capabilities;
import org.tidewaiter.checks.rule.EngineSocket;
import org.tidewaiter.checks.rule.HostPath;
import org.tidewaiter.checks.rule.ImageTagRules;
import org.tidewaiter.checks.rule.Remark;
import org.tidewaiter.checks.rule.Rule;
import org.tidewaiter.checks.rule.Rules;
import org.tidewaiter.checks.rule.SecretNames;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Severity;

/// Every rule on Compose files. This is the only place that lists them.
public final class ComposeRules {
    private static final Set<String> UNSET_USERS = Set.of("root", "0");
    private static final Map<String, String> INNER_PORTS =
            Map.ofEntries(
                    Map.entry("2375", "the engine"),
                    Map.entry("2376", "the engine"),
                    Map.entry("2379", "etcd"),
                    Map.entry("1433", "a database"),
                    Map.entry("1521", "a database"),
                    Map.entry("3306", "a database"),
                    Map.entry("5432", "a database"),
                    Map.entry("5984", "a database"),
                    Map.entry("6379", "Redis"),
                    Map.entry("9200", "Elasticsearch"),
                    Map.entry("11211", "Memcached"),
                    Map.entry("27017", "a database"));

    private static final List<Rule<ComposeFile>> OF_COMPOSE =
            List.of(
                    Rule.of(
                            "compose/privileged",
                            Severity.HIGH,
                            "A container runs privileged",
                            "Leave privileged away and add the capability or device that is needed.",
                            "CIS Docker 5.5; NIST SP 800-190 4.4.3",
                            ComposeRules::privileged),
                    Rule.of(
                            "compose/engine-socket",
                            Severity.HIGH,
                            "A container gets the socket of the container engine",
                            "Leave it away, or put a proxy between that lets only what is needed pass.",
                            "CIS Docker 5.32; NIST SP 800-190 4.4.3",
                            ComposeRules::engineSocket),
                    host(
                            "network",
                            "network_mode",
                            Severity.MEDIUM,
                            "CIS Docker 5.10; NIST SP 800-190 4.4.2"),
                    host("pid", "pid", Severity.MEDIUM, "CIS Docker 5.16"),
                    host("ipc", "ipc", Severity.MEDIUM, "CIS Docker 5.17"),
                    host("uts", "uts", Severity.LOW, "CIS Docker 5.21"),
                    host("user", "userns_mode", Severity.MEDIUM, "CIS Docker 5.31"),
                    Rule.of(
                            "compose/dangerous-capability",
                            Severity.MEDIUM,
                            "A container gets a capability with which it can reach the host",
                            "Leave it away; where the program needs it, keep that container apart.",
                            "CIS Docker 5.4; NIST SP 800-190 4.4.3",
                            ComposeRules::dangerousCapability),
                    Rule.of(
                            "compose/capabilities-kept",
                            Severity.LOW,
                            "A container keeps the capabilities that the engine gives to all",
                            "Drop ALL and add what is needed.",
                            "CIS Docker 5.4",
                            ComposeRules::capabilitiesKept),
                    Rule.of(
                            "compose/new-privileges",
                            Severity.LOW,
                            "A process may gain privileges that its parent has not",
                            "Add no-new-privileges:true to security_opt.",
                            "CIS Docker 5.26",
                            ComposeRules::newPrivileges),
                    Rule.of(
                            "compose/confinement-off",
                            Severity.MEDIUM,
                            "A container runs without seccomp, AppArmor or SELinux",
                            "Leave the default profile on, or give one of your own.",
                            "CIS Docker 5.2, 5.3, 5.22; NIST SP 800-190 4.4.3",
                            ComposeRules::confinementOff),
                    Rule.of(
                            "compose/writable-root",
                            Severity.NEGLIGIBLE,
                            "A container can change its own program",
                            "Set read_only: true, with tmpfs and volumes for what is written.",
                            "CIS Docker 5.13; NIST SP 800-190 4.4.4",
                            ComposeRules::writableRoot),
                    Rule.of(
                            "compose/sensitive-host-path",
                            Severity.MEDIUM,
                            "A directory that belongs to the host is mounted",
                            "Mount only what the program needs, and read-only.",
                            "CIS Docker 5.6; NIST SP 800-190 4.5.5",
                            ComposeRules::sensitiveHostPath),
                    Rule.of(
                            "compose/shared-propagation",
                            Severity.LOW,
                            "What a container mounts shows up on the host",
                            "Leave the propagation away; by default it is private.",
                            "CIS Docker 5.20",
                            ComposeRules::sharedPropagation),
                    Rule.of(
                            "compose/host-device",
                            Severity.MEDIUM,
                            "A container gets a device with which it can read the host",
                            "Leave disks and memory to the host.",
                            "CIS Docker 5.18",
                            ComposeRules::hostDevice),
                    Rule.of(
                            "compose/secret-in-environment",
                            Severity.HIGH,
                            "A credential stands in the file",
                            "Use secrets, or a variable that is set where the container is started.",
                            "CIS Docker 4.10; NIST SP 800-190 4.1.4",
                            ComposeRules::secretInEnvironment),
                    Rule.of(
                            "compose/secret-in-build-args",
                            Severity.MEDIUM,
                            "A credential is given as a build argument, which the image's history keeps",
                            "Use build.secrets.",
                            "CIS Docker 4.10; NIST SP 800-190 4.1.4",
                            ComposeRules::secretInBuildArgs),
                    Rule.of(
                            "compose/insecure-build",
                            Severity.HIGH,
                            "An image is built without the sandbox",
                            "Leave build.privileged and the entitlement security.insecure away.",
                            "CIS Docker 5.5; NIST SP 800-190 4.4.3",
                            ComposeRules::insecureBuilds),
                    Rule.of(
                            "compose/no-memory-limit",
                            Severity.LOW,
                            "A container may take all memory of the host",
                            "Set mem_limit or deploy.resources.limits.memory.",
                            "CIS Docker 5.11",
                            ComposeRules::noMemoryLimit),
                    Rule.of(
                            "compose/no-process-limit",
                            Severity.NEGLIGIBLE,
                            "A container may start as many processes as the host can bear",
                            "Set pids_limit or deploy.resources.limits.pids.",
                            "CIS Docker 5.29",
                            ComposeRules::noProcessLimit),
                    Rule.of(
                            "compose/root-user",
                            Severity.MEDIUM,
                            "A container is told to run as root",
                            "Name a user without rights.",
                            "CIS Docker 4.1; NIST SP 800-190 4.1.2",
                            ComposeRules::rootUser),
                    Rule.of(
                            "compose/inner-port",
                            Severity.MEDIUM,
                            "A service for inner use is offered on every address of the host",
                            "Leave the port away, since services reach each other without, or bind it to 127.0.0.1.",
                            "CIS Docker 5.9, 5.14; NIST SP 800-190 4.4.2",
                            ComposeRules::innerPorts),
                    Rule.of(
                            "compose/ssh-port",
                            Severity.MEDIUM,
                            "A container offers a remote shell",
                            "Leave the ssh server out; an engine gives a shell without one.",
                            "CIS Docker 5.7",
                            ComposeRules::sshPort),
                    Rule.of(
                            "compose/no-log",
                            Severity.LOW,
                            "What a container says is thrown away",
                            "Use a logging driver that keeps it.",
                            "NIST SP 800-190 4.4.4",
                            ComposeRules::noLog),
                    Rule.of(
                            "compose/no-healthcheck",
                            Severity.NEGLIGIBLE,
                            "A health check is switched off",
                            "Leave it on, so that others can wait for the service.",
                            "CIS Docker 5.27",
                            ComposeRules::noHealthcheck));

    private static final ImageTagRules<ComposeFile> OF_IMAGES =
            new ImageTagRules<>(
                    "compose", "everybody", ComposeRules::images, Interpolation::byDefault);

    static final List<Rule<ComposeFile>> BUILT_IN =
            Stream.concat(OF_COMPOSE.stream(), OF_IMAGES.all().stream()).toList();

    public static final List<Check> CHECKS = Rule.checks(BUILT_IN);

    private ComposeRules() {}

    private static Stream<Remark> privileged(ComposeFile file) {
        return services(file)
                .map(service -> service.node())
                .filter(node -> node.get("privileged").isTrue())
                .map(node ->
                        new Remark(
                                        node.lineOf("privileged"),
                                        "the container may do what the host may")
                                .with(
                                        file.lines()
                                                .value(
                                                        node.lineOf("privileged"),
                                                        "privileged",
                                                        "false")));
    }

    private static Stream<Remark> engineSocket(ComposeFile file) {
        return services(file)
                .flatMap(Service::volumes)
                .flatMap(volume ->
                        EngineSocket.in(volume.source() + " " + volume.target())
                                .map(socket ->
                                        new Remark(
                                                volume.line(),
                                                "%s is the way to the host".formatted(socket)))
                                .stream());
    }

    private static Stream<Remark> dangerousCapability(ComposeFile file) {
        return services(file)
                .flatMap(service -> service.node().get("cap_add").items().stream())
                .filter(item -> Capabilities.isBeyondBaseline(item.words()))
                .map(item ->
                        new Remark(
                                item.line(),
                                "%s is added".formatted(Capabilities.name(item.words()))));
    }

    private static Stream<Remark> capabilitiesKept(ComposeFile file) {
        return services(file)
                .filter(service ->
                        service.node().get("cap_drop").items().stream()
                                .noneMatch(item -> Capabilities.name(item.words()).equals("ALL")))
                .map(missing("cap_drop: [ALL] is missing"));
    }

    private static Stream<Remark> newPrivileges(ComposeFile file) {
        return services(file)
                .filter(service ->
                        options(service)
                                .noneMatch(option ->
                                        option.equals("no-new-privileges")
                                                || option.equals("no-new-privileges:true")
                                                || option.equals("no-new-privileges=true")))
                .map(missing("no-new-privileges is missing in security_opt"));
    }

    private static Stream<Remark> confinementOff(ComposeFile file) {
        return services(file)
                .flatMap(service -> service.node().get("security_opt").items().stream())
                .filter(item ->
                        item.words().endsWith("unconfined")
                                || item.words().endsWith("label:disable")
                                || item.words().endsWith("label=disable"))
                .map(item -> new Remark(item.line(), item.words()));
    }

    private static Stream<Remark> writableRoot(ComposeFile file) {
        return services(file)
                .filter(service -> !service.node().get("read_only").isTrue())
                .map(missing("read_only: true is missing"));
    }

    private static Stream<Remark> sensitiveHostPath(ComposeFile file) {
        return services(file)
                .flatMap(Service::volumes)
                .filter(volume ->
                        EngineSocket.in(volume.source()).isEmpty()
                                && HostPath.isSensitive(volume.source()))
                .map(volume ->
                        new Remark(
                                volume.line(),
                                "%s belongs to the host".formatted(volume.source())));
    }

    private static Stream<Remark> sharedPropagation(ComposeFile file) {
        return services(file)
                .flatMap(Service::volumes)
                .filter(volume ->
                        volume.options().contains("shared") || volume.options().contains("rshared"))
                .map(volume -> new Remark(volume.line(), "shared mount"));
    }

    private static Stream<Remark> hostDevice(ComposeFile file) {
        return services(file)
                .flatMap(service -> service.node().get("devices").items().stream())
                .filter(item -> isHostDevice(item.words()))
                .map(item -> new Remark(item.line(), item.words()));
    }

    private static Stream<Remark> secretInEnvironment(ComposeFile file) {
        return services(file).flatMap(Service::environment).flatMap(ComposeRules::secret);
    }

    private static Stream<Remark> secretInBuildArgs(ComposeFile file) {
        return services(file)
                .flatMap(Service::buildArguments)
                .filter(variable -> SecretNames.isSecret(variable.name()))
                .map(variable ->
                        new Remark(
                                variable.line(),
                                "%s is a build argument".formatted(variable.name())));
    }

    private static Stream<Remark> insecureBuilds(ComposeFile file) {
        return services(file)
                .map(service -> service.node().get("build"))
                .flatMap(ComposeRules::insecureBuild);
    }

    private static Stream<Remark> noMemoryLimit(ComposeFile file) {
        return services(file)
                .filter(service ->
                        !service.node().has("mem_limit")
                                && service.node().path("deploy.resources.limits.memory").isAbsent())
                .map(missing("no limit of memory"));
    }

    private static Stream<Remark> noProcessLimit(ComposeFile file) {
        return services(file)
                .filter(service ->
                        !service.node().has("pids_limit")
                                && service.node().path("deploy.resources.limits.pids").isAbsent())
                .map(missing("no limit of processes"));
    }

    private static Stream<Remark> rootUser(ComposeFile file) {
        return services(file)
                .map(service -> service.node().get("user"))
                .filter(user -> UNSET_USERS.contains(user.words().split(":", 2)[0]))
                .map(user -> new Remark(user.line(), "user: " + user.words()));
    }

    private static Stream<Remark> innerPorts(ComposeFile file) {
        return services(file)
                .flatMap(service -> service.node().get("ports").items().stream())
                .flatMap(ComposeRules::innerPort);
    }

    private static Stream<Remark> sshPort(ComposeFile file) {
        return services(file)
                .flatMap(service -> service.node().get("ports").items().stream())
                .filter(port -> Port.of(port).inside().equals("22"))
                .map(port -> new Remark(port.line(), "port 22"));
    }

    private static Stream<Remark> noLog(ComposeFile file) {
        return services(file)
                .map(service -> service.node().path("logging.driver"))
                .filter(driver -> driver.is("none"))
                .map(driver -> new Remark(driver.line(), "logging driver none"));
    }

    private static Stream<Remark> noHealthcheck(ComposeFile file) {
        return services(file)
                .map(service -> service.node().get("healthcheck"))
                .filter(check ->
                        check.get("disable").isTrue()
                                || check.get("test").oneOrMore().stream()
                                        .limit(1)
                                        .anyMatch(word -> word.is("NONE")))
                .map(check -> new Remark(check.line(), "healthcheck is off"));
    }

    /// @param yaml of one or several documents
    public static Reading read(YamlFile yaml) {
        var files =
                yaml.documents().stream()
                        .map(document -> ComposeFile.of(yaml.lines(), document))
                        .filter(file -> !file.services().isEmpty())
                        .toList();
        return Rules.reading(BUILT_IN, files, yaml.unread());
    }

    private static Stream<Service> services(ComposeFile file) {
        return file.services().stream();
    }

    private static Function<Service, Remark> missing(String message) {
        return service -> new Remark(service.line(), "%s: %s".formatted(service.name(), message));
    }

    private static Stream<String> options(Service service) {
        return service.node().get("security_opt").items().stream().map(YamlNode::words);
    }

    private static Rule<ComposeFile> host(
            String what, String key, Severity severity, String guides) {
        return Rule.of(
                "compose/host-" + what,
                severity,
                "A container shares the %s namespace of the host".formatted(what),
                "Leave %s: host away.".formatted(key),
                guides,
                file ->
                        services(file)
                                .map(service -> service.node().get(key))
                                .filter(value -> value.is("host"))
                                .map(value -> new Remark(value.line(), key + ": host")));
    }

    /// Those that are pulled, and not built from the file.
    private static Stream<YamlNode> images(ComposeFile file) {
        return services(file)
                .filter(service -> service.node().get("build").isAbsent())
                .map(service -> service.node().get("image"));
    }

    private static boolean isHostDevice(String device) {
        var source = device.split(":", 2)[0];
        return source.equals("/dev")
                || Stream.of(
                                "/dev/mem",
                                "/dev/kmem",
                                "/dev/port",
                                "/dev/sd",
                                "/dev/nvme",
                                "/dev/xvd",
                                "/dev/vd",
                                "/dev/disk",
                                "/dev/mapper",
                                "/dev/dm-",
                                "/dev/loop")
                        .anyMatch(source::startsWith);
    }

    private static Stream<Remark> secret(Variable variable) {
        var value = Interpolation.byDefault(variable.value());
        boolean isSecret =
                SecretNames.isSecret(variable.name())
                        && value.filter(SecretNames::isValue).isPresent();
        return isSecret
                ? Stream.of(
                        new Remark(variable.line(), "%s has a value".formatted(variable.name())))
                : Stream.empty();
    }

    private static Stream<Remark> insecureBuild(YamlNode build) {
        var privileged =
                build.get("privileged").isTrue()
                        ? Stream.of(new Remark(build.lineOf("privileged"), "privileged build"))
                        : Stream.<Remark>empty();
        var entitled =
                build.get("entitlements").items().stream()
                        .filter(item -> item.is("security.insecure"))
                        .map(item -> new Remark(item.line(), "entitlement security.insecure"));
        return Stream.concat(privileged, entitled);
    }

    /// @param address empty for all of them
    private record Port(String address, String outside, String inside) {
        static Port of(YamlNode node) {
            if (node instanceof YamlNode.Mapping) {
                return new Port(
                        node.get("host_ip").words(),
                        node.get("published").words(),
                        node.get("target").words());
            }
            var text = Interpolation.byDefault(node.words()).orElse(node.words()).split("/", 2)[0];
            int last = text.lastIndexOf(':');
            if (last < 0) {
                return new Port("", "", text);
            }
            var before = text.substring(0, last);
            int first = before.lastIndexOf(':');
            return new Port(
                    first < 0 ? "" : before.substring(0, first),
                    before.substring(first + 1),
                    text.substring(last + 1));
        }

        boolean isEverywhere() {
            return !outside.isEmpty()
                    && (address.isEmpty() || address.equals("0.0.0.0") || address.equals("[::]"));
        }
    }

    private static Stream<Remark> innerPort(YamlNode node) {
        var port = Port.of(node);
        var service = Optional.ofNullable(INNER_PORTS.get(port.inside()));
        return service
                .filter(_ -> port.isEverywhere())
                .map(name ->
                        new Remark(
                                node.line(),
                                "port %s (%s) is open on every address"
                                        .formatted(port.inside(), name)))
                .stream();
    }
}
