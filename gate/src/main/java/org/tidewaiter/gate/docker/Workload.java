package org.tidewaiter.gate.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.MalformedJsonException;
import org.tidewaiter.policy.fact.WorkloadFacts;
import org.tidewaiter.policy.fact.WorkloadFacts.MountFact;

/// How a container is to run, by the settings that the daemon is given or gives.
///
/// @param config what the API calls so: the members beside `HostConfig`
/// @param host `HostConfig`
/// @param endpoints networks by the names that they are asked for by
/// @see "moby, api/types/container, Config and HostConfig; daemon, parseSecurityOpt"
record Workload(GoObject config, GoObject host, List<String> endpoints) {
    private static final String UNCONFINED = "unconfined";
    private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");
    private static final long USUAL_PERIOD = 100_000;

    /// By Docker 20.10; later ones hide more.
    private static final Set<String> HIDDEN =
            Set.of(
                    "/proc/asound",
                    "/proc/acpi",
                    "/proc/kcore",
                    "/proc/keys",
                    "/proc/latency_stats",
                    "/proc/timer_list",
                    "/proc/timer_stats",
                    "/proc/sched_debug",
                    "/proc/scsi",
                    "/sys/firmware");

    private static final Set<String> PROTECTED =
            Set.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");

    /// Members of `HostConfig`. Beside it, old daemons take them too, and new ones do not.
    private static final List<String> HOST_ONLY =
            List.of(
                    "AutoRemove",
                    "Binds",
                    "CapAdd",
                    "CapDrop",
                    "Cgroup",
                    "CgroupParent",
                    "CgroupnsMode",
                    "CpuPeriod",
                    "CpuQuota",
                    "Cpuset",
                    "CpusetCpus",
                    "CpuShares",
                    "DeviceCgroupRules",
                    "DeviceRequests",
                    "Devices",
                    "GroupAdd",
                    "Init",
                    "IpcMode",
                    "Links",
                    "LogConfig",
                    "MaskedPaths",
                    "Memory",
                    "MemorySwap",
                    "Mounts",
                    "NanoCpus",
                    "NetworkMode",
                    "PidMode",
                    "PidsLimit",
                    "PortBindings",
                    "Privileged",
                    "PublishAllPorts",
                    "ReadonlyPaths",
                    "ReadonlyRootfs",
                    "RestartPolicy",
                    "Runtime",
                    "SecurityOpt",
                    "StorageOpt",
                    "Sysctls",
                    "Tmpfs",
                    "Ulimits",
                    "UsernsMode",
                    "UTSMode",
                    "VolumeDriver",
                    "VolumesFrom");

    /// @throws MalformedJsonException where one daemon would take it otherwise than another
    static Workload asked(GoObject settings) throws MalformedJsonException {
        for (var name : HOST_ONLY) {
            if (settings.has(name)) {
                throw new MalformedJsonException(
                        "'%s' stands beside 'HostConfig', where only some daemons see it"
                                .formatted(name));
            }
        }
        return new Workload(
                settings,
                settings.object("HostConfig"),
                names(settings.object("NetworkingConfig").object("EndpointsConfig")));
    }

    /// @param container as the daemon describes it
    static Workload present(GoObject container) throws MalformedJsonException {
        return new Workload(
                container.object("Config"),
                container.object("HostConfig"),
                names(container.object("NetworkSettings").object("Networks")));
    }

    private static List<String> names(GoObject networks) {
        return List.copyOf(networks.members().keySet());
    }

    /// What the container is in one more network.
    Workload connected(String network) {
        return new Workload(
                config, host, Stream.concat(endpoints.stream(), Stream.of(network)).toList());
    }

    /// What one more process in the container is.
    Workload executing(GoObject process) throws MalformedJsonException {
        var user = process.text("User").isEmpty() ? config.text("User") : process.text("User");
        return new Workload(
                config.with("User", new Json.JsonString(user))
                        .with("Entrypoint", new Json.JsonNull())
                        .with("Cmd", texts(process.texts("Cmd")))
                        .with("Env", texts(process.texts("Env"))),
                process.truth("Privileged")
                        ? host.with("Privileged", new Json.JsonBoolean(true))
                        : host,
                endpoints);
    }

    private static Json texts(List<String> texts) {
        return new Json.JsonArray(
                texts.stream().<Json>map(text -> new Json.JsonString(text)).toList());
    }

    /// What it is after a change of resources and of its restarts, in which what is zero or empty
    /// stays as it is. Only of the limit of processes does zero say that there is none.
    Workload updated(GoObject changes) throws MalformedJsonException {
        var updated = host;
        for (var name : List.of("Memory", "NanoCpus", "CpuQuota", "CpuPeriod")) {
            if (changes.number(name) != 0) {
                updated = updated.with(name, changes.member(name).orElseThrow());
            }
        }
        if (changes.has("PidsLimit")) {
            updated = updated.with("PidsLimit", changes.member("PidsLimit").orElseThrow());
        }
        if (!changes.object("RestartPolicy").text("Name").isEmpty()) {
            updated = updated.with("RestartPolicy", changes.member("RestartPolicy").orElseThrow());
        }
        return new Workload(config, updated, endpoints);
    }

    /// @param name empty where the daemon chooses one
    /// @param imageUser whom the image starts as
    /// @param mounts what is mounted, as it turns out
    WorkloadFacts facts(String name, String imageUser, List<MountFact> mounts)
            throws MalformedJsonException {
        var user = config.text("User").isEmpty() ? imageUser : config.text("User");
        var security = SecurityOptions.read(host.texts("SecurityOpt"));
        boolean privileged = host.truth("Privileged");
        return new WorkloadFacts(
                name,
                user,
                isRoot(user),
                privileged,
                capabilities("CapAdd"),
                capabilities("CapDrop"),
                network(),
                networks(),
                host.text("PidMode").equals("host"),
                host.text("IpcMode").equals("host"),
                host.text("UsernsMode").equals("host"),
                host.text("UTSMode").equals("host"),
                host.text("CgroupnsMode").equals("host"),
                joined(),
                host.texts("VolumesFrom"),
                host.texts("GroupAdd"),
                mounts,
                devices(),
                host.texts("DeviceCgroupRules"),
                deviceRequests(),
                security.noNewPrivileges(),
                profile(security.seccomp(), privileged),
                profile(security.apparmor(), privileged),
                security.others(),
                privileged
                        || isOpened("MaskedPaths", HIDDEN)
                        || isOpened("ReadonlyPaths", PROTECTED),
                host.text("Runtime"),
                host.text("CgroupParent"),
                host.truth("ReadonlyRootfs"),
                Math.max(0, host.number("Memory")),
                Math.max(0, host.number("PidsLimit")),
                cpuLimit(),
                ports(),
                environmentNames(),
                config.map("Labels"),
                restartPolicy(),
                config.texts("Entrypoint"),
                config.texts("Cmd"),
                host.map("Sysctls"));
    }

    static boolean isRoot(String user) {
        return WorkloadFacts.isRoot(user);
    }

    private List<String> capabilities(String member) throws MalformedJsonException {
        return host.texts(member).stream()
                .map(one -> one.toUpperCase(Locale.ROOT))
                .map(one -> one.startsWith("CAP_") ? one.substring("CAP_".length()) : one)
                .sorted()
                .distinct()
                .toList();
    }

    private String network() throws MalformedJsonException {
        var mode = host.text("NetworkMode");
        return mode.isEmpty() || mode.equals("default") ? "bridge" : mode;
    }

    private List<String> networks() throws MalformedJsonException {
        return Stream.concat(Stream.of(network()), endpoints.stream())
                .map(one -> one.equals("default") ? "bridge" : one)
                .sorted()
                .distinct()
                .toList();
    }

    private List<String> joined() throws MalformedJsonException {
        return Stream.of(host.text("NetworkMode"), host.text("PidMode"), host.text("IpcMode"))
                .filter(mode -> mode.startsWith("container:"))
                .map(mode -> mode.substring("container:".length()))
                .sorted()
                .distinct()
                .toList();
    }

    private List<String> devices() throws MalformedJsonException {
        var paths = new ArrayList<String>();
        for (var device : host.objects("Devices")) {
            paths.add(device.text("PathOnHost"));
        }
        return paths;
    }

    private List<String> deviceRequests() throws MalformedJsonException {
        var drivers = new ArrayList<String>();
        for (var request : host.objects("DeviceRequests")) {
            var driver = request.text("Driver");
            drivers.add(driver.isEmpty() ? "any" : driver);
        }
        return drivers;
    }

    /// @param paths of the engine's list, which the daemon fills in where there is none
    private boolean isOpened(String list, Set<String> paths) throws MalformedJsonException {
        return host.has(list) && !Set.copyOf(host.texts(list)).containsAll(paths);
    }

    private static String profile(String asked, boolean privileged) {
        return asked.isEmpty() && privileged ? UNCONFINED : asked;
    }

    private long cpuLimit() throws MalformedJsonException {
        long nano = host.number("NanoCpus");
        long quota = host.number("CpuQuota");
        long period = host.number("CpuPeriod");
        if (nano > 0) {
            return nano / 1_000_000;
        }
        return quota <= 0
                ? 0
                : (long) ((double) quota / (period > 0 ? period : USUAL_PERIOD) * 1000);
    }

    private List<String> ports() throws MalformedJsonException {
        var ports = new ArrayList<String>();
        var bindings = host.object("PortBindings");
        for (var port : bindings.members().keySet()) {
            for (var binding : bindings.exactObjects(port)) {
                ports.add(
                        "%s:%s->%s"
                                .formatted(
                                        or(binding.text("HostIp"), "0.0.0.0"),
                                        or(binding.text("HostPort"), "0"),
                                        port.contains("/") ? port : port + "/tcp"));
            }
        }
        if (host.truth("PublishAllPorts")) {
            ports.add("0.0.0.0:0->all");
        }
        return ports.stream().sorted().toList();
    }

    private static String or(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    private List<String> environmentNames() throws MalformedJsonException {
        return config.texts("Env").stream()
                .map(one -> one.contains("=") ? one.substring(0, one.indexOf('=')) : one)
                .sorted()
                .distinct()
                .toList();
    }

    private String restartPolicy() throws MalformedJsonException {
        return or(host.object("RestartPolicy").text("Name"), "no");
    }

    /// @param others as they were given
    private record SecurityOptions(
            boolean noNewPrivileges, String seccomp, String apparmor, List<String> others) {
        /// The last one of a kind counts. Only where there is no `=` does `:` separate.
        static SecurityOptions read(List<String> options) {
            boolean noNewPrivileges = false;
            var seccomp = "";
            var apparmor = "";
            var others = new ArrayList<String>();
            for (var option : options) {
                int mark = option.indexOf('=') < 0 ? option.indexOf(':') : option.indexOf('=');
                var value = mark < 0 ? "" : option.substring(mark + 1);
                switch (mark < 0 ? option : option.substring(0, mark)) {
                    case "no-new-privileges" -> noNewPrivileges = mark < 0 || TRUE.contains(value);
                    case "seccomp" -> seccomp = value;
                    case "apparmor" -> apparmor = value;
                    default -> others.add(option);
                }
            }
            return new SecurityOptions(noNewPrivileges, seccomp, apparmor, others);
        }
    }
}
