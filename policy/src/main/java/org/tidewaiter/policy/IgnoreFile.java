package org.tidewaiter.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.policy.yaml.MalformedYamlException;
import org.tidewaiter.policy.yaml.Yaml;

/// The rules of an ignore file of another scanner: Trivy's `.trivyignore` and `.trivyignore.yaml`,
/// and the `ignore` of Grype's configuration. Read only where whoever scans names it; never from
/// what is scanned, and never because it lies about.
///
/// What is not understood is refused with its line, since a slip of the pen in such a file hides a
/// flaw.
///
/// @param remarks sentences about parts of the file that hide no finding of ours
public record IgnoreFile(List<IgnoreRule> rules, List<String> remarks) {
    private static final Pattern YAML = Pattern.compile(".*\\.ya?ml", Pattern.CASE_INSENSITIVE);

    public IgnoreFile {
        rules = List.copyOf(rules);
        remarks = List.copyOf(remarks);
    }

    /// @param name of the file: one that ends in `.yaml` or `.yml` is YAML, any other plain text
    /// @param text the whole of it
    /// @throws ProblemException `ignore-file-malformed`, with the line
    public static IgnoreFile read(String name, String text) throws ProblemException {
        try {
            return YAML.matcher(name).matches()
                    ? yaml(name, Yaml.read(text))
                    : TrivyIgnoreText.read(name, text);
        } catch (MalformedYamlException e) {
            throw new ProblemException(
                    "ignore-file-malformed",
                    "%s, line %d: %s".formatted(name, e.line(), e.getMessage()),
                    "correct that line of " + name);
        }
    }

    private static IgnoreFile yaml(String name, Optional<Yaml> document)
            throws MalformedYamlException {
        if (document.isEmpty()) {
            return new IgnoreFile(List.of(), List.of());
        }
        if (!(document.get() instanceof Yaml.YamlMapping top)) {
            throw new MalformedYamlException(document.get().line(), name + " must be a mapping");
        }
        return top.get("ignore").isPresent()
                ? GrypeIgnore.read(name, top)
                : TrivyIgnoreYaml.read(name, top);
    }

    /// @param parts of the file that are about other things
    static List<String> notRead(String name, List<String> parts) {
        return parts.isEmpty()
                ? List.of()
                : List.of("of %s is not read: %s".formatted(name, String.join(", ", parts)));
    }

    static List<PathGlob> globs(Yaml paths, String what) throws MalformedYamlException {
        var globs = new ArrayList<PathGlob>();
        for (var path : paths.items(what)) {
            globs.add(glob(path, what));
        }
        return globs;
    }

    static PathGlob glob(Yaml path, String what) throws MalformedYamlException {
        var text = path.text(what);
        return PathGlob.parse(text)
                .orElseThrow(() ->
                        new MalformedYamlException(
                                path.line(),
                                "in '%s' only * and ** are understood".formatted(text)));
    }
}
