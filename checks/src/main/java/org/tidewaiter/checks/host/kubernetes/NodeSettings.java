package org.tidewaiter.checks.host.kubernetes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tidewaiter.checks.document.YamlNode;
import org.tidewaiter.checks.host.Host;
import org.tidewaiter.checks.host.HostProcess;

/// Where on a host the components of one type of node are: what its variables stand for.
///
/// @param variables by name without the `$`: `kubeletconf`
/// @param missing required components of which neither a process nor a file is there
/// @param isThere whether any required component is
record NodeSettings(Map<String, String> variables, List<String> missing, boolean isThere) {
    /// What a component has by which list of candidates: the end of the variable, the list, what
    /// stands in where none is there, and the flag of the process that tells it.
    private enum Place {
        CONFIG("conf", "confs", "defaultconf", "--config"),
        SERVICE("svc", "svc", "defaultsvc", ""),
        KUBECONFIG("kubeconfig", "kubeconfig", "defaultkubeconfig", "--kubeconfig"),
        AUTHORITY("cafile", "cafile", "defaultcafile", "--client-ca-file"),
        DATA("datadir", "datadirs", "defaultdatadir", "--data-dir");

        private final String ending;
        private final String list;
        private final String otherwise;
        private final String flag;

        Place(String ending, String list, String otherwise, String flag) {
            this.ending = ending;
            this.list = list;
            this.otherwise = otherwise;
            this.flag = flag;
        }
    }

    NodeSettings {
        variables = Map.copyOf(variables);
        missing = List.copyOf(missing);
    }

    /// @param layers files of settings, of which the first that says something counts
    static NodeSettings of(
            List<YamlNode> layers, String type, Host host, List<HostProcess> processes) {
        var variables = new TreeMap<String, String>();
        var missing = new ArrayList<String>();
        boolean isThere = false;
        int required = 0;
        for (var named : first(layers, type + ".components").items()) {
            var component = named.words();
            var at = "%s.%s.".formatted(type, component);
            var bins = texts(first(layers, at + "bins"));
            var process = running(bins, processes);
            boolean hasFile = false;
            for (var place : Place.values()) {
                var path = path(layers, at, place, process, host);
                hasFile |= path.isPresent() && place != Place.KUBECONFIG;
                variables.put(
                        component + place.ending,
                        path.or(() -> first(layers, at + place.otherwise).text())
                                .orElse(component));
            }
            process.map(one -> one.bin)
                    .or(() -> bins.isEmpty() ? Optional.empty() : Optional.of(component))
                    .ifPresent(bin -> variables.put(component + "bin", bin));
            if (!bins.isEmpty() && !first(layers, at + "optional").isTrue()) {
                required++;
                isThere |= process.isPresent() || hasFile;
                if (process.isEmpty() && !hasFile) {
                    missing.add(component);
                }
            }
        }
        return new NodeSettings(variables, missing, isThere || required == 0);
    }

    static YamlNode first(List<YamlNode> layers, String path) {
        return layers.stream()
                .map(layer -> layer.path(path))
                .filter(node -> !node.isAbsent())
                .findFirst()
                .orElse(new YamlNode.Absent(1));
    }

    private static List<String> texts(YamlNode list) {
        return list.oneOrMore().stream().map(YamlNode::words).toList();
    }

    private record Running(String bin, HostProcess process) {
        Optional<String> flag(String name) {
            var words = process.words();
            for (int i = 1; i < words.size(); i++) {
                if (words.get(i).startsWith(name + "=")) {
                    return Optional.of(words.get(i).substring(name.length() + 1));
                }
                if (words.get(i).equals(name) && i + 1 < words.size()) {
                    return Optional.of(words.get(i + 1));
                }
            }
            return Optional.empty();
        }
    }

    /// The first candidate with which the command line of a process begins, its folder aside.
    private static Optional<Running> running(List<String> bins, List<HostProcess> processes) {
        for (var bin : bins) {
            for (var process : processes) {
                var words = new ArrayList<>(process.words());
                words.set(0, process.name());
                if ((String.join(" ", words) + " ").startsWith(bin + " ")) {
                    return Optional.of(new Running(bin, process));
                }
            }
        }
        return Optional.empty();
    }

    /// What its process was told; else the first candidate that is there. A static pod's manifest
    /// is the configuration of the others, not what their process reads.
    private static Optional<String> path(
            List<YamlNode> layers, String at, Place place, Optional<Running> process, Host host) {
        boolean isTold =
                place != Place.CONFIG || at.endsWith(".kubelet.") || at.endsWith(".proxy.");
        var told =
                process.filter(_ -> isTold && !place.flag.isEmpty())
                        .flatMap(one -> one.flag(place.flag))
                        .filter(path -> path.startsWith("/"));
        return told.or(() ->
                texts(first(layers, at + place.list)).stream()
                        .filter(path -> !host.stat(path).isAbsent())
                        .findFirst());
    }

    /// A text with what its variables stand for; longer names first, since they begin as shorter
    /// ones. What has blanks is quoted.
    String in(String text) {
        var replaced = text;
        var names =
                variables.keySet().stream()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList();
        for (var name : names) {
            var value = variables.getOrDefault(name, "");
            replaced =
                    replaced.replace(
                            "$" + name, value.contains(" ") ? "'%s'".formatted(value) : value);
        }
        return replaced;
    }
}
