package org.tidewaiter.checks.host.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.checks.document.YamlFile;
import org.tidewaiter.checks.document.YamlNode;

/// Paths into JSON and YAML as `kubectl` has them: `{.a.b[0].c[*]}`, keys also as `['a.b']`. Ranges
/// and filters are not read.
final class JsonPath {
    private static final Pattern STEP =
            Pattern.compile(
                    "\\.((?:[A-Za-z0-9_/-]|\\\\\\.)+|\\*)|\\[([0-9]{1,6}|\\*)\\]|\\['([^']*)'\\]");
    private static final int MAX_FOUND = 10_000;

    private JsonPath() {}

    /// @return what is there, several with blanks between; nothing where that is empty
    /// @throws MalformedValueException if the text is neither JSON nor YAML
    /// @throws NotReadException if the path is one that is not read here
    static Optional<String> find(String path, String text)
            throws MalformedValueException, NotReadException {
        if (path.isEmpty() || text.isBlank()) {
            return Optional.empty();
        }
        var file = YamlFile.parse(text);
        if (!file.unread().isEmpty()) {
            var first = file.unread().getFirst();
            throw new MalformedValueException(
                    "it is neither JSON nor YAML: line %d: %s"
                            .formatted(first.line(), first.reason()));
        }
        var inner = path.strip();
        if (!inner.startsWith("{") || !inner.endsWith("}")) {
            throw new NotReadException("the path '%s' is not interpreted".formatted(path));
        }
        inner = inner.substring(1, inner.length() - 1).strip();
        List<YamlNode> found = file.documents().stream().limit(1).toList();
        int at = inner.startsWith("$") ? 1 : 0;
        var step = STEP.matcher(inner);
        while (at < inner.length()) {
            if (inner.equals(".")) {
                break;
            }
            if (!step.region(at, inner.length()).lookingAt()) {
                throw new NotReadException("the path '%s' is not interpreted".formatted(path));
            }
            found = next(found, step.group(1), step.group(2), step.group(3));
            at = step.end();
        }
        return Optional.of(found.stream().map(JsonPath::words).collect(Collectors.joining(" ")))
                .filter(words -> !words.isEmpty());
    }

    private static List<YamlNode> next(
            List<YamlNode> from,
            @Nullable String key,
            @Nullable String index,
            @Nullable String quoted)
            throws NotReadException {
        var found = new ArrayList<YamlNode>();
        for (var node : from) {
            if (found.size() > MAX_FOUND) {
                throw new NotReadException("more than %d values".formatted(MAX_FOUND));
            }
            if ("*".equals(key) || "*".equals(index)) {
                node.entries().forEach(entry -> found.add(entry.value()));
                found.addAll(node.items());
            } else if (index != null) {
                int number = Integer.parseInt(index);
                node.items().stream().skip(number).limit(1).forEach(found::add);
            } else {
                found.add(
                        node.get(
                                quoted == null ? String.valueOf(key).replace("\\.", ".") : quoted));
            }
        }
        return found.stream().filter(node -> !node.isAbsent()).toList();
    }

    private static String words(YamlNode node) {
        return switch (node) {
            case YamlNode.Absent _ -> "";
            case YamlNode.Scalar scalar -> scalar.value();
            case YamlNode.Sequence(var items, _) ->
                    items.stream().map(JsonPath::inner).collect(Collectors.joining(",", "[", "]"));
            case YamlNode.Mapping mapping ->
                    mapping.entries().stream()
                            .map(entry -> "\"%s\":%s".formatted(entry.key(), inner(entry.value())))
                            .collect(Collectors.joining(",", "{", "}"));
        };
    }

    private static String inner(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar
                ? "\"%s\"".formatted(scalar.value())
                : words(node);
    }
}
