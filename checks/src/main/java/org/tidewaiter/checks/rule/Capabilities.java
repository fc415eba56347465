package org.tidewaiter.checks.rule;

import java.util.Locale;
import java.util.Set;

/// Linux capabilities by what they let a process do.
public final class Capabilities {
    /// What the baseline of the Pod Security Standards lets a container have.
    private static final Set<String> BASELINE =
            Set.of(
                    "AUDIT_WRITE",
                    "CHOWN",
                    "DAC_OVERRIDE",
                    "FOWNER",
                    "FSETID",
                    "KILL",
                    "MKNOD",
                    "NET_BIND_SERVICE",
                    "SETFCAP",
                    "SETGID",
                    "SETPCAP",
                    "SETUID",
                    "SYS_CHROOT");

    private Capabilities() {}

    /// In capitals and without `CAP_`.
    public static String name(String written) {
        var name = written.strip().toUpperCase(Locale.ROOT);
        return name.startsWith("CAP_") ? name.substring(4) : name;
    }

    public static boolean isBeyondBaseline(String written) {
        return !BASELINE.contains(name(written));
    }
}
