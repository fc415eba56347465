package org.tidewaiter.checks.host.docker;

import java.util.List;
import org.tidewaiter.checks.host.SectionChecks;

/// Section 2: how the daemon was told to work.
final class DaemonSection {
    private static final EngineControls NIST = new EngineControls("NIST SP 800-190 4.4.3");
    private static final EngineControls TRAFFIC = new EngineControls("NIST SP 800-190 4.4.2");
    private static final EngineControls REGISTRY = new EngineControls("NIST SP 800-190 4.2.1");
    private static final EngineControls CREATION = new EngineControls("NIST SP 800-190 4.4.5");

    /// In the order of the benchmark.
    static final SectionChecks<DockerHost> CHECKS =
            new SectionChecks<>(
                    "2",
                    "Daemon",
                    List.of(
                            DockerHost.check(
                                    NIST.advice(
                                            "2.1",
                                            "The daemon does not run as root",
                                            "GET /info: SecurityOptions",
                                            "dockerd-rootless-setuptool.sh install"),
                                    EngineRules::rootless),
                            DockerHost.check(
                                    TRAFFIC.scored(
                                            "2.2",
                                            "Containers of the default bridge cannot speak to each other",
                                            "GET /networks/bridge: Options; icc",
                                            "\"icc\": false, in daemon.json"),
                                    EngineRules::bridge),
                            DockerHost.check(
                                    NIST.scored(
                                            "2.3",
                                            "The daemon logs what is worth knowing, and no more",
                                            "log-level, debug",
                                            "\"log-level\": \"info\", in daemon.json"),
                                    SettingRules::logLevel),
                            DockerHost.check(
                                    TRAFFIC.scored(
                                            "2.4",
                                            "The daemon keeps the firewall's rules for its networks",
                                            "iptables",
                                            "\"iptables\": true, in daemon.json"),
                                    host -> SettingRules.wanted(host, "iptables", true, true)),
                            DockerHost.check(
                                    REGISTRY.scored(
                                            "2.5",
                                            "No registry is spoken to without its certificate being verified",
                                            "GET /info: RegistryConfig; insecure-registries",
                                            "take it out of insecure-registries in daemon.json"),
                                    EngineRules::registries),
                            DockerHost.check(
                                    NIST.scored(
                                            "2.6",
                                            "The storage driver is not aufs",
                                            "GET /info: Driver; storage-driver",
                                            "\"storage-driver\": \"overlay2\", in daemon.json"),
                                    EngineRules::storage),
                            DockerHost.check(
                                    NIST.scored(
                                            "2.7",
                                            "Over TCP the daemon answers only whose certificate it verified",
                                            "hosts, tlsverify; docker.socket: ListenStream",
                                            "\"tlsverify\": true with tlscacert, tlscert and tlskey, in daemon.json"),
                                    SettingRules::tcp),
                            DockerHost.check(
                                    NIST.advice(
                                            "2.8",
                                            "Containers have limits of resources where they ask for none",
                                            "default-ulimits",
                                            "\"default-ulimits\", in daemon.json"),
                                    SettingRules::ulimits),
                            DockerHost.check(
                                    NIST.scored(
                                            "2.9",
                                            "Root in a container is nobody on the host",
                                            "GET /info: SecurityOptions; userns-remap",
                                            "\"userns-remap\": \"default\", in daemon.json"),
                                    EngineRules::users),
                            DockerHost.check(
                                    NIST.scored(
                                            "2.10",
                                            "Containers are counted in the usual control group",
                                            "cgroup-parent",
                                            "take cgroup-parent out of daemon.json"),
                                    SettingRules::controlGroup),
                            DockerHost.check(
                                    NIST.scored(
                                            "2.11",
                                            "The size of containers' devices is as it comes",
                                            "storage-opts",
                                            "take dm.basesize out of storage-opts in daemon.json"),
                                    SettingRules::deviceSize),
                            DockerHost.check(
                                    CREATION.scored(
                                            "2.12",
                                            "A plugin decides who may ask the daemon for what",
                                            "GET /info: Plugins.Authorization; authorization-plugins",
                                            "tidewaiter gate docker, and \"authorization-plugins\" in daemon.json"),
                                    EngineRules::authorization),
                            DockerHost.check(
                                    NIST.scored(
                                            "2.13",
                                            "What containers log is sent away from the host's own files",
                                            "GET /info: LoggingDriver; log-driver",
                                            "\"log-driver\": \"syslog\" with \"log-opts\", in daemon.json"),
                                    EngineRules::logging),
                            DockerHost.check(
                                    NIST.scored(
                                            "2.14",
                                            "Containers cannot gain privileges, where they do not ask to",
                                            "GET /info: SecurityOptions; no-new-privileges",
                                            "\"no-new-privileges\": true, in daemon.json"),
                                    EngineRules::privileges),
                            DockerHost.check(
                                    NIST.scored(
                                            "2.15",
                                            "Containers live on while the daemon is replaced",
                                            "GET /info: LiveRestoreEnabled; live-restore",
                                            "\"live-restore\": true, in daemon.json"),
                                    EngineRules::liveRestore),
                            DockerHost.check(
                                    TRAFFIC.scored(
                                            "2.16",
                                            "Ports are forwarded by the kernel and not by a program",
                                            "userland-proxy",
                                            "\"userland-proxy\": false, in daemon.json"),
                                    host ->
                                            SettingRules.wanted(
                                                    host, "userland-proxy", false, true)),
                            DockerHost.check(
                                    NIST.advice(
                                            "2.17",
                                            "System calls are filtered by the daemon's own profile, or one that is fitter",
                                            "GET /info: SecurityOptions",
                                            "take \"seccomp-profile\": \"unconfined\" out of daemon.json"),
                                    EngineRules::seccomp),
                            DockerHost.check(
                                    NIST.scored(
                                            "2.18",
                                            "Nothing that is being tried out is switched on",
                                            "GET /info: ExperimentalBuild; experimental",
                                            "\"experimental\": false, in daemon.json"),
                                    EngineRules::experimental)));

    private DaemonSection() {}
}
