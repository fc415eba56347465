package org.tidewaiter.checks.host;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A process of a host, as `/proc` tells of it.
///
/// @param words its command line; at least one
/// @see "proc(5)"
public record HostProcess(int pid, List<String> words) {
    private static final int MAX_PROCESSES = 50_000;

    public HostProcess {
        words = List.copyOf(words);
    }

    /// Those that have a command line, by their numbers. Nothing of a host that does not run.
    public static List<HostProcess> all(Host host) {
        var all = new ArrayList<HostProcess>();
        for (var name : host.names("/proc").known().orElse(List.of())) {
            if (all.size() == MAX_PROCESSES || !name.matches("[0-9]{1,9}")) {
                continue;
            }
            var line = host.text("/proc/%s/cmdline".formatted(name)).known().orElse("");
            if (!line.isEmpty()) {
                all.add(new HostProcess(Integer.parseInt(name), words(line)));
            }
        }
        all.sort(Comparator.comparingInt(HostProcess::pid));
        return all;
    }

    private static List<String> words(String line) {
        var whole = line.endsWith("\0") ? line.substring(0, line.length() - 1) : line;
        return List.of(whole.split("\0", -1));
    }

    /// The last part of what was started: `dockerd`.
    public String name() {
        var first = words.getFirst();
        return first.substring(first.lastIndexOf('/') + 1);
    }

    /// Where a person can read it.
    public String where() {
        return "/proc/%d/cmdline".formatted(pid);
    }
}
