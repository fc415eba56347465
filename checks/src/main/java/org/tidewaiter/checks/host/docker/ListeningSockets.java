package org.tidewaiter.checks.host.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The addresses at which TCP is listened, from the kernel's own tables.
///
/// @see "proc(5), /proc/net/tcp and /proc/net/tcp6"
final class ListeningSockets {
    /// Slot, address and port of here, those of the other end, and the state, where 0A is LISTEN.
    private static final Pattern LISTENING =
            Pattern.compile(
                    "\\s{0,20}\\d{1,9}: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})"
                            + " [0-9A-F]{8,32}:[0-9A-F]{4} 0A .*");

    private ListeningSockets() {}

    /// @param address as the kernel writes it, in hex and the host's own byte order
    record Listener(String address, int port) {
        boolean isEveryAddress() {
            return address.chars().allMatch(digit -> digit == '0');
        }
    }

    static List<Listener> of(String table) {
        var listeners = new ArrayList<Listener>();
        for (var line : table.lines().toList()) {
            var found = LISTENING.matcher(line);
            if (found.matches()) {
                listeners.add(new Listener(found.group(1), Integer.parseInt(found.group(2), 16)));
            }
        }
        return listeners;
    }
}
