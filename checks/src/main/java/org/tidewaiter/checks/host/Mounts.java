package org.tidewaiter.checks.host;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What is mounted where on a host that runs.
///
/// @param devices by the place where it is mounted, the number of the file system: `8:1`
/// @param unread why it could not be read
/// @see "proc_pid_mountinfo(5)"
public record Mounts(Map<String, String> devices, Optional<String> unread) {
    private static final String WHERE = "/proc/self/mountinfo";

    private static final int DEVICE = 2;
    private static final int PLACE = 4;

    public Mounts {
        devices = Map.copyOf(devices);
    }

    public static Mounts of(Host host) {
        var told = host.text(WHERE);
        var devices = new TreeMap<String, String>();
        for (var line : told.known().orElse("").split("\n", -1)) {
            var fields = List.of(line.split(" ", -1));
            if (fields.size() > PLACE) {
                // the last mount of a place is on top
                devices.put(plain(fields.get(PLACE)), fields.get(DEVICE));
            }
        }
        return new Mounts(
                devices, told.isAbsent() ? Optional.of("it is not there") : told.unknown());
    }

    /// The kernel writes blanks as octal numbers.
    private static String plain(String place) {
        return place.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
    }

    /// Where a person can read it.
    public String where() {
        return WHERE;
    }

    /// Whether another file system is mounted at a place than the one above it. A folder that is
    /// bound to itself, as the Docker daemon does with its own, is none.
    public boolean isFileSystem(String path) {
        var device = devices.get(path);
        return device != null && !device.equals(above(path));
    }

    private @Nullable String above(String path) {
        for (int slash = path.lastIndexOf('/');
                slash > 0;
                slash = path.lastIndexOf('/', slash - 1)) {
            var device = devices.get(path.substring(0, slash));
            if (device != null) {
                return device;
            }
        }
        return path.equals("/") ? null : devices.get("/");
    }
}
