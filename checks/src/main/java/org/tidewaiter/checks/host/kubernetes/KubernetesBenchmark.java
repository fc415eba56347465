package org.tidewaiter.checks.host.kubernetes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tidewaiter.checks.document.YamlNode;
import org.tidewaiter.checks.host.BenchResult;
import org.tidewaiter.checks.host.Control;
import org.tidewaiter.checks.host.Host;
import org.tidewaiter.checks.host.HostCheck;
import org.tidewaiter.checks.host.HostProcess;
import org.tidewaiter.checks.host.Outcome;
import org.tidewaiter.checks.host.Section;

/// What files in the format of kube-bench say of a node of Kubernetes.
public final class KubernetesBenchmark {
    private static final String MANIFEST = "/etc/kubernetes/manifests/kube-apiserver.yaml";

    /// Of which settings are files there that providers of clusters leave on their nodes.
    private static final List<String> MANAGED =
            List.of("/etc/eks", "/home/kubernetes/kube-env", "/etc/kubernetes/azure.json");

    private KubernetesBenchmark() {}

    /// @param benchmark which one of the files; by the version where it is not said
    /// @param version of Kubernetes, as `1.29`
    /// @param targets types of nodes; all where there is none
    public record Choice(
            Optional<String> benchmark, Optional<String> version, Set<String> targets) {
        public Choice {
            targets = Set.copyOf(targets);
        }
    }

    /// @throws MalformedBenchmarkException if a file cannot be read, or there is no such benchmark
    public static BenchResult of(Host host, BenchmarkFiles files, Choice choice)
            throws MalformedBenchmarkException {
        var top = ControlsFile.root("config.yaml", files.text("config.yaml"));
        var gaps = new ArrayList<String>();
        var name =
                choice.benchmark().isPresent()
                        ? choice.benchmark().get()
                        : byVersion(top, host, choice.version(), gaps);
        var layers = new ArrayList<YamlNode>();
        if (files.has(name + "/config.yaml")) {
            var own = name + "/config.yaml";
            layers.add(ControlsFile.root(own, files.text(own)));
        }
        layers.add(top);
        var processes = HostProcess.all(host);
        var audits = new Audits(host);
        var sections = new ArrayList<Section>();
        for (var file : files.controls(name)) {
            var controls = ControlsFile.parse(file, files.text(file));
            if (choice.targets().isEmpty() || choice.targets().contains(controls.type())) {
                var settings = NodeSettings.of(layers, controls.type(), host, processes);
                var absent = whyNotHere(controls.type(), settings, host);
                for (var group : controls.groups()) {
                    sections.add(section(group, settings, absent, audits));
                }
            }
        }
        if (sections.isEmpty()) {
            throw new MalformedBenchmarkException(
                    "'%s' has no file of controls of these types of nodes".formatted(name));
        }
        return new BenchResult("kubernetes", name, host.name(), host.asked(), sections, gaps);
    }

    private static Optional<String> whyNotHere(String type, NodeSettings settings, Host host) {
        if (settings.isThere()) {
            return Optional.empty();
        }
        boolean isManaged = MANAGED.stream().anyMatch(path -> host.stat(path).known().isPresent());
        return Optional.of(
                isManaged && !type.equals("node")
                        ? "the provider of the cluster runs its control plane"
                        : "this is no node of the type %s: neither a process nor a file of %s is here"
                                .formatted(type, String.join(", ", settings.missing())));
    }

    private static Section section(
            ControlsFile.Group group,
            NodeSettings settings,
            Optional<String> absent,
            Audits audits) {
        return new Section(
                group.id(),
                group.text(),
                group.checks().stream()
                        .map(check -> check(check, settings, absent).ask(audits))
                        .toList());
    }

    private static HostCheck<Audits> check(
            AuditCheck check, NodeSettings settings, Optional<String> absent) {
        return new HostCheck<>(
                control(check, settings),
                audits ->
                        absent.map(Outcome::notApplicable)
                                .orElseGet(
                                        () -> AuditAnswers.of(replaced(check, settings), audits)));
    }

    private static Control control(AuditCheck check, NodeSettings settings) {
        boolean isAutomated = !check.type().equals("manual") && !check.items().isEmpty();
        return new Control(
                check.id(),
                check.text().isBlank() ? check.id() : check.text(),
                isAutomated,
                check.isScored(),
                settings.in(check.audit().isEmpty() ? check.auditConfig() : check.audit()),
                settings.in(check.remediation()),
                List.of());
    }

    private static AuditCheck replaced(AuditCheck check, NodeSettings settings) {
        return new AuditCheck(
                check.id(),
                check.text(),
                check.type(),
                settings.in(check.audit()),
                settings.in(check.auditEnvironment()),
                settings.in(check.auditConfig()),
                check.items(),
                check.isAnyEnough(),
                check.readsRows(),
                check.remediation(),
                check.isScored());
    }

    /// By the version of Kubernetes that is said, or that the manifest of the API server names;
    /// else the newest. Of versions without one of their own the next older.
    private static String byVersion(
            YamlNode top, Host host, Optional<String> said, List<String> gaps)
            throws MalformedBenchmarkException {
        var mapping = top.get("version_mapping");
        var found = said.or(() -> ofManifest(host));
        var versions = mapping.entries().stream().map(YamlNode.Entry::key).toList();
        var wanted = found.map(KubernetesBenchmark::minor).orElse(Integer.MAX_VALUE);
        if (found.isPresent() && mapping.has(found.get())) {
            return mapping.get(found.get()).words();
        }
        var best =
                versions.stream()
                        .filter(version -> version.matches("1\\.[0-9]{1,4}"))
                        .filter(version -> minor(version) <= wanted)
                        .max(Comparator.comparingInt(KubernetesBenchmark::minor))
                        .orElseThrow(() ->
                                new MalformedBenchmarkException(
                                        "config.yaml has no benchmark for Kubernetes %s"
                                                .formatted(found.orElse("of any version"))));
        if (found.isEmpty()) {
            gaps.add(
                    "which version of Kubernetes runs could not be told: the newest benchmark was"
                            + " taken, %s".formatted(mapping.get(best).words()));
        }
        return mapping.get(best).words();
    }

    private static int minor(String version) {
        var parts = List.of(version.split("\\.", -1));
        return parts.size() > 1 && parts.get(1).matches("[0-9]{1,4}")
                ? Integer.parseInt(parts.get(1))
                : Integer.MAX_VALUE;
    }

    private static Optional<String> ofManifest(Host host) {
        var image = Pattern.compile("image: *\\S+:v(1\\.[0-9]{1,4})");
        return host.text(MANIFEST)
                .known()
                .map(image::matcher)
                .filter(Matcher::find)
                .map(match -> match.group(1));
    }
}
