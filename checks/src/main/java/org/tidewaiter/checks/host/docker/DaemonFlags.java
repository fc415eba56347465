package org.tidewaiter.checks.host.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The words that a Docker daemon was started with, under the names that its file has for them.
///
/// @see "dockerd(8)"
final class DaemonFlags {
    /// Those that take no word after them.
    private static final Set<String> BOOLEAN =
            Set.of(
                    "allow-direct-routing",
                    "debug",
                    "experimental",
                    "help",
                    "icc",
                    "init",
                    "ip-forward",
                    "ip-forward-no-drop",
                    "ip-masq",
                    "ip6tables",
                    "iptables",
                    "ipv6",
                    "live-restore",
                    "no-new-privileges",
                    "raw-logs",
                    "selinux-enabled",
                    "tls",
                    "tlsverify",
                    "userland-proxy",
                    "validate",
                    "version");

    private static final Map<String, String> LETTERS =
            Map.of(
                    "-D",
                    "debug",
                    "-G",
                    "group",
                    "-H",
                    "host",
                    "-b",
                    "bridge",
                    "-g",
                    "data-root",
                    "-h",
                    "help",
                    "-l",
                    "log-level",
                    "-p",
                    "pidfile",
                    "-s",
                    "storage-driver",
                    "-v",
                    "version");

    /// Flags that may be given several times have other names in the file.
    private static final Map<String, String> NAMES_OF_FILE =
            Map.of(
                    "host", "hosts",
                    "insecure-registry", "insecure-registries",
                    "storage-opt", "storage-opts",
                    "authorization-plugin", "authorization-plugins",
                    "default-ulimit", "default-ulimits",
                    "graph", "data-root");

    private DaemonFlags() {}

    /// @param words the program first
    /// @return values in the order in which they were given; of a boolean `true` or `false`
    static Map<String, List<String>> of(List<String> words) {
        var set = new TreeMap<String, List<String>>();
        for (int i = 1; i < words.size(); i++) {
            var flag = flag(words.get(i));
            if (flag.isEmpty()) {
                continue;
            }
            var name = flag.get().name();
            boolean takesNext = flag.get().value().isEmpty() && !BOOLEAN.contains(name);
            var value = flag.get().value();
            if (takesNext) {
                i++;
                value = i < words.size() ? Optional.of(words.get(i)) : Optional.of("");
            }
            set.computeIfAbsent(NAMES_OF_FILE.getOrDefault(name, name), _ -> new ArrayList<>())
                    .add(value.orElse("true"));
        }
        return set;
    }

    private record Flag(String name, Optional<String> value) {}

    private static Optional<Flag> flag(String word) {
        if (word.startsWith("--")) {
            int equals = word.indexOf('=');
            return Optional.of(
                    equals < 0
                            ? new Flag(word.substring(2), Optional.empty())
                            : new Flag(
                                    word.substring(2, equals),
                                    Optional.of(word.substring(equals + 1))));
        }
        if (word.length() < 2 || !LETTERS.containsKey(word.substring(0, 2))) {
            return Optional.empty();
        }
        var rest = word.substring(2);
        return Optional.of(
                new Flag(
                        LETTERS.getOrDefault(word.substring(0, 2), ""),
                        rest.isEmpty()
                                ? Optional.empty()
                                : Optional.of(rest.startsWith("=") ? rest.substring(1) : rest)));
    }
}
