package org.tidewaiter.checks.kubernetes;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.tidewaiter.checks.document.YamlNode;
import org.tidewaiter.checks.kubernetes.Manifest.Thing;
import org.tidewaiter.checks.rule.Remark;
import org.tidewaiter.checks.rule.Rule;
import org.tidewaiter.model.Severity;

/// Who may do what in a cluster, and what it offers to the outside.
final class ClusterRules {
    private static final Set<String> STRANGERS =
            Set.of("system:anonymous", "system:unauthenticated");

    /// What every cluster gives to everybody who can log in.
    private static final Set<String> FOR_EVERYBODY =
            Set.of("system:basic-user", "system:discovery", "system:public-info-viewer");

    static final List<Rule<Manifest>> ALL =
            List.of(
                    role(
                            "rbac-wildcard",
                            Severity.MEDIUM,
                            "A role may do everything, or with everything",
                            "Name the verbs and resources that are needed.",
                            "CIS Kubernetes 5.1.3; NIST SP 800-190 4.3.1",
                            rule -> has(rule, "verbs", "*") || has(rule, "resources", "*")),
                    role(
                            "rbac-secrets",
                            Severity.MEDIUM,
                            "A role may read secrets",
                            "Name the secrets with resourceNames, or mount them.",
                            "CIS Kubernetes 5.1.2; NIST SP 800-190 4.3.1",
                            rule ->
                                    has(rule, "resources", "secrets")
                                            && rule.get("resourceNames").isAbsent()
                                            && has(rule, "verbs", "get", "list", "watch", "*")),
                    role(
                            "rbac-escalation",
                            Severity.HIGH,
                            "A role may give itself every right",
                            "Leave escalate, bind and impersonate away.",
                            "CIS Kubernetes 5.1.8; NIST SP 800-190 4.3.1",
                            rule -> has(rule, "verbs", "escalate", "bind", "impersonate")),
                    role(
                            "rbac-exec",
                            Severity.MEDIUM,
                            "A role may run commands in the containers of others",
                            "Leave pods/exec, pods/attach and nodes/proxy away.",
                            "CIS Kubernetes 5.1.10; NIST SP 800-190 4.3.1",
                            rule ->
                                    has(
                                                    rule,
                                                    "resources",
                                                    "pods/exec",
                                                    "pods/attach",
                                                    "nodes/proxy")
                                            && has(rule, "verbs", "create", "get", "*")),
                    Rule.of(
                            "kubernetes/cluster-admin",
                            Severity.HIGH,
                            "Somebody gets every right in the cluster",
                            "Bind a role with the rights that are needed.",
                            "CIS Kubernetes 5.1.1; NIST SP 800-190 4.3.1",
                            ClusterRules::clusterAdmin),
                    subject(
                            "rbac-anonymous",
                            Severity.HIGH,
                            "Somebody who did not log in gets rights",
                            "Name the accounts that need them.",
                            "NIST SP 800-190 4.3.2",
                            subject -> STRANGERS.contains(subject.get("name").words())),
                    Rule.of(
                            "kubernetes/rbac-everybody",
                            Severity.MEDIUM,
                            "Everybody who can log in, or every pod, gets rights",
                            "Name the accounts that need them.",
                            "CIS Kubernetes 5.1.1; NIST SP 800-190 4.3.1",
                            ClusterRules::everybody),
                    subject(
                            "rbac-default-account",
                            Severity.MEDIUM,
                            "Every pod of a namespace gets rights, since its default account has them",
                            "Give the one pod that needs them an account of its own.",
                            "CIS Kubernetes 5.1.5",
                            subject ->
                                    subject.get("kind").is("ServiceAccount")
                                            && subject.get("name").is("default")),
                    Rule.of(
                            "kubernetes/load-balancer",
                            Severity.LOW,
                            "A service is open to the whole network outside",
                            "Set loadBalancerSourceRanges, or make the load balancer internal.",
                            "NIST SP 800-190 4.4.2",
                            ClusterRules::loadBalancer),
                    Rule.of(
                            "kubernetes/node-port",
                            Severity.LOW,
                            "A service is open on every node",
                            "Use ClusterIP behind an ingress.",
                            "NIST SP 800-190 4.4.2",
                            ClusterRules::nodePort),
                    Rule.of(
                            "kubernetes/external-ips",
                            Severity.MEDIUM,
                            "A service takes addresses that may be somebody else's",
                            "Leave externalIPs away (CVE-2020-8554).",
                            "NIST SP 800-190 4.4.2",
                            ClusterRules::externalIps),
                    Rule.of(
                            "kubernetes/ingress-without-tls",
                            Severity.LOW,
                            "An ingress answers without encryption",
                            "Add tls with a certificate.",
                            "NIST SP 800-190 4.2.1",
                            ClusterRules::ingressWithoutTls),
                    Rule.of(
                            "kubernetes/open-network-policy",
                            Severity.LOW,
                            "A network policy lets everybody in",
                            "Name who may come in.",
                            "CIS Kubernetes 5.3.2; NIST SP 800-190 4.3.3",
                            ClusterRules::openNetworkPolicy),
                    Rule.of(
                            "kubernetes/namespace-privileged",
                            Severity.MEDIUM,
                            "A namespace lets every pod in, however privileged",
                            "Enforce baseline or restricted.",
                            "CIS Kubernetes 5.2.1",
                            ClusterRules::namespacePrivileged));

    private ClusterRules() {}

    private static Stream<Remark> clusterAdmin(Manifest manifest) {
        return bindings(manifest)
                .map(binding -> binding.node().path("roleRef.name"))
                .filter(name -> name.is("cluster-admin"))
                .map(name -> new Remark(name.line(), "bound to cluster-admin"));
    }

    private static Stream<Remark> everybody(Manifest manifest) {
        return bindings(manifest)
                .filter(binding ->
                        !FOR_EVERYBODY.contains(binding.node().path("roleRef.name").words()))
                .flatMap(binding -> binding.node().get("subjects").items().stream())
                .filter(ClusterRules::isEverybody)
                .map(subject ->
                        new Remark(
                                subject.line(),
                                "%s gets rights".formatted(subject.get("name").words())));
    }

    private static boolean isEverybody(YamlNode subject) {
        var name = subject.get("name").words();
        return subject.get("kind").is("Group")
                && (name.equals("system:authenticated")
                        || name.equals("system:serviceaccounts")
                        || name.startsWith("system:serviceaccounts:"));
    }

    private static Stream<Remark> loadBalancer(Manifest manifest) {
        return services(manifest, "LoadBalancer")
                .filter(service -> service.node().path("spec.loadBalancerSourceRanges").isAbsent())
                .filter(service ->
                        service.node().path("metadata.annotations").entries().stream()
                                .noneMatch(entry ->
                                        entry.key().contains("internal")
                                                || entry.value()
                                                        .words()
                                                        .equalsIgnoreCase("internal")))
                .map(service ->
                        new Remark(
                                service.node().get("spec").lineOf("type"),
                                "open to every address"));
    }

    private static Stream<Remark> nodePort(Manifest manifest) {
        return services(manifest, "NodePort")
                .map(service ->
                        new Remark(service.node().get("spec").lineOf("type"), "type: NodePort"));
    }

    private static Stream<Remark> externalIps(Manifest manifest) {
        return manifest.all("Service")
                .map(service -> service.node().get("spec"))
                .filter(spec -> !spec.get("externalIPs").items().isEmpty())
                .map(spec -> new Remark(spec.lineOf("externalIPs"), "externalIPs"));
    }

    private static Stream<Remark> ingressWithoutTls(Manifest manifest) {
        return manifest.all("Ingress")
                .filter(ingress -> ingress.node().path("spec.tls").items().isEmpty())
                .map(ingress -> new Remark(ingress.node().lineOf("spec"), "no tls"));
    }

    private static Stream<Remark> openNetworkPolicy(Manifest manifest) {
        return manifest.all("NetworkPolicy")
                .flatMap(policy -> policy.node().path("spec.ingress").items().stream())
                .filter(rule ->
                        rule instanceof YamlNode.Mapping && rule.get("from").items().isEmpty())
                .map(rule -> new Remark(rule.line(), "a rule without from lets everybody in"));
    }

    private static Stream<Remark> namespacePrivileged(Manifest manifest) {
        return manifest.all("Namespace")
                .map(namespace ->
                        namespace
                                .node()
                                .path("metadata.labels")
                                .get("pod-security.kubernetes.io/enforce"))
                .filter(level -> level.is("privileged"))
                .map(level -> new Remark(level.line(), "enforce: privileged"));
    }

    private static Rule<Manifest> role(
            String name,
            Severity severity,
            String title,
            String mend,
            String guides,
            Predicate<YamlNode> is) {
        return Rule.of(
                "kubernetes/" + name,
                severity,
                title,
                mend,
                guides,
                manifest ->
                        manifest.all("Role", "ClusterRole")
                                .flatMap(role -> role.node().get("rules").items().stream())
                                .filter(is)
                                .map(rule ->
                                        new Remark(
                                                rule.line(),
                                                "%s on %s"
                                                        .formatted(
                                                                words(rule.get("verbs")),
                                                                words(rule.get("resources"))))));
    }

    private static Rule<Manifest> subject(
            String name,
            Severity severity,
            String title,
            String mend,
            String guides,
            Predicate<YamlNode> is) {
        return Rule.of(
                "kubernetes/" + name,
                severity,
                title,
                mend,
                guides,
                manifest ->
                        bindings(manifest)
                                .flatMap(binding -> binding.node().get("subjects").items().stream())
                                .filter(is)
                                .map(subject ->
                                        new Remark(
                                                subject.line(),
                                                "%s gets rights"
                                                        .formatted(subject.get("name").words()))));
    }

    private static boolean has(YamlNode rule, String key, String... values) {
        var wanted = Set.of(values);
        return rule.get(key).items().stream().anyMatch(item -> wanted.contains(item.words()));
    }

    private static String words(YamlNode list) {
        return String.join(", ", list.items().stream().map(YamlNode::words).toList());
    }

    private static Stream<Thing> bindings(Manifest manifest) {
        return manifest.all("ClusterRoleBinding", "RoleBinding");
    }

    private static Stream<Thing> services(Manifest manifest, String type) {
        return manifest.all("Service").filter(service -> service.node().path("spec.type").is(type));
    }
}
