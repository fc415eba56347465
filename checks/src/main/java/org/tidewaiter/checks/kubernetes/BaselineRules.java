package org.tidewaiter.checks.kubernetes;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.tidewaiter.checks.document.YamlNode;
import org.tidewaiter.checks.kubernetes.Manifest.Container;
import org.tidewaiter.checks.kubernetes.Manifest.Pod;
import org.tidewaiter.checks.rule.Capabilities;
import org.tidewaiter.checks.rule.EngineSocket;
import org.tidewaiter.checks.rule.Remark;
import org.tidewaiter.checks.rule.Rule;
import org.tidewaiter.model.Severity;

/// What the baseline of the Pod Security Standards forbids: known ways out of a container.
///
/// @see "Kubernetes, Pod Security Standards, Baseline"
final class BaselineRules {
    private static final Set<String> SAFE_SYSCTLS =
            Set.of(
                    "kernel.shm_rmid_forced",
                    "net.ipv4.ip_local_port_range",
                    "net.ipv4.ip_unprivileged_port_start",
                    "net.ipv4.tcp_syncookies",
                    "net.ipv4.ping_group_range",
                    "net.ipv4.ip_local_reserved_ports",
                    "net.ipv4.tcp_keepalive_time",
                    "net.ipv4.tcp_fin_timeout",
                    "net.ipv4.tcp_keepalive_intvl",
                    "net.ipv4.tcp_keepalive_probes",
                    "net.ipv4.tcp_rmem",
                    "net.ipv4.tcp_wmem");
    private static final Set<String> SELINUX_TYPES =
            Set.of("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t");

    static final List<Rule<Manifest>> ALL =
            List.of(
                    Rule.of(
                            "kubernetes/privileged",
                            Severity.HIGH,
                            "A container runs privileged",
                            "Leave privileged away and add the one capability that is needed.",
                            "PSS baseline; CIS Kubernetes 5.2.2; NIST SP 800-190 4.4.3",
                            BaselineRules::privileged),
                    Rule.of(
                            "kubernetes/host-process",
                            Severity.HIGH,
                            "A Windows container runs as a process of the node",
                            "Leave hostProcess away.",
                            "PSS baseline; CIS Kubernetes 5.2.11",
                            BaselineRules::hostProcess),
                    hostNamespace("network", "hostNetwork", "CIS Kubernetes 5.2.5"),
                    hostNamespace("pid", "hostPID", "CIS Kubernetes 5.2.3"),
                    hostNamespace("ipc", "hostIPC", "CIS Kubernetes 5.2.4"),
                    Rule.of(
                            "kubernetes/dangerous-capability",
                            Severity.HIGH,
                            "A container gets a capability with which it can reach the node",
                            "Leave it away; where the program needs it, keep that workload apart.",
                            "PSS baseline; CIS Kubernetes 5.2.9; NIST SP 800-190 4.4.3",
                            BaselineRules::dangerousCapability),
                    Rule.of(
                            "kubernetes/engine-socket",
                            Severity.HIGH,
                            "A pod gets the socket of the container engine",
                            "Leave it away: whoever reaches the socket owns the node.",
                            "PSS baseline; CIS Docker 5.32; NIST SP 800-190 4.4.3",
                            BaselineRules::engineSocket),
                    Rule.of(
                            "kubernetes/host-path",
                            Severity.MEDIUM,
                            "A pod mounts a directory of its node",
                            "Use a persistent volume, a config map or an emptyDir.",
                            "PSS baseline; CIS Kubernetes 5.2.12; NIST SP 800-190 4.5.5",
                            BaselineRules::hostPath),
                    Rule.of(
                            "kubernetes/host-port",
                            Severity.MEDIUM,
                            "A container takes a port of its node",
                            "Leave hostPort away and use a service.",
                            "PSS baseline; CIS Kubernetes 5.2.13",
                            BaselineRules::hostPort),
                    Rule.of(
                            "kubernetes/probe-host",
                            Severity.LOW,
                            "A probe makes the node send requests to another host",
                            "Leave host away; a probe asks its own pod.",
                            "PSS baseline",
                            manifest -> manifest.containers().flatMap(BaselineRules::probeHosts)),
                    Rule.of(
                            "kubernetes/apparmor-off",
                            Severity.MEDIUM,
                            "A container runs without AppArmor",
                            "Leave the default profile on, or give one of your own.",
                            "PSS baseline; NIST SP 800-190 4.4.3",
                            BaselineRules::appArmor),
                    Rule.of(
                            "kubernetes/selinux-options",
                            Severity.MEDIUM,
                            "SELinux is set to what keeps a container less apart",
                            "Leave user and role away, and the type to the container's own.",
                            "PSS baseline; NIST SP 800-190 4.4.3",
                            BaselineRules::selinuxOptions),
                    Rule.of(
                            "kubernetes/proc-mount",
                            Severity.MEDIUM,
                            "A container sees all of /proc",
                            "Leave procMount away.",
                            "PSS baseline",
                            BaselineRules::procMount),
                    Rule.of(
                            "kubernetes/seccomp-off",
                            Severity.MEDIUM,
                            "A container may make every system call",
                            "Set seccompProfile to RuntimeDefault.",
                            "PSS baseline; CIS Kubernetes 5.7.2; NIST SP 800-190 4.4.3",
                            BaselineRules::seccompOff),
                    Rule.of(
                            "kubernetes/unsafe-sysctl",
                            Severity.MEDIUM,
                            "A pod changes a setting of the kernel that others share",
                            "Leave it away, or set it on the node.",
                            "PSS baseline",
                            BaselineRules::unsafeSysctl));

    private BaselineRules() {}

    private static Stream<Remark> privileged(Manifest manifest) {
        return manifest.containers()
                .map(Container::security)
                .filter(context -> context.get("privileged").isTrue())
                .map(context ->
                        switched(
                                manifest,
                                context,
                                "privileged",
                                "false",
                                "the container may do what the node may"));
    }

    private static Stream<Remark> hostProcess(Manifest manifest) {
        return contexts(manifest)
                .map(context -> context.get("windowsOptions"))
                .filter(options -> options.get("hostProcess").isTrue())
                .map(options ->
                        switched(manifest, options, "hostProcess", "false", "hostProcess: true"));
    }

    private static Stream<Remark> dangerousCapability(Manifest manifest) {
        return added(manifest)
                .filter(item -> Capabilities.isBeyondBaseline(item.words()))
                .map(item ->
                        new Remark(item.line(), Capabilities.name(item.words()) + " is added"));
    }

    private static Stream<Remark> engineSocket(Manifest manifest) {
        return hostPaths(manifest)
                .flatMap(path ->
                        EngineSocket.in(path.get("path").words())
                                .map(socket ->
                                        new Remark(
                                                path.lineOf("path"),
                                                socket + " is the way to the node"))
                                .stream());
    }

    private static Stream<Remark> hostPath(Manifest manifest) {
        return hostPaths(manifest)
                .filter(path -> EngineSocket.in(path.get("path").words()).isEmpty())
                .map(path ->
                        new Remark(
                                path.lineOf("path"),
                                "%s belongs to the node".formatted(path.get("path").words())));
    }

    private static Stream<Remark> hostPort(Manifest manifest) {
        return manifest.containers()
                .flatMap(container -> container.node().get("ports").items().stream())
                .filter(port -> port.has("hostPort") && !port.get("hostPort").is("0"))
                .map(port ->
                        new Remark(
                                port.lineOf("hostPort"),
                                "hostPort " + port.get("hostPort").words()));
    }

    private static Stream<Remark> selinuxOptions(Manifest manifest) {
        return contexts(manifest)
                .map(context -> context.get("seLinuxOptions"))
                .flatMap(BaselineRules::seLinux);
    }

    private static Stream<Remark> procMount(Manifest manifest) {
        return manifest.containers()
                .map(Container::security)
                .filter(context ->
                        context.has("procMount") && !context.get("procMount").is("Default"))
                .map(context ->
                        switched(
                                manifest,
                                context,
                                "procMount",
                                "Default",
                                "procMount is not Default"));
    }

    private static Stream<Remark> seccompOff(Manifest manifest) {
        return contexts(manifest)
                .map(context -> context.get("seccompProfile"))
                .filter(profile -> profile.get("type").is("Unconfined"))
                .map(profile ->
                        switched(manifest, profile, "type", "RuntimeDefault", "seccomp is off"));
    }

    private static Stream<Remark> unsafeSysctl(Manifest manifest) {
        return manifest.pods()
                .flatMap(pod -> pod.security().get("sysctls").items().stream())
                .filter(item -> !SAFE_SYSCTLS.contains(item.get("name").words()))
                .map(item -> new Remark(item.line(), item.get("name").words() + " is not safe"));
    }

    private static Rule<Manifest> hostNamespace(String what, String key, String guides) {
        return Rule.of(
                "kubernetes/host-" + what,
                Severity.HIGH,
                "A pod shares the %s namespace of its node".formatted(what),
                "Leave %s away.".formatted(key),
                "PSS baseline; " + guides,
                manifest ->
                        manifest.pods()
                                .map(Pod::spec)
                                .filter(spec -> spec.get(key).isTrue())
                                .map(spec ->
                                        switched(manifest, spec, key, "false", key + ": true")));
    }

    private static Remark switched(
            Manifest manifest, YamlNode node, String key, String to, String message) {
        return new Remark(node.lineOf(key), message)
                .with(manifest.lines().value(node.lineOf(key), key, to));
    }

    /// The security contexts of pods and of their containers.
    private static Stream<YamlNode> contexts(Manifest manifest) {
        return manifest.pods()
                .flatMap(pod ->
                        Stream.concat(
                                Stream.of(pod.security()),
                                pod.containers().map(Container::security)));
    }

    static Stream<YamlNode> added(Manifest manifest) {
        return manifest.containers()
                .flatMap(container ->
                        container.security().path("capabilities.add").items().stream());
    }

    private static Stream<YamlNode> hostPaths(Manifest manifest) {
        return manifest.pods()
                .flatMap(Pod::volumes)
                .filter(volume -> volume.has("hostPath"))
                .map(volume -> volume.get("hostPath"));
    }

    private static Stream<Remark> probeHosts(Container container) {
        var node = container.node();
        return Stream.of(
                        node.get("livenessProbe"),
                        node.get("readinessProbe"),
                        node.get("startupProbe"),
                        node.path("lifecycle.postStart"),
                        node.path("lifecycle.preStop"))
                .flatMap(probe -> Stream.of(probe.get("httpGet"), probe.get("tcpSocket")))
                .map(action -> action.get("host"))
                .filter(host -> !host.words().isEmpty())
                .map(host -> new Remark(host.line(), "the node asks " + host.words()));
    }

    private static Stream<Remark> appArmor(Manifest manifest) {
        var profiles =
                contexts(manifest)
                        .map(context -> context.get("appArmorProfile"))
                        .filter(profile -> profile.get("type").is("Unconfined"))
                        .map(profile ->
                                switched(
                                        manifest,
                                        profile,
                                        "type",
                                        "RuntimeDefault",
                                        "AppArmor is off"));
        var annotations =
                manifest.pods()
                        .flatMap(
                                pod -> pod.holder().path("metadata.annotations").entries().stream())
                        .filter(entry ->
                                entry.key()
                                        .startsWith(
                                                "container.apparmor.security.beta.kubernetes.io/"))
                        .filter(entry ->
                                !entry.value().is("runtime/default")
                                        && !entry.value().words().startsWith("localhost/"))
                        .map(entry ->
                                new Remark(entry.line(), "AppArmor is " + entry.value().words()));
        return Stream.concat(profiles, annotations);
    }

    private static Stream<Remark> seLinux(YamlNode options) {
        return options.entries().stream()
                .filter(entry ->
                        switch (entry.key()) {
                            case "type" -> !SELINUX_TYPES.contains(entry.value().words());
                            case "user", "role" -> !entry.value().words().isEmpty();
                            default -> false;
                        })
                .map(entry ->
                        new Remark(
                                entry.line(),
                                "%s: %s".formatted(entry.key(), entry.value().words())));
    }
}
