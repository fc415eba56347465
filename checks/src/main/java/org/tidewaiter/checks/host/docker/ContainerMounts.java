package org.tidewaiter.checks.host.docker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tidewaiter.checks.rule.EngineSocket;
import org.tidewaiter.checks.rule.HostPath;
import org.tidewaiter.model.json.Json;

/// What of the host is mounted into a container.
final class ContainerMounts {
    /// Whoever reads there learns the host's secrets.
    private static final List<String> SECRET =
            List.of(
                    "/etc",
                    "/root",
                    "/proc",
                    "/run",
                    "/var/run",
                    "/dev",
                    "/var/lib/docker",
                    "/var/lib/containerd",
                    "/var/lib/kubelet",
                    "/var/lib/etcd");

    private static final List<String> PUBLIC =
            List.of(
                    "/etc/ssl/certs",
                    "/etc/pki/ca-trust",
                    "/etc/ca-certificates",
                    "/etc/hosts",
                    "/etc/hostname",
                    "/etc/resolv.conf",
                    "/etc/os-release",
                    "/etc/passwd",
                    "/etc/group");

    /// These have what is sensitive below them and are not themselves on the list of it.
    private static final Set<String> ABOVE = Set.of("/", "/var", "/var/lib");

    private static final Set<String> ABOVE_SOCKETS =
            Set.of("/", "/var", "/run", "/var/run", "/run/containerd", "/run/crio", "/run/podman");

    private ContainerMounts() {}

    /// @param source on the host, without `..`
    private record Bind(String source, String destination, boolean isWritable, String propagation) {
        String told() {
            return "%s at %s (%s)".formatted(source, destination, isWritable ? "rw" : "ro");
        }
    }

    /// Bind mounts, and the volumes that are bind mounts in disguise.
    private static List<Bind> binds(EngineState engine, Json container) {
        var binds = new ArrayList<Bind>();
        for (var mount : container.get("Mounts").items()) {
            var source =
                    switch (mount.text("Type")) {
                        case "bind" -> mount.text("Source");
                        case "volume" -> device(engine, mount.text("Name"));
                        default -> "";
                    };
            if (source.startsWith("/")) {
                binds.add(
                        new Bind(
                                clean(source),
                                mount.text("Destination"),
                                mount.get("RW").isTrue(),
                                mount.text("Propagation")));
            }
        }
        return binds;
    }

    /// The directory of the host that a volume is, made with `-o o=bind`.
    private static String device(EngineState engine, String volume) {
        return engine.ask("/volumes").known().stream()
                .flatMap(answer -> answer.get("Volumes").items().stream())
                .filter(known -> known.text("Name").equals(volume))
                .map(known -> known.get("Options"))
                .filter(options ->
                        List.of(options.text("o").split(",", -1)).contains("bind")
                                || List.of(options.text("o").split(",", -1)).contains("rbind"))
                .map(options -> options.text("device"))
                .findFirst()
                .orElse("");
    }

    private static String clean(String path) {
        var names = new ArrayDeque<String>();
        for (var name : path.split("/", -1)) {
            if (name.equals("..")) {
                names.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        return "/" + String.join("/", names);
    }

    static Look sensitive(EngineState engine, Json container) {
        var binds = binds(engine, container);
        var bad =
                binds.stream()
                        .filter(bind -> isSensitive(bind.source(), bind.isWritable()))
                        .map(Bind::told)
                        .sorted()
                        .toList();
        return bad.isEmpty()
                ? Look.good("of the host are mounted " + binds.stream().map(Bind::told).toList())
                : Look.bad("mounts " + String.join(", ", bad));
    }

    private static boolean isSensitive(String source, boolean isWritable) {
        if (ABOVE.contains(source)) {
            return true;
        }
        return HostPath.isSensitive(source)
                && (isWritable || (isBelow(source, SECRET) && !isBelow(source, PUBLIC)));
    }

    private static boolean isBelow(String path, List<String> trees) {
        return trees.stream().anyMatch(tree -> path.equals(tree) || path.startsWith(tree + "/"));
    }

    static Look shared(EngineState engine, Json container) {
        var shared =
                binds(engine, container).stream()
                        .filter(bind -> bind.propagation().matches("r?shared"))
                        .map(bind -> bind.told() + " " + bind.propagation())
                        .toList();
        return shared.isEmpty()
                ? Look.good("no mount has shared propagation")
                : Look.bad("mounts " + String.join(", ", shared));
    }

    static Look engineSocket(EngineState engine, Json container) {
        var sockets =
                binds(engine, container).stream()
                        .filter(bind ->
                                EngineSocket.in(bind.source()).isPresent()
                                        || EngineSocket.in(bind.destination()).isPresent()
                                        || ABOVE_SOCKETS.contains(bind.source()))
                        .map(Bind::told)
                        .toList();
        return sockets.isEmpty()
                ? Look.good("no engine socket is mounted, and no directory that holds one")
                : Look.bad("mounts " + String.join(", ", sockets));
    }

    static Look readOnlyRoot(Json container) {
        boolean isReadOnly = container.get("HostConfig").get("ReadonlyRootfs").isTrue();
        return Look.badIf(!isReadOnly, "HostConfig.ReadonlyRootfs " + isReadOnly);
    }

    static Look devices(Json container) {
        var host = container.get("HostConfig");
        if (ContainerPowers.isPrivileged(container)) {
            return Look.bad("HostConfig.Privileged is true, which gives every device");
        }
        var devices =
                host.get("Devices").items().stream()
                        .map(device -> device.text("PathOnHost"))
                        .toList();
        int requests = host.get("DeviceRequests").items().size();
        var rules = Inspected.texts(host.get("DeviceCgroupRules"));
        return Look.badIf(
                !devices.isEmpty() || requests > 0 || !rules.isEmpty(),
                "HostConfig.Devices %s, %d device requests, DeviceCgroupRules %s"
                        .formatted(devices, requests, rules));
    }
}
