package org.tidewaiter.checks.kubernetes;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tidewaiter.checks.document.YamlNode;
import org.tidewaiter.checks.kubernetes.Manifest.Container;
import org.tidewaiter.checks.kubernetes.Manifest.Pod;
import org.tidewaiter.checks.rule.Capabilities;
import org.tidewaiter.checks.rule.Remark;
import org.tidewaiter.checks.rule.Rule;
import org.tidewaiter.model.Severity;

/// What the restricted level of the Pod Security Standards asks for beyond the baseline.
///
/// @see "Kubernetes, Pod Security Standards, Restricted"
final class RestrictedRules {
    /// `hostPath` is answered by the baseline.
    private static final Set<String> VOLUMES =
            Set.of(
                    "configMap",
                    "csi",
                    "downwardAPI",
                    "emptyDir",
                    "ephemeral",
                    "persistentVolumeClaim",
                    "projected",
                    "secret",
                    "image",
                    "hostPath");

    static final List<Rule<Manifest>> ALL =
            List.of(
                    Rule.of(
                            "kubernetes/volume-type",
                            Severity.LOW,
                            "A pod mounts storage that the cluster does not manage",
                            "Use a persistent volume claim.",
                            "PSS restricted",
                            RestrictedRules::volumeType),
                    Rule.of(
                            "kubernetes/privilege-escalation",
                            Severity.MEDIUM,
                            "A process may gain privileges that its parent has not",
                            "Set allowPrivilegeEscalation: false.",
                            "PSS restricted; CIS Kubernetes 5.2.6",
                            RestrictedRules::privilegeEscalation),
                    Rule.of(
                            "kubernetes/run-as-non-root",
                            Severity.MEDIUM,
                            "Nothing keeps a container from running as root",
                            "Set runAsNonRoot: true for the pod.",
                            "PSS restricted; CIS Kubernetes 5.2.7; NIST SP 800-190 4.1.2",
                            RestrictedRules::runAsNonRoot),
                    Rule.of(
                            "kubernetes/root-user",
                            Severity.MEDIUM,
                            "A container is told to run as root",
                            "Name a user other than 0.",
                            "PSS restricted; CIS Kubernetes 5.2.7; NIST SP 800-190 4.1.2",
                            RestrictedRules::rootUser),
                    Rule.of(
                            "kubernetes/seccomp-missing",
                            Severity.LOW,
                            "No seccomp profile is set",
                            "Set seccompProfile to RuntimeDefault for the pod.",
                            "PSS restricted; CIS Kubernetes 5.7.2",
                            RestrictedRules::seccompMissing),
                    Rule.of(
                            "kubernetes/capabilities-kept",
                            Severity.LOW,
                            "A container keeps the capabilities that the engine gives to all",
                            "Drop ALL, and add NET_BIND_SERVICE where it is needed.",
                            "PSS restricted; CIS Kubernetes 5.2.10",
                            RestrictedRules::capabilitiesKept),
                    Rule.of(
                            "kubernetes/added-capability",
                            Severity.LOW,
                            "A container gets more than the right to open low ports",
                            "Add nothing but NET_BIND_SERVICE.",
                            "PSS restricted; CIS Kubernetes 5.2.9",
                            RestrictedRules::addedCapability));

    private RestrictedRules() {}

    private static Stream<Remark> volumeType(Manifest manifest) {
        return manifest.pods()
                .flatMap(Pod::volumes)
                .flatMap(volume -> volume.entries().stream())
                .filter(entry -> !entry.key().equals("name") && !VOLUMES.contains(entry.key()))
                .map(entry -> new Remark(entry.line(), "a volume of the kind " + entry.key()));
    }

    private static Stream<Remark> privilegeEscalation(Manifest manifest) {
        return linux(manifest)
                .filter(container ->
                        !container.security().get("allowPrivilegeEscalation").isFalse())
                .map(container -> escalation(manifest, container));
    }

    private static Stream<Remark> runAsNonRoot(Manifest manifest) {
        return manifest.containers()
                .filter(container -> !container.effective("runAsNonRoot").isTrue())
                .map(container ->
                        new Remark(
                                        lineOr(container, "runAsNonRoot"),
                                        "%s: runAsNonRoot is not true".formatted(container.name()))
                                .with(
                                        container.security().has("runAsNonRoot")
                                                ? manifest.lines()
                                                        .value(
                                                                lineOr(container, "runAsNonRoot"),
                                                                "runAsNonRoot",
                                                                "true")
                                                : manifest.secured(
                                                        container, "runAsNonRoot: true")));
    }

    private static Stream<Remark> rootUser(Manifest manifest) {
        return manifest.pods()
                .flatMap(pod ->
                        Stream.concat(
                                Stream.of(pod.security()),
                                pod.containers().map(Container::security)))
                .map(context -> context.get("runAsUser"))
                .filter(user -> user.is("0"))
                .map(user -> new Remark(user.line(), "runAsUser: 0"));
    }

    private static Stream<Remark> seccompMissing(Manifest manifest) {
        return linux(manifest)
                .filter(container -> container.effective("seccompProfile.type").isAbsent())
                .map(container ->
                        new Remark(
                                container.line(),
                                "%s: no seccompProfile".formatted(container.name())));
    }

    private static Stream<Remark> capabilitiesKept(Manifest manifest) {
        return linux(manifest)
                .filter(container ->
                        container.security().path("capabilities.drop").items().stream()
                                .noneMatch(RestrictedRules::isAll))
                .map(container ->
                        new Remark(
                                        lineOr(container, "capabilities"),
                                        "%s: ALL is not dropped".formatted(container.name()))
                                .with(
                                        container.security().has("capabilities")
                                                ? Optional.empty()
                                                : manifest.secured(
                                                        container, "capabilities: {drop: [ALL]}")));
    }

    private static Stream<Remark> addedCapability(Manifest manifest) {
        return BaselineRules.added(manifest)
                .filter(item ->
                        !Capabilities.isBeyondBaseline(item.words())
                                && !Capabilities.name(item.words()).equals("NET_BIND_SERVICE"))
                .map(item ->
                        new Remark(item.line(), Capabilities.name(item.words()) + " is added"));
    }

    private static Stream<Container> linux(Manifest manifest) {
        return manifest.containers().filter(container -> !container.pod().isWindows());
    }

    private static boolean isAll(YamlNode item) {
        return Capabilities.name(item.words()).equals("ALL");
    }

    /// Where a key stands in the security context; the container where it does not.
    private static int lineOr(Container container, String key) {
        return container.security().has(key) ? container.security().lineOf(key) : container.line();
    }

    private static Remark escalation(Manifest manifest, Container container) {
        int line = lineOr(container, "allowPrivilegeEscalation");
        boolean isSet = container.security().has("allowPrivilegeEscalation");
        return new Remark(
                        line,
                        "%s: allowPrivilegeEscalation is not false".formatted(container.name()))
                .with(
                        isSet
                                ? manifest.lines().value(line, "allowPrivilegeEscalation", "false")
                                : manifest.secured(container, "allowPrivilegeEscalation: false"));
    }
}
