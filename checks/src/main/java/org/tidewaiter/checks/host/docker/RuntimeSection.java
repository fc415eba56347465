package org.tidewaiter.checks.host.docker;

import static org.tidewaiter.checks.host.docker.EngineControls.containers;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tidewaiter.checks.host.Answer;
import org.tidewaiter.checks.host.HostCheck;
import org.tidewaiter.checks.host.Outcome;
import org.tidewaiter.checks.host.SectionChecks;
import org.tidewaiter.checks.host.Seen;
import org.tidewaiter.model.json.Json;

/// Section 5: how the containers of a host were started.
final class RuntimeSection {
    private static final String EACH = "GET /containers/ID/json of each running container: ";
    private static final EngineControls NIST = new EngineControls("NIST SP 800-190 4.4.3");
    private static final EngineControls NETWORK = new EngineControls("NIST SP 800-190 4.4.2");

    /// In the order of the benchmark.
    static final SectionChecks<EngineState> CHECKS =
            new SectionChecks<>(
                    "5",
                    "Containers as they run",
                    List.of(
                            EngineControls.of(
                                    NIST.scored(
                                            "5.1",
                                            "The daemon takes part in no swarm that nobody needs",
                                            "GET /info: Swarm.LocalNodeState",
                                            "docker swarm leave --force"),
                                    RuntimeSection::swarm),
                            EngineControls.of(
                                    NIST.scored(
                                            "5.2",
                                            "Every container has an AppArmor profile",
                                            EACH + "AppArmorProfile",
                                            "docker run --security-opt apparmor=docker-default …"),
                                    engine ->
                                            whereThereIs(
                                                    engine, "apparmor", ContainerPowers::appArmor)),
                            EngineControls.of(
                                    NIST.scored(
                                            "5.3",
                                            "Every container has an SELinux label",
                                            EACH + "ProcessLabel, HostConfig.SecurityOpt",
                                            "set \"selinux-enabled\": true in /etc/docker/daemon.json, and run"
                                                    + " without --security-opt label=disable"),
                                    engine ->
                                            whereThereIs(
                                                    engine, "selinux", ContainerPowers::seLinux)),
                            containers(
                                    NIST.scored(
                                            "5.4",
                                            "No container has a capability beyond the default ones",
                                            EACH + "HostConfig.CapAdd, HostConfig.Privileged",
                                            "docker run --cap-drop ALL --cap-add NEEDED …"),
                                    ContainerPowers::addedCapabilities),
                            containers(
                                    NIST.scored(
                                            "5.5",
                                            "No container is privileged",
                                            EACH + "HostConfig.Privileged",
                                            "docker run without --privileged"),
                                    container ->
                                            Look.badIf(
                                                    ContainerPowers.isPrivileged(container),
                                                    "HostConfig.Privileged "
                                                            + ContainerPowers.isPrivileged(
                                                                    container))),
                            containers(
                                    new EngineControls("NIST SP 800-190 4.5.5")
                                            .scored(
                                                    "5.6",
                                                    "No container has a directory that is the host's own",
                                                    EACH + "Mounts; GET /volumes",
                                                    "docker run --mount type=volume,… in place of the host's"
                                                            + " directory"),
                                    ContainerMounts::sensitive),
                            containers(
                                    NIST.scored(
                                            "5.7",
                                            "No container runs an SSH server",
                                            "GET /containers/ID/top of each running container",
                                            "take the server out of the image; use docker exec"),
                                    ContainerProcesses::secureShell),
                            containers(
                                    NETWORK.scored(
                                            "5.8",
                                            "No container takes a port of the host below 1024",
                                            EACH + "NetworkSettings.Ports",
                                            "docker run --publish ADDRESS:8080:80 …"),
                                    ContainerPorts::privileged),
                            containers(
                                    NETWORK.advice(
                                            "5.9",
                                            "Only ports that are needed are published",
                                            EACH
                                                    + "NetworkSettings.Ports, HostConfig.PublishAllPorts",
                                            "docker run without --publish-all, and with --publish only for"
                                                    + " ports that are needed"),
                                    ContainerPorts::needed),
                            host("5.10", "network", "NetworkMode", "--network host"),
                            containers(
                                    NIST.scored(
                                            "5.11",
                                            "Every container has a limit of memory",
                                            EACH + "HostConfig.Memory",
                                            "docker run --memory 256m …"),
                                    ContainerLimits::memory),
                            containers(
                                    NIST.scored(
                                            "5.12",
                                            "Every container has a share of the processors",
                                            EACH
                                                    + "HostConfig.CpuShares, NanoCpus, CpuQuota, CpusetCpus",
                                            "docker run --cpus 1 …"),
                                    ContainerLimits::cpu),
                            containers(
                                    NIST.scored(
                                            "5.13",
                                            "No container can write its root file system",
                                            EACH + "HostConfig.ReadonlyRootfs",
                                            "docker run --read-only --tmpfs /tmp …"),
                                    ContainerMounts::readOnlyRoot),
                            containers(
                                    NETWORK.scored(
                                            "5.14",
                                            "Every published port is bound to one address",
                                            EACH + "NetworkSettings.Ports",
                                            "docker run --publish 192.0.2.1:8080:80 …"),
                                    ContainerPorts::boundToOneAddress),
                            containers(
                                    NIST.scored(
                                            "5.15",
                                            "A container that fails is started again at most 5 times",
                                            EACH + "HostConfig.RestartPolicy",
                                            "docker update --restart on-failure:5 CONTAINER"),
                                    ContainerLimits::restart),
                            host("5.16", "process", "PidMode", "--pid host"),
                            host("5.17", "IPC", "IpcMode", "--ipc host"),
                            containers(
                                    NIST.advice(
                                            "5.18",
                                            "No container has devices of the host",
                                            EACH
                                                    + "HostConfig.Devices, DeviceRequests, DeviceCgroupRules",
                                            "docker run without --device"),
                                    ContainerMounts::devices),
                            containers(
                                    NIST.advice(
                                            "5.19",
                                            "Containers have limits of their own where the daemon's do not fit",
                                            EACH + "HostConfig.Ulimits",
                                            "docker run --ulimit nofile=1024:1024 …"),
                                    ContainerLimits::files),
                            containers(
                                    NIST.scored(
                                            "5.20",
                                            "No mount of a container shows on the host",
                                            EACH + "Mounts[].Propagation",
                                            "docker run --mount type=bind,…,bind-propagation=rprivate …"),
                                    ContainerMounts::shared),
                            host("5.21", "UTS", "UTSMode", "--uts host"),
                            containers(
                                    NIST.scored(
                                            "5.22",
                                            "Every container has a seccomp profile",
                                            EACH
                                                    + "HostConfig.SecurityOpt; GET /info: SecurityOptions",
                                            "docker run without --security-opt seccomp=unconfined"),
                                    ContainerPowers::seccomp),
                            containers(
                                    NIST.scored(
                                            "5.23",
                                            "No command is started in a container as privileged",
                                            EACH + "ExecIDs; GET /exec/ID/json",
                                            "docker exec without --privileged; find earlier ones with"
                                                    + " ausearch --key docker"),
                                    ContainerProcesses::privilegedExec),
                            containers(
                                    NIST.scored(
                                            "5.24",
                                            "No command is started in a container as root",
                                            EACH + "ExecIDs; GET /exec/ID/json",
                                            "docker exec without --user root; find earlier ones with"
                                                    + " ausearch --key docker"),
                                    ContainerProcesses::rootExec),
                            containers(
                                    NIST.scored(
                                            "5.25",
                                            "Every container is in the daemon's own control group",
                                            EACH + "HostConfig.CgroupParent",
                                            "docker run without --cgroup-parent"),
                                    ContainerLimits::cgroupParent),
                            containers(
                                    NIST.scored(
                                            "5.26",
                                            "No process of a container can gain privileges",
                                            EACH
                                                    + "HostConfig.SecurityOpt; GET /info: SecurityOptions",
                                            "docker run --security-opt no-new-privileges …"),
                                    ContainerPowers::noNewPrivileges),
                            containers(
                                    NIST.scored(
                                            "5.27",
                                            "The health of every container is checked",
                                            EACH + "State.Health",
                                            "docker run --health-cmd 'COMMAND' …"),
                                    ContainerLimits::health),
                            containers(
                                    new EngineControls("NIST SP 800-190 4.2.2")
                                            .advice(
                                                    "5.28",
                                                    "Every container runs the newest image of its tag",
                                                    EACH + "Image; GET /images/json",
                                                    "docker pull IMAGE, then start the container anew; run images"
                                                            + " by digest"),
                                    ContainerNamespaces::currentImage),
                            containers(
                                    NIST.scored(
                                            "5.29",
                                            "Every container has a limit of processes",
                                            EACH + "HostConfig.PidsLimit",
                                            "docker update --pids-limit 100 CONTAINER"),
                                    ContainerLimits::processes),
                            containers(
                                    NETWORK.advice(
                                            "5.30",
                                            "No container is on the default bridge",
                                            EACH
                                                    + "HostConfig.NetworkMode, NetworkSettings.Networks",
                                            "docker network create NAME; docker run --network NAME …"),
                                    ContainerNamespaces::notOnDefaultBridge),
                            host("5.31", "user", "UsernsMode", "--userns host"),
                            containers(
                                    NIST.scored(
                                            "5.32",
                                            "No container has the socket of an engine",
                                            EACH + "Mounts; GET /volumes",
                                            "docker run without the mount of docker.sock"),
                                    ContainerMounts::engineSocket)));

    private RuntimeSection() {}

    private static HostCheck<EngineState> host(
            String id, String namespace, String setting, String flag) {
        var control =
                NIST.scored(
                        id,
                        "No container has the host's %s namespace".formatted(namespace),
                        EACH + "HostConfig." + setting,
                        "docker run without " + flag);
        return containers(control, container -> ContainerNamespaces.notOfHost(container, setting));
    }

    private static Outcome swarm(EngineState engine) {
        var info = engine.ask("/info");
        if (info.known().isEmpty()) {
            return Outcome.unread("GET /info", info.unknown().orElse(EngineState.NO_SUCH));
        }
        var state = info.known().get().get("Swarm").text("LocalNodeState");
        var seen = new Seen("GET /info", "Swarm.LocalNodeState '%s'".formatted(state));
        return switch (state) {
            case "inactive" -> Outcome.pass("the daemon takes part in no swarm", seen);
            case "" -> Outcome.manual("the daemon does not tell whether it is in a swarm", seen);
            default -> Outcome.fail("the daemon takes part in a swarm", seen);
        };
    }

    /// Not applicable on a host that has no such mechanism.
    private static Outcome whereThereIs(
            EngineState engine, String mechanism, Function<Json, Look> rule) {
        return switch (engine.securityOption(mechanism)) {
            case Answer.Known<Optional<String>>(var option) ->
                    option.isPresent()
                            ? Several.containers(engine, (_, container) -> rule.apply(container))
                            : Outcome.notApplicable(
                                    "the daemon has no " + mechanism,
                                    new Seen("GET /info", "SecurityOptions lacks " + mechanism));
            case Answer.Absent<Optional<String>>() ->
                    Outcome.unread("GET /info", EngineState.NO_SUCH);
            case Answer.Unknown<Optional<String>>(var why) -> Outcome.unread("GET /info", why);
        };
    }
}
