package org.tidewaiter.checks.host.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.tidewaiter.checks.host.Answer;
import org.tidewaiter.checks.host.Outcome;
import org.tidewaiter.checks.host.Seen;
import org.tidewaiter.checks.host.docker.DaemonSettings.Setting;

/// What the daemon's settings tell. A setting that is nowhere has the daemon's default.
final class SettingRules {
    private SettingRules() {}

    /// @param byDefault what the daemon does where it is not told
    static Outcome wanted(DockerHost host, String name, boolean wanted, boolean byDefault) {
        return of(
                host,
                name,
                set ->
                        judged(
                                set.isTrue() == wanted,
                                "%s is %s".formatted(name, set.value()),
                                set.seen()),
                judged(
                        byDefault == wanted,
                        "it is not set, and %s by default".formatted(byDefault),
                        host.daemon().unset(name)));
    }

    static Outcome of(
            DockerHost host, String name, Function<Setting, Outcome> whenSet, Outcome whenUnset) {
        return switch (host.daemon().find(name)) {
            case Answer.Known<Setting>(var set) -> whenSet.apply(set);
            case Answer.Absent<Setting>() -> whenUnset;
            case Answer.Unknown<Setting>(var why) -> Outcome.unread(host.daemon().where(), why);
        };
    }

    static Outcome judged(boolean isGood, String reason, Seen... evidence) {
        return isGood ? Outcome.pass(reason, evidence) : Outcome.fail(reason, evidence);
    }

    /// Debugging is a level of its own, whatever the other setting is.
    static Outcome logLevel(DockerHost host) {
        var debug = host.daemon().find("debug").known().filter(Setting::isTrue);
        return debug.isPresent()
                ? Outcome.fail("it logs what is for debugging", debug.get().seen())
                : of(
                        host,
                        "log-level",
                        set ->
                                judged(
                                        set.value().equals("info"),
                                        "the level is " + set.value(),
                                        set.seen()),
                        Outcome.pass(
                                "it is not set, and info by default",
                                host.daemon().unset("log-level")));
    }

    static Outcome tcp(DockerHost host) {
        var hosts = host.daemon().find("hosts");
        if (hosts instanceof Answer.Unknown<Setting>(var why)) {
            return Outcome.unread(host.daemon().where(), why);
        }
        var seen = new ArrayList<Seen>();
        var addresses = new ArrayList<String>();
        hosts.known()
                .ifPresent(set -> {
                    seen.add(set.seen());
                    set.values().stream().filter(SettingRules::isTcp).forEach(addresses::add);
                    if (set.values().stream().anyMatch(address -> address.startsWith("fd://"))) {
                        ofUnit(host, addresses, seen);
                    }
                });
        if (hosts.isAbsent()) {
            seen.add(host.daemon().unset("hosts"));
        }
        return addresses.isEmpty()
                ? Outcome.notApplicable("it does not listen on TCP").seeing(seen)
                : of(
                                host,
                                "tlsverify",
                                set ->
                                        judged(
                                                set.isTrue(),
                                                set.isTrue()
                                                        ? "it asks for certificates and verifies them"
                                                        : "it verifies no certificates",
                                                set.seen()),
                                Outcome.fail(
                                        "it answers anybody who reaches it",
                                        host.daemon().unset("tlsverify")))
                        .seeing(seen)
                        .about(addresses);
    }

    private static boolean isTcp(String address) {
        return !address.startsWith("unix://")
                && !address.startsWith("fd://")
                && !address.startsWith("npipe://");
    }

    /// What systemd opens for the daemon: a path, or else an address.
    private static void ofUnit(DockerHost host, List<String> addresses, List<Seen> seen) {
        var unit = host.unit("docker.socket");
        host.host()
                .text(unit)
                .known()
                .orElse("")
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("ListenStream="))
                .map(line -> line.substring("ListenStream=".length()).strip())
                .filter(address -> !address.isEmpty() && !address.startsWith("/"))
                .filter(address -> !address.startsWith("%t/") && !address.startsWith("@"))
                .forEach(address -> {
                    addresses.add(address);
                    seen.add(new Seen(unit, "ListenStream=" + address));
                });
    }

    static Outcome ulimits(DockerHost host) {
        return of(
                host,
                "default-ulimits",
                set -> Outcome.pass("limits are set", set.seen()),
                Outcome.fail("no limit is set", host.daemon().unset("default-ulimits")));
    }

    static Outcome controlGroup(DockerHost host) {
        return of(
                host,
                "cgroup-parent",
                set ->
                        judged(
                                List.of("", "/docker", "system.slice").contains(set.value()),
                                "the control group is " + set.value(),
                                set.seen()),
                Outcome.pass("it is not set", host.daemon().unset("cgroup-parent")));
    }

    static Outcome deviceSize(DockerHost host) {
        return of(
                host,
                "storage-opts",
                set ->
                        judged(
                                set.values().stream()
                                        .noneMatch(option -> option.startsWith("dm.basesize")),
                                "options of the storage are set",
                                set.seen()),
                Outcome.pass("it is not set", host.daemon().unset("storage-opts")));
    }
}
