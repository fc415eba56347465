package org.tidewaiter.checks.kubernetes;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tidewaiter.checks.document.YamlNode;
import org.tidewaiter.checks.kubernetes.Manifest.Container;
import org.tidewaiter.checks.kubernetes.Manifest.Pod;
import org.tidewaiter.checks.rule.ImageTagRules;
import org.tidewaiter.checks.rule.Remark;
import org.tidewaiter.checks.rule.Rule;
import org.tidewaiter.checks.rule.SecretNames;
import org.tidewaiter.checks.shell.ShellHabits;
import org.tidewaiter.checks.shell.ShellScript;
import org.tidewaiter.model.Severity;

/// How pods are run, beyond the Pod Security Standards.
final class WorkloadRules {
    private static final Set<String> SERVING =
            Set.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController");

    private static final List<Rule<Manifest>> OF_PODS =
            List.of(
                    Rule.of(
                            "kubernetes/writable-root",
                            Severity.LOW,
                            "A container can change its own program",
                            "Set readOnlyRootFilesystem: true, with an emptyDir for what is written.",
                            "CIS Docker 5.13; NIST SP 800-190 4.4.4",
                            WorkloadRules::writableRoots),
                    Rule.of(
                            "kubernetes/no-memory-limit",
                            Severity.LOW,
                            "A container may take all memory of its node",
                            "Set resources.limits.memory.",
                            "CIS Docker 5.11; NIST SP 800-190 4.4.3",
                            WorkloadRules::noMemoryLimit),
                    Rule.of(
                            "kubernetes/no-cpu-request",
                            Severity.NEGLIGIBLE,
                            "The scheduler does not know how much a container needs",
                            "Set resources.requests.cpu.",
                            "CIS Docker 5.12",
                            WorkloadRules::noCpuRequest),
                    probe("readiness", "gets requests before it can answer them"),
                    probe("liveness", "is not restarted when it hangs"),
                    Rule.of(
                            "kubernetes/service-account-token",
                            Severity.LOW,
                            "A pod gets a token for the cluster that it did not ask for",
                            "Set automountServiceAccountToken: false.",
                            "CIS Kubernetes 5.1.6",
                            WorkloadRules::serviceAccountToken),
                    Rule.of(
                            "kubernetes/secret-in-env",
                            Severity.HIGH,
                            "A credential stands in the manifest",
                            "Take it from a Secret with valueFrom, or mount it.",
                            "CIS Kubernetes 5.4.1; NIST SP 800-190 4.1.4",
                            WorkloadRules::secretInEnv),
                    Rule.of(
                            "kubernetes/secret-in-config-map",
                            Severity.HIGH,
                            "A credential stands in a config map",
                            "Keep it in a Secret.",
                            "CIS Kubernetes 5.4.1; NIST SP 800-190 4.1.4",
                            WorkloadRules::secretInConfigMap),
                    Rule.of(
                            "kubernetes/shared-processes",
                            Severity.LOW,
                            "The containers of a pod see each other's processes and memory",
                            "Leave shareProcessNamespace away.",
                            "CIS Docker 5.16",
                            WorkloadRules::sharedProcesses),
                    Rule.of(
                            "kubernetes/naked-pod",
                            Severity.NEGLIGIBLE,
                            "A pod that nothing starts again",
                            "Let a Deployment or a Job make it.",
                            "",
                            WorkloadRules::nakedPod),
                    Rule.of(
                            "kubernetes/default-namespace",
                            Severity.LOW,
                            "Something is put into the default namespace",
                            "Give each application a namespace of its own.",
                            "CIS Kubernetes 5.7.4; NIST SP 800-190 4.3.4",
                            WorkloadRules::defaultNamespace),
                    Rule.of(
                            "kubernetes/pipe-to-shell",
                            Severity.MEDIUM,
                            "What is downloaded is run without a look at it",
                            "Build it into the image.",
                            "NIST SP 800-190 4.1.5, 4.4.4",
                            manifest ->
                                    manifest.containers().flatMap(WorkloadRules::pipedToShell)));

    private static final ImageTagRules<Manifest> OF_IMAGES =
            new ImageTagRules<>("kubernetes", "every node", WorkloadRules::images, Optional::of);

    static final List<Rule<Manifest>> ALL =
            Stream.concat(OF_PODS.stream(), OF_IMAGES.all().stream()).toList();

    private WorkloadRules() {}

    private static Stream<Remark> writableRoots(Manifest manifest) {
        return manifest.containers()
                .filter(container -> !container.pod().isWindows())
                .filter(container -> !container.security().get("readOnlyRootFilesystem").isTrue())
                .map(container -> writableRoot(manifest, container));
    }

    private static Stream<Remark> noMemoryLimit(Manifest manifest) {
        return manifest.containers()
                .filter(Container::isMain)
                .filter(container -> container.node().path("resources.limits.memory").isAbsent())
                .map(container -> missing(container, "no limit of memory"));
    }

    private static Stream<Remark> noCpuRequest(Manifest manifest) {
        return manifest.containers()
                .filter(Container::isMain)
                .filter(container ->
                        container.node().path("resources.requests.cpu").isAbsent()
                                && container.node().path("resources.limits.cpu").isAbsent())
                .map(container -> missing(container, "no request of CPU"));
    }

    private static Stream<Remark> serviceAccountToken(Manifest manifest) {
        return manifest.pods()
                .filter(pod -> !pod.spec().get("automountServiceAccountToken").isFalse())
                .filter(pod -> Set.of("", "default").contains(pod.account()))
                .map(pod ->
                        new Remark(
                                pod.spec().has("automountServiceAccountToken")
                                        ? pod.spec().lineOf("automountServiceAccountToken")
                                        : pod.line(),
                                "the token of the default account is mounted"));
    }

    private static Stream<Remark> secretInEnv(Manifest manifest) {
        return manifest.containers()
                .flatMap(container -> container.node().get("env").items().stream())
                .filter(each ->
                        SecretNames.isSecret(each.get("name").words())
                                && SecretNames.isValue(each.get("value").words())
                                && !each.get("value").words().startsWith("$("))
                .map(each ->
                        new Remark(
                                each.lineOf("value"),
                                "%s has a value".formatted(each.get("name").words())));
    }

    private static Stream<Remark> secretInConfigMap(Manifest manifest) {
        return manifest.all("ConfigMap")
                .flatMap(map -> map.node().get("data").entries().stream())
                .filter(entry ->
                        SecretNames.isSecret(entry.key())
                                && SecretNames.isValue(entry.value().words())
                                && entry.value().words().indexOf('\n') < 0)
                .map(entry -> new Remark(entry.line(), entry.key() + " has a value"));
    }

    private static Stream<Remark> sharedProcesses(Manifest manifest) {
        return manifest.pods()
                .map(Pod::spec)
                .filter(spec -> spec.get("shareProcessNamespace").isTrue())
                .map(spec ->
                        new Remark(
                                        spec.lineOf("shareProcessNamespace"),
                                        "shareProcessNamespace: true")
                                .with(
                                        manifest.lines()
                                                .value(
                                                        spec.lineOf("shareProcessNamespace"),
                                                        "shareProcessNamespace",
                                                        "false")));
    }

    private static Stream<Remark> nakedPod(Manifest manifest) {
        return manifest.all("Pod")
                .filter(pod -> !pod.node().get("metadata").has("ownerReferences"))
                .map(pod -> new Remark(pod.node().lineOf("kind"), "nothing starts it again"));
    }

    private static Stream<Remark> defaultNamespace(Manifest manifest) {
        return manifest.things().stream()
                .map(thing -> thing.node().path("metadata.namespace"))
                .filter(namespace -> namespace.is("default"))
                .map(namespace -> new Remark(namespace.line(), "namespace: default"));
    }

    private static Remark missing(Container container, String message) {
        return new Remark(container.line(), "%s: %s".formatted(container.name(), message));
    }

    private static Remark writableRoot(Manifest manifest, Container container) {
        boolean isSet = container.security().has("readOnlyRootFilesystem");
        int line = isSet ? container.security().lineOf("readOnlyRootFilesystem") : container.line();
        return new Remark(
                        line, "%s: the root file system can be written".formatted(container.name()))
                .with(
                        isSet
                                ? manifest.lines().value(line, "readOnlyRootFilesystem", "true")
                                : manifest.secured(container, "readOnlyRootFilesystem: true"));
    }

    private static Stream<YamlNode> images(Manifest manifest) {
        return manifest.containers().map(container -> container.node().get("image"));
    }

    private static Rule<Manifest> probe(String what, String otherwise) {
        return Rule.of(
                "kubernetes/no-%s-probe".formatted(what),
                Severity.NEGLIGIBLE,
                "A container %s".formatted(otherwise),
                "Add a %sProbe.".formatted(what),
                "CIS Docker 5.27",
                manifest ->
                        manifest.containers()
                                .filter(Container::isMain)
                                .filter(container ->
                                        SERVING.contains(container.pod().owner().kind()))
                                .filter(container -> !container.node().has(what + "Probe"))
                                .map(container ->
                                        missing(container, "no %sProbe".formatted(what))));
    }

    private static Stream<Remark> pipedToShell(Container container) {
        var words =
                Stream.concat(
                                container.node().get("command").items().stream(),
                                container.node().get("args").items().stream())
                        .toList();
        boolean isShell =
                !words.isEmpty()
                        && ShellScript.isShell(
                                words.getFirst()
                                        .words()
                                        .substring(words.getFirst().words().lastIndexOf('/') + 1));
        if (!isShell) {
            return Stream.empty();
        }
        return words.stream()
                .skip(1)
                .map(YamlNode::script)
                .map(ShellScript::commands)
                .flatMap(commands ->
                        Stream.concat(
                                ShellHabits.pipedToShell(commands),
                                ShellHabits.substitutedIntoShell(commands)));
    }
}
