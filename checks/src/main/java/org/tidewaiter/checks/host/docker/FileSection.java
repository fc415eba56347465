package org.tidewaiter.checks.host.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.tidewaiter.checks.host.Answer;
import org.tidewaiter.checks.host.FileStat;
import org.tidewaiter.checks.host.HostCheck;
import org.tidewaiter.checks.host.Outcome;
import org.tidewaiter.checks.host.SectionChecks;
import org.tidewaiter.checks.host.Seen;

/// Section 3: who owns the daemon's files, and who may do what with them. Modes are sets of bits.
final class FileSection {
    private static final EngineControls NIST = new EngineControls("NIST SP 800-190 4.5.5");
    private static final String CERTIFICATES = "/etc/docker/certs.d";

    /// In the order of the benchmark.
    static final SectionChecks<DockerHost> CHECKS = new SectionChecks<>("3", "Files", all());

    private FileSection() {}

    /// Some of the daemon's files.
    ///
    /// @param mode what may be permitted at most
    /// @param places where they are, or would be
    private record Files(String name, int mode, Function<DockerHost, Answer<List<String>>> places) {
        static Files one(String name, int mode, Function<DockerHost, String> place) {
            return new Files(name, mode, host -> Answer.known(List.of(place.apply(host))));
        }

        HostCheck<DockerHost> owner(String id) {
            return check(
                    id,
                    "%s: owner root:root".formatted(name),
                    "chown root:root PATH",
                    (_, stat) -> stat.uid() == 0 && stat.gid() == 0);
        }

        HostCheck<DockerHost> mode(String id) {
            return check(
                    id,
                    "%s: mode %o at most".formatted(name, mode),
                    "chmod %o PATH".formatted(mode),
                    (_, stat) -> stat.isAtMost(mode));
        }

        HostCheck<DockerHost> check(
                String id,
                String title,
                String mend,
                BiFunction<DockerHost, FileStat, Boolean> isGood) {
            return DockerHost.check(
                    NIST.scored(id, title, "stat", mend),
                    host -> look(host, places.apply(host), isGood));
        }
    }

    private static List<HostCheck<DockerHost>> all() {
        var service = Files.one("docker.service", 0644, host -> host.unit("docker.service"));
        var socketUnit = Files.one("docker.socket", 0644, host -> host.unit("docker.socket"));
        var folder = Files.one("/etc/docker", 0755, _ -> "/etc/docker");
        var registries = new Files("certificates of registries", 0444, FileSection::ofRegistries);
        var authority = certificate("the daemon's certificate authority", 0444, "tlscacert", "ca");
        var certificate = certificate("the daemon's certificate", 0444, "tlscert", "cert");
        var key = certificate("the daemon's private key", 0400, "tlskey", "key");
        var socket =
                new Files(
                        "the daemon's socket", 0660, host -> Answer.known(sockets(host.daemon())));
        var settings =
                Files.one("the daemon's file of settings", 0644, host -> host.daemon().file());
        var defaults = Files.one("/etc/default/docker", 0644, _ -> "/etc/default/docker");
        var sysconfig = Files.one("/etc/sysconfig/docker", 0644, _ -> "/etc/sysconfig/docker");
        var containerd = Files.one("the socket of containerd", 0660, FileSection::containerdSocket);
        return List.of(
                service.owner("3.1"),
                service.mode("3.2"),
                socketUnit.owner("3.3"),
                socketUnit.mode("3.4"),
                folder.owner("3.5"),
                folder.mode("3.6"),
                registries.owner("3.7"),
                registries.mode("3.8"),
                authority.owner("3.9"),
                authority.mode("3.10"),
                certificate.owner("3.11"),
                certificate.mode("3.12"),
                key.owner("3.13"),
                key.mode("3.14"),
                socket.check(
                        "3.15",
                        "the daemon's socket: owner root:docker, or root:root",
                        "chown root:docker PATH",
                        FileSection::isOwnedBySocketsGroup),
                socket.mode("3.16"),
                settings.owner("3.17"),
                settings.mode("3.18"),
                defaults.owner("3.19"),
                defaults.mode("3.20"),
                sysconfig.mode("3.21"),
                sysconfig.owner("3.22"),
                containerd.owner("3.23"),
                containerd.mode("3.24"));
    }

    private static Outcome look(
            DockerHost host,
            Answer<List<String>> places,
            BiFunction<DockerHost, FileStat, Boolean> isGood) {
        if (places instanceof Answer.Unknown<List<String>>(var why)) {
            return Outcome.unread("where it lies", why);
        }
        var several = new Several();
        int there = 0;
        var all = places.known().orElse(List.of());
        for (var path : all) {
            var stat = host.host().stat(path);
            if (stat instanceof Answer.Known<FileStat>(var told)) {
                var words = host.accounts().words(told);
                several.add(path, "stat", Look.badIf(!isGood.apply(host, told), words));
            }
            stat.unknown().ifPresent(why -> several.add(path, "stat", Look.unclear(why)));
            there += stat.isAbsent() ? 0 : 1;
        }
        return there == 0
                ? Outcome.notApplicable(
                        "it is not there",
                        new Seen("stat", all.isEmpty() ? "none is set" : String.join(", ", all)))
                : several.outcome("file", Optional.empty());
    }

    /// Root's own group lets in fewer than the one that the daemon gives its socket to.
    private static boolean isOwnedBySocketsGroup(DockerHost host, FileStat stat) {
        return stat.uid() == 0
                && (stat.gid() == 0 || host.accounts().group(stat.gid()).equals("docker"));
    }

    /// Each registry has a folder of its own.
    private static Answer<List<String>> ofRegistries(DockerHost host) {
        var folders = host.host().names(CERTIFICATES);
        if (folders.known().isEmpty()) {
            return folders;
        }
        var files = new ArrayList<String>();
        for (var folder : folders.known().get()) {
            var path = CERTIFICATES + "/" + folder;
            var names = host.host().names(path);
            if (names.unknown().isPresent()) {
                return Answer.unknown("%s: %s".formatted(path, names.unknown().get()));
            }
            names.known().orElse(List.of()).forEach(name -> files.add(path + "/" + name));
        }
        return Answer.known(List.copyOf(files));
    }

    /// @param setting that names the file
    /// @param usual its name where the daemon speaks TLS and the setting is not there
    private static Files certificate(String name, int mode, String setting, String usual) {
        return new Files(
                name,
                mode,
                host ->
                        switch (host.daemon().find(setting)) {
                            case Answer.Known<DaemonSettings.Setting>(var set) ->
                                    Answer.known(List.of(set.value()));
                            case Answer.Absent<DaemonSettings.Setting>() ->
                                    Answer.known(
                                            speaksTls(host.daemon())
                                                    ? List.of(
                                                            "/root/.docker/%s.pem".formatted(usual))
                                                    : List.of());
                            case Answer.Unknown<DaemonSettings.Setting>(var why) ->
                                    Answer.unknown(why);
                        });
    }

    private static boolean speaksTls(DaemonSettings daemon) {
        return List.of("tls", "tlsverify").stream()
                .anyMatch(name -> daemon.value(name).filter("true"::equals).isPresent());
    }

    /// The UNIX sockets that the daemon listens on; systemd opens the usual one.
    private static List<String> sockets(DaemonSettings daemon) {
        var named =
                daemon.find("hosts").known().map(DaemonSettings.Setting::values).stream()
                        .flatMap(List::stream)
                        .filter(address -> address.startsWith("unix:///"))
                        .map(address -> address.substring("unix://".length()))
                        .toList();
        return named.isEmpty() ? List.of("/run/docker.sock") : named;
    }

    static String containerdSocket(DockerHost host) {
        return host.daemon().value("containerd").orElse("/run/containerd/containerd.sock");
    }
}
