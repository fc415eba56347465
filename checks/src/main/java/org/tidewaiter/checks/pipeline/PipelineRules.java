package org.tidewaiter.checks.pipeline;

import java.util.List;
import java.util.stream.Stream;
import org.tidewaiter.checks.document.TextLines;
import org.tidewaiter.checks.document.Unread;
import org.tidewaiter.checks.document.YamlFile;
import org.tidewaiter.checks.document.YamlNode;
import org.tidewaiter.checks.rule.Rule;
import org.tidewaiter.checks.rule.Rules;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Check;

/// Every rule on build pipelines. This is the only place that lists them.
public final class PipelineRules {
    static final List<Rule<Pipeline>> BUILT_IN =
            Stream.of(CommonRules.ALL, GitHubRules.ALL, OtherRules.ALL)
                    .flatMap(List::stream)
                    .toList();

    public static final List<Check> CHECKS = Rule.checks(BUILT_IN);

    private PipelineRules() {}

    /// @param yaml a workflow, or an action that is made of steps
    public static Reading readGitHub(YamlFile yaml) {
        var files =
                yaml.documents().stream()
                        .filter(root -> root.has("jobs") || root.get("runs").has("steps"))
                        .map(root -> Workflow.pipeline(yaml.lines(), root))
                        .toList();
        return Rules.reading(BUILT_IN, files, yaml.unread());
    }

    public static Reading readGitLab(YamlFile yaml) {
        var files =
                yaml.documents().stream()
                        .filter(root -> root instanceof YamlNode.Mapping && !isHeader(root))
                        .map(root -> GitLab.pipeline(yaml.lines(), root))
                        .toList();
        return Rules.reading(BUILT_IN, files, yaml.unread());
    }

    /// The inputs of a component stand in a document of their own.
    private static boolean isHeader(YamlNode root) {
        return root.has("spec") && root.entries().size() == 1;
    }

    public static Reading readJenkins(String text) {
        var tokens = GroovyTokens.of(text);
        var unread =
                tokens.size() == GroovyTokens.MAX_TOKENS
                        ? List.of(
                                new Unread(
                                        tokens.getLast().line(),
                                        "more than %d words".formatted(GroovyTokens.MAX_TOKENS)))
                        : List.<Unread>of();
        return Rules.reading(
                BUILT_IN, List.of(Jenkins.pipeline(TextLines.of(text), tokens)), unread);
    }
}
