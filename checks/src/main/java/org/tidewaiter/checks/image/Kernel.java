package org.tidewaiter.checks.image;

/// Folders that the kernel fills when a container runs: what an image has there does not count.
final class Kernel {
    private Kernel() {}

    static boolean isFilled(String path) {
        return path.startsWith("proc/")
                || path.startsWith("sys/")
                || path.startsWith("dev/")
                || path.equals("proc")
                || path.equals("sys")
                || path.equals("dev");
    }
}
