package org.tidewaiter.checks.host.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.tidewaiter.checks.host.Answer;
import org.tidewaiter.checks.host.FileStat;
import org.tidewaiter.checks.host.HostCheck;
import org.tidewaiter.checks.host.Outcome;
import org.tidewaiter.checks.host.SectionChecks;
import org.tidewaiter.checks.host.Seen;
import org.tidewaiter.model.json.Json;

/// Section 1: the machine below the daemon.
final class HostSection {
    private static final EngineControls NIST = new EngineControls("NIST SP 800-190 4.5.5");
    private static final EngineControls PEOPLE = new EngineControls("NIST SP 800-190 4.5.4");
    private static final EngineControls VERSIONS = new EngineControls("NIST SP 800-190 4.4.1");
    private static final EngineControls SURFACE = new EngineControls("NIST SP 800-190 4.5.1");
    private static final String GROUP = "docker";

    /// In the order of the benchmark.
    static final SectionChecks<DockerHost> CHECKS = new SectionChecks<>("1", "Host", all());

    private HostSection() {}

    private static List<HostCheck<DockerHost>> all() {
        var all = new ArrayList<HostCheck<DockerHost>>();
        all.add(
                DockerHost.check(
                        NIST.scored(
                                "1.1.1",
                                "The daemon's data lies on a file system of its own",
                                "GET /info: DockerRootDir; /proc/self/mountinfo",
                                "mount a file system at the data root, and name it in /etc/fstab"),
                        HostSection::ownMount));
        all.add(
                DockerHost.check(
                        PEOPLE.scored(
                                "1.1.2",
                                "Only those who are trusted as root is are in the group docker",
                                "/etc/group, /etc/passwd",
                                "gpasswd --delete NAME docker"),
                        HostSection::members));
        all.add(audit("1.1.3", "program dockerd", host -> host.program("dockerd")));
        all.add(audit("1.1.4", "folder /run/containerd", _ -> "/run/containerd"));
        all.add(audit("1.1.5", "daemon's data", DockerHost::dataRoot));
        all.add(audit("1.1.6", "folder /etc/docker", _ -> "/etc/docker"));
        all.add(audit("1.1.7", "unit docker.service", host -> host.unit("docker.service")));
        all.add(audit("1.1.8", "socket of containerd", FileSection::containerdSocket));
        all.add(audit("1.1.9", "unit docker.socket", host -> host.unit("docker.socket")));
        all.add(audit("1.1.10", "file /etc/default/docker", _ -> "/etc/default/docker"));
        all.add(audit("1.1.11", "daemon's file of settings", host -> host.daemon().file()));
        all.add(audit("1.1.12", "settings of containerd", _ -> "/etc/containerd/config.toml"));
        all.add(audit("1.1.13", "file /etc/sysconfig/docker", _ -> "/etc/sysconfig/docker"));
        all.add(program("1.1.14", "containerd"));
        all.add(program("1.1.15", "containerd-shim"));
        all.add(program("1.1.16", "containerd-shim-runc-v1"));
        all.add(program("1.1.17", "containerd-shim-runc-v2"));
        all.add(program("1.1.18", "runc"));
        all.add(
                DockerHost.check(
                        SURFACE.advice(
                                "1.2.1",
                                "The host is hardened",
                                "a benchmark of its operating system",
                                "follow the benchmark of the host's operating system"),
                        _ -> Outcome.manual("no file tells by which benchmark it was hardened")));
        all.add(
                DockerHost.check(
                        VERSIONS.advice(
                                "1.2.2",
                                "The daemon's version is one that still gets mends",
                                "GET /version",
                                "install the distribution's or Docker's newest version"),
                        HostSection::version));
        return all;
    }

    private static HostCheck<DockerHost> program(String id, String name) {
        return audit(id, "program " + name, host -> host.program(name));
    }

    private static HostCheck<DockerHost> audit(
            String id, String what, Function<DockerHost, String> place) {
        return DockerHost.check(
                NIST.scored(
                        id,
                        "The kernel records changes of the " + what,
                        "auditctl -l; else /etc/audit/audit.rules, /etc/audit/rules.d/*.rules",
                        "-w PATH -k docker, in /etc/audit/rules.d/docker.rules; augenrules --load"),
                host -> audited(host, place.apply(host)));
    }

    private static Outcome audited(DockerHost host, String path) {
        var stat = host.host().stat(path);
        if (stat.isAbsent()) {
            return Outcome.notApplicable("it is not there", new Seen(path, "not there"));
        }
        var audit = host.audit();
        var rule = audit.watching(path);
        if (rule.isPresent()) {
            return Outcome.pass("a rule records it", new Seen(audit.where(), rule.get()));
        }
        return audit.unread()
                .map(why -> Outcome.unread(audit.where(), why))
                .orElseGet(() ->
                        Outcome.fail(
                                        "no rule records it",
                                        new Seen(
                                                audit.where(),
                                                "none of %d rules is about %s"
                                                        .formatted(audit.lines().size(), path)))
                                .about(List.of(path)));
    }

    private static Outcome ownMount(DockerHost host) {
        var mounts = host.mounts();
        if (mounts.unread().isPresent()) {
            return Outcome.unread(mounts.where(), mounts.unread().get());
        }
        var root = real(host, host.dataRoot());
        if (host.host().stat(root).isAbsent()) {
            return Outcome.notApplicable("it is not there", new Seen(root, "not there"));
        }
        return mounts.isFileSystem(root)
                ? Outcome.pass("it is", new Seen(mounts.where(), "mounted at " + root))
                : Outcome.fail(
                        "it is not", new Seen(mounts.where(), "no other file system at " + root));
    }

    /// Where a path leads that is itself a symbolic link; those above it are not followed.
    private static String real(DockerHost host, String path) {
        return host.host()
                .lstat(path)
                .known()
                .flatMap(FileStat::link)
                .filter(target -> target.startsWith("/"))
                .orElse(path);
    }

    private static Outcome members(DockerHost host) {
        var accounts = host.accounts();
        if (accounts.unread().isPresent()) {
            return Outcome.unread("/etc/group", accounts.unread().get());
        }
        if (!accounts.groups().containsValue(GROUP)) {
            return Outcome.pass("there is no such group", new Seen("/etc/group", "no docker"));
        }
        var members =
                accounts.membersOf(GROUP).stream().filter(name -> !name.equals("root")).toList();
        return members.isEmpty()
                ? Outcome.pass("nobody is in it", new Seen("/etc/group", "docker: nobody"))
                : Outcome.manual(
                                "a person has to say whether these are trusted",
                                new Seen("/etc/group", "docker: " + String.join(", ", members)))
                        .about(members.stream().map(name -> "user " + name).toList());
    }

    private static Outcome version(DockerHost host) {
        return switch (host.engine().ask("/version")) {
            case Answer.Known<Json>(var told) ->
                    Outcome.manual(
                            "no file tells which version is the newest",
                            new Seen(
                                    "GET /version",
                                    "Version %s, BuildTime %s"
                                            .formatted(
                                                    told.text("Version"), told.text("BuildTime"))));
            case Answer.Absent<Json>() -> Outcome.unread("GET /version", EngineState.NO_SUCH);
            case Answer.Unknown<Json>(var why) -> Outcome.unread("GET /version", why);
        };
    }
}
