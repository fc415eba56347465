package org.tidewaiter.checks.rule;

import java.util.List;

/// Directories of a host that hold what belongs to the host, so that whoever writes there has it.
public final class HostPath {
    private static final List<String> TREES =
            List.of(
                    "/etc",
                    "/boot",
                    "/dev",
                    "/lib",
                    "/lib64",
                    "/usr",
                    "/bin",
                    "/sbin",
                    "/proc",
                    "/sys",
                    "/root",
                    "/var/lib/docker",
                    "/var/lib/containerd",
                    "/var/lib/kubelet",
                    "/var/lib/etcd",
                    "/var/run",
                    "/run");

    /// Read by everybody's clock.
    private static final List<String> HARMLESS =
            List.of(
                    "/etc/localtime",
                    "/etc/timezone",
                    "/usr/share/zoneinfo",
                    "/dev/null",
                    "/dev/shm",
                    "/dev/net/tun");

    private HostPath() {}

    public static boolean isSensitive(String path) {
        var clean =
                path.length() > 1 && path.endsWith("/")
                        ? path.substring(0, path.length() - 1)
                        : path;
        boolean isHarmless = HARMLESS.stream().anyMatch(clean::startsWith);
        boolean isOfHost =
                TREES.stream().anyMatch(tree -> clean.equals(tree) || clean.startsWith(tree + "/"));
        return clean.equals("/") || (isOfHost && !isHarmless);
    }
}
