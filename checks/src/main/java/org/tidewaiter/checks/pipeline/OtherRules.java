package org.tidewaiter.checks.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.tidewaiter.checks.document.YamlNode;
import org.tidewaiter.checks.pipeline.GroovyTokens.Kind;
import org.tidewaiter.checks.pipeline.GroovyTokens.Token;
import org.tidewaiter.checks.pipeline.Pipeline.Variable;
import org.tidewaiter.checks.rule.Remark;
import org.tidewaiter.checks.rule.Rule;
import org.tidewaiter.checks.rule.SecretNames;
import org.tidewaiter.model.Severity;

/// What is wrong in pipelines of GitLab CI and of Jenkins only.
final class OtherRules {
    static final List<Rule<Pipeline>> ALL =
            List.of(
                    gitlab(
                            "gitlab-docker-in-docker",
                            Severity.MEDIUM,
                            "A job needs a runner that is privileged, for an engine inside it",
                            "Build images with a builder that needs no rights.",
                            "CIS Docker 5.5; NIST SP 800-190 4.4.3",
                            OtherRules::dockerInDocker),
                    gitlab(
                            "gitlab-engine-without-tls",
                            Severity.MEDIUM,
                            "The engine takes orders without encryption and without asking who gives them",
                            "Leave DOCKER_TLS_CERTDIR at its value and use port 2376.",
                            "CIS Docker 2.7; NIST SP 800-190 4.2.1",
                            OtherRules::engineWithoutTls),
                    gitlab(
                            "gitlab-remote-include",
                            Severity.MEDIUM,
                            "A part of the pipeline comes from an address, as it is on the day",
                            "Copy it, or add integrity with its hash.",
                            "NIST SP 800-190 4.1.5",
                            OtherRules::remoteInclude),
                    gitlab(
                            "gitlab-unpinned-include",
                            Severity.LOW,
                            "A part of the pipeline follows a branch of another project",
                            "Name a commit or a protected tag with ref.",
                            "NIST SP 800-190 4.1.5",
                            OtherRules::unpinnedInclude),
                    jenkins(
                            "jenkins-any-agent",
                            Severity.NEGLIGIBLE,
                            "A pipeline runs on whatever machine is free",
                            "Name a label, best of machines that are thrown away.",
                            "NIST SP 800-190 4.3.4",
                            (pipeline, file) ->
                                    file.anyAgent().stream()
                                            .map(line -> new Remark(line, "agent any"))),
                    jenkins(
                            "jenkins-unpinned-library",
                            Severity.LOW,
                            "A shared library follows a branch",
                            "Name a tag or a commit after @.",
                            "NIST SP 800-190 4.1.5",
                            OtherRules::unpinnedLibrary),
                    jenkins(
                            "jenkins-secret-in-string",
                            Severity.MEDIUM,
                            "Groovy puts a credential into a command, where other processes can read it",
                            "Use single quotes, so that the shell takes it from its environment.",
                            "NIST SP 800-190 4.1.4",
                            OtherRules::secretInString),
                    jenkins(
                            "jenkins-script-injection",
                            Severity.HIGH,
                            "What a stranger writes becomes part of a script",
                            "Use single quotes, so that the shell takes it from its environment, and quote it there.",
                            "NIST SP 800-190 4.4.4",
                            OtherRules::scriptInjection));

    private static final Set<String> STRANGERS =
            Set.of(
                    "CHANGE_TITLE",
                    "CHANGE_BRANCH",
                    "CHANGE_AUTHOR_DISPLAY_NAME",
                    "BRANCH_NAME",
                    "GIT_BRANCH",
                    "TAG_NAME");

    private OtherRules() {}

    private static Stream<Remark> dockerInDocker(Pipeline pipeline, GitLab file) {
        return file.services()
                .filter(service -> isEngine(service.words()))
                .map(service ->
                        new Remark(service.line(), service.words() + " needs a privileged runner"));
    }

    private static Stream<Remark> engineWithoutTls(Pipeline pipeline, GitLab file) {
        return pipeline.variables().stream()
                .filter(variable -> isWithoutTls(variable))
                .map(variable ->
                        new Remark(variable.line(), variable.name() + " switches TLS off"));
    }

    private static Stream<Remark> remoteInclude(Pipeline pipeline, GitLab file) {
        return file.root().get("include").oneOrMore().stream()
                .filter(OtherRules::isRemote)
                .map(include ->
                        new Remark(include.line(), "whoever owns the address owns the pipeline"));
    }

    private static Stream<Remark> unpinnedInclude(Pipeline pipeline, GitLab file) {
        return file.root().get("include").oneOrMore().stream()
                .filter(OtherRules::isUnpinned)
                .map(include -> new Remark(include.line(), "the include follows a branch"));
    }

    private static Stream<Remark> unpinnedLibrary(Pipeline pipeline, Jenkins file) {
        return file.libraries().stream()
                .filter(library -> isOpenLibrary(library.text()))
                .map(library -> new Remark(library.line(), library.text() + " follows a branch"));
    }

    private static Stream<Remark> secretInString(Pipeline pipeline, Jenkins file) {
        return strings(file)
                .filter(string ->
                        names(string.text()).stream()
                                .anyMatch(name ->
                                        file.secrets().contains(last(name))
                                                || SecretNames.isSecret(last(name))))
                .map(string -> new Remark(string.line(), "a credential in double quotes"));
    }

    private static Stream<Remark> scriptInjection(Pipeline pipeline, Jenkins file) {
        return strings(file)
                .filter(string -> names(string.text()).stream().anyMatch(OtherRules::isStrangers))
                .map(string ->
                        new Remark(string.line(), "a parameter or branch name in double quotes"));
    }

    private static Rule<Pipeline> gitlab(
            String name,
            Severity severity,
            String title,
            String mend,
            String guides,
            BiFunction<Pipeline, GitLab, Stream<Remark>> look) {
        return Rule.of(
                "pipeline/" + name,
                severity,
                title,
                mend,
                guides,
                pipeline -> pipeline.gitlab().stream().flatMap(file -> look.apply(pipeline, file)));
    }

    private static Rule<Pipeline> jenkins(
            String name,
            Severity severity,
            String title,
            String mend,
            String guides,
            BiFunction<Pipeline, Jenkins, Stream<Remark>> look) {
        return Rule.of(
                "pipeline/" + name,
                severity,
                title,
                mend,
                guides,
                pipeline ->
                        pipeline.jenkins().stream().flatMap(file -> look.apply(pipeline, file)));
    }

    private static boolean isWithoutTls(Variable variable) {
        return switch (variable.name()) {
            case "DOCKER_TLS_CERTDIR" -> variable.value().isEmpty();
            case "DOCKER_HOST" -> variable.value().endsWith(":2375");
            default -> false;
        };
    }

    private static boolean isEngine(String image) {
        var name = image.substring(image.lastIndexOf('/') + 1);
        return name.startsWith("docker:") && name.contains("dind");
    }

    private static boolean isRemote(YamlNode include) {
        return include.words().startsWith("http://")
                || include.words().startsWith("https://")
                || (include.has("remote") && !include.has("integrity"));
    }

    private static boolean isUnpinned(YamlNode include) {
        var component = include.get("component").words();
        if (!component.isEmpty()) {
            var version = component.substring(component.lastIndexOf('@') + 1);
            return Set.of("main", "master", "~latest").contains(version);
        }
        return include.has("project")
                && Set.of("", "main", "master", "HEAD").contains(include.get("ref").words());
    }

    private static boolean isOpenLibrary(String library) {
        int at = library.indexOf('@');
        return at < 0 || Set.of("main", "master", "develop").contains(library.substring(at + 1));
    }

    private static Stream<Token> strings(Jenkins file) {
        return file.shellStrings().stream().filter(string -> string.kind() == Kind.EXPANDED);
    }

    /// What Groovy replaces in a string, as `params.X`.
    private static List<String> names(String text) {
        var names = new ArrayList<String>();
        for (int at = text.indexOf('$'); at >= 0; at = text.indexOf('$', at + 1)) {
            if (at > 0 && text.charAt(at - 1) == '\\') {
                continue;
            }
            int start = text.startsWith("${", at) ? at + 2 : at + 1;
            int end = start;
            while (end < text.length()
                    && (Character.isLetterOrDigit(text.charAt(end))
                            || "_.".indexOf(text.charAt(end)) >= 0)) {
                end++;
            }
            names.add(text.substring(start, end));
        }
        return names;
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static boolean isStrangers(String name) {
        return name.startsWith("params.") || STRANGERS.contains(last(name));
    }
}
