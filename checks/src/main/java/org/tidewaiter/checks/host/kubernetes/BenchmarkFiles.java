package org.tidewaiter.checks.host.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The files of a folder of benchmarks: `config.yaml`, and in a folder for each benchmark its
/// controls, and perhaps settings that come before those of `config.yaml`.
///
/// @param texts by path from the folder: `cis-1.10/node.yaml`
public record BenchmarkFiles(Map<String, String> texts) {
    public BenchmarkFiles {
        texts = Map.copyOf(texts);
    }

    boolean has(String path) {
        return texts.containsKey(path);
    }

    String text(String path) throws MalformedBenchmarkException {
        var text = texts.get(path);
        if (text == null) {
            throw new MalformedBenchmarkException("there is no " + path);
        }
        return text;
    }

    /// The files of controls of a benchmark, sorted.
    List<String> controls(String name) throws MalformedBenchmarkException {
        var files =
                new TreeMap<>(texts)
                        .keySet().stream()
                                .filter(path -> path.startsWith(name + "/"))
                                .filter(path -> path.endsWith(".yaml"))
                                .filter(path -> !path.endsWith("/config.yaml"))
                                .toList();
        if (files.isEmpty()) {
            throw new MalformedBenchmarkException("there is no benchmark '%s'".formatted(name));
        }
        return files;
    }
}
