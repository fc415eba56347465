package org.tidewaiter.checks.host.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.tidewaiter.checks.host.Host;
import org.tidewaiter.model.BoundedPattern;

/// Patterns of names: `*.crt`.
///
/// @see "glob(7)"
final class NamePattern {
    private NamePattern() {}

    static boolean isOne(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0;
    }

    static boolean matches(String pattern, String name) {
        var expression = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char letter = pattern.charAt(i);
            int end = letter == '[' ? pattern.indexOf(']', i + 2) : -1;
            if (end > 0) {
                var inner = pattern.substring(i + 1, end).replace("\\", "\\\\").replace("[", "\\[");
                expression
                        .append('[')
                        .append(inner.startsWith("!") ? "^" + inner.substring(1) : inner)
                        .append(']');
                i = end;
            } else {
                expression.append(
                        switch (letter) {
                            case '*' -> ".*";
                            case '?' -> ".";
                            default -> Pattern.quote(String.valueOf(letter));
                        });
            }
        }
        return BoundedPattern.parse(expression.toString()).stream()
                .anyMatch(one -> one.matches(name));
    }

    /// The paths of a host that a pattern means, sorted; itself where there are none, as a shell
    /// has it.
    static List<String> paths(String pattern, Host host) {
        var found = List.of("");
        for (var part : List.of(pattern.substring(1).split("/", -1))) {
            var next = new ArrayList<String>();
            for (var folder : found) {
                if (!isOne(part)) {
                    next.add(folder + "/" + part);
                    continue;
                }
                host.names(folder.isEmpty() ? "/" : folder).known().orElse(List.of()).stream()
                        .filter(name -> name.startsWith(".") == part.startsWith("."))
                        .filter(name -> matches(part, name))
                        .forEach(name -> next.add(folder + "/" + name));
            }
            found = next;
        }
        var there = found.stream().filter(path -> host.lstat(path).known().isPresent()).toList();
        return there.isEmpty() ? List.of(pattern) : there;
    }
}
