package org.tidewaiter.checks.host.docker;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tidewaiter.checks.host.Accounts;
import org.tidewaiter.checks.host.AuditRules;
import org.tidewaiter.checks.host.Control;
import org.tidewaiter.checks.host.Host;
import org.tidewaiter.checks.host.HostCheck;
import org.tidewaiter.checks.host.Mounts;
import org.tidewaiter.checks.host.Outcome;

/// A host as the checks of its files and of its daemon's settings read it.
record DockerHost(
        Host host,
        EngineState engine,
        DaemonSettings daemon,
        Accounts accounts,
        Mounts mounts,
        AuditRules audit) {
    /// Where systemd looks for units, the first first.
    private static final List<String> UNITS =
            List.of(
                    "/etc/systemd/system/",
                    "/run/systemd/system/",
                    "/usr/local/lib/systemd/system/",
                    "/usr/lib/systemd/system/",
                    "/lib/systemd/system/");

    private static final List<String> PROGRAMS =
            List.of(
                    "/usr/bin/",
                    "/usr/sbin/",
                    "/usr/local/bin/",
                    "/usr/local/sbin/",
                    "/bin/",
                    "/sbin/");

    static DockerHost of(Host host, EngineState engine) {
        return new DockerHost(
                host,
                engine,
                DaemonSettings.of(host, engine),
                Accounts.of(host),
                Mounts.of(host),
                AuditRules.of(host));
    }

    static HostCheck<DockerHost> check(Control control, Function<DockerHost, Outcome> rule) {
        return new HostCheck<>(
                control, host -> EngineControls.expecting(control, rule.apply(host)));
    }

    /// Where the daemon keeps images and containers.
    String dataRoot() {
        return engine.ask("/info")
                .known()
                .map(info -> info.text("DockerRootDir"))
                .filter(path -> path.startsWith("/"))
                .or(() -> daemon.value("data-root"))
                .orElse(DaemonSettings.DATA_ROOT);
    }

    /// The file of a unit, as systemd finds it; where there is none, where one would lie.
    String unit(String name) {
        return first(UNITS, name).orElse("/usr/lib/systemd/system/" + name);
    }

    /// As [#unit].
    String program(String name) {
        return first(PROGRAMS, name).orElse("/usr/bin/" + name);
    }

    private Optional<String> first(List<String> folders, String name) {
        return folders.stream()
                .map(folder -> folder + name)
                .filter(path -> !host.stat(path).isAbsent())
                .findFirst();
    }
}
