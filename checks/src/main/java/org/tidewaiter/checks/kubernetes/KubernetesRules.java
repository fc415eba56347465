package org.tidewaiter.checks.kubernetes;

import java.util.List;
import java.util.stream.Stream;
import org.tidewaiter.checks.document.YamlFile;
import org.tidewaiter.checks.rule.Rule;
import org.tidewaiter.checks.rule.Rules;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Check;

/// Every rule on Kubernetes manifests. This is the only place that lists them.
public final class KubernetesRules {
    static final List<Rule<Manifest>> BUILT_IN =
            Stream.of(BaselineRules.ALL, RestrictedRules.ALL, WorkloadRules.ALL, ClusterRules.ALL)
                    .flatMap(List::stream)
                    .toList();

    public static final List<Check> CHECKS = Rule.checks(BUILT_IN);

    private KubernetesRules() {}

    /// @param text of any YAML file; documents that are no manifests are not looked at
    public static Reading read(String text) {
        if (!text.contains("apiVersion") || !text.contains("kind")) {
            return Reading.NOTHING;
        }
        var yaml = YamlFile.parse(text, KubernetesRules::isManifest);
        return Rules.reading(
                BUILT_IN, List.of(Manifest.of(yaml.lines(), yaml.documents())), yaml.unread());
    }

    private static boolean isManifest(List<String> lines) {
        boolean hasVersion = false;
        boolean hasKind = false;
        for (var line : lines) {
            hasVersion |= line.startsWith("apiVersion:") || line.contains("\"apiVersion\"");
            hasKind |= line.startsWith("kind:") || line.contains("\"kind\"");
            if (hasVersion && hasKind) {
                return true;
            }
        }
        return false;
    }
}
