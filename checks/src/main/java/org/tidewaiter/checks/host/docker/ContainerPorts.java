package org.tidewaiter.checks.host.docker;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.tidewaiter.model.json.Json;

/// The ports of the host through which a container is reached.
final class ContainerPorts {
    private static final int FIRST_UNPRIVILEGED = 1024;
    private static final Pattern FIRST_NUMBER = Pattern.compile("(\\d{1,5})(?:-\\d{1,5})?");

    /// Those of every interface.
    private static final Set<String> ANY = Set.of("", "0.0.0.0", "::", "[::]");

    private ContainerPorts() {}

    /// @param address of the host
    /// @param hostPort may be empty, where the daemon chooses
    /// @param inside as `80/tcp`
    private record Published(String address, String hostPort, String inside)
            implements Comparable<Published> {
        String told() {
            return "%s:%s->%s"
                    .formatted(
                            address.contains(":") ? "[" + address + "]" : address,
                            hostPort,
                            inside);
        }

        @Override
        public int compareTo(Published other) {
            return told().compareTo(other.told());
        }
    }

    /// What is published now; what was asked for where the daemon does not tell that.
    private static List<Published> published(Json container) {
        var now = new TreeSet<Published>();
        collect(container.get("NetworkSettings").get("Ports"), now);
        if (now.isEmpty()) {
            collect(container.get("HostConfig").get("PortBindings"), now);
        }
        return List.copyOf(now);
    }

    private static void collect(Json ports, Set<Published> into) {
        ports.members()
                .forEach((inside, bindings) ->
                        bindings.items()
                                .forEach(binding ->
                                        into.add(
                                                new Published(
                                                        binding.text("HostIp"),
                                                        binding.text("HostPort"),
                                                        inside))));
    }

    private static boolean isOnHostNetwork(Json container) {
        return container.get("HostConfig").text("NetworkMode").equals("host");
    }

    private static Look any() {
        return Look.unclear("it has the host's network, and so may listen on any port");
    }

    private static String told(List<Published> ports) {
        return ports.isEmpty()
                ? "no port is published"
                : "published " + String.join(", ", ports.stream().map(Published::told).toList());
    }

    static Look privileged(Json container) {
        if (isOnHostNetwork(container)) {
            return any();
        }
        var ports = published(container);
        var low = ports.stream().filter(port -> isPrivileged(port.hostPort())).toList();
        return low.isEmpty() ? Look.good(told(ports)) : Look.bad(told(low));
    }

    private static boolean isPrivileged(String port) {
        var number = FIRST_NUMBER.matcher(port);
        if (!number.matches()) {
            return false;
        }
        int first = Integer.parseInt(number.group(1));
        return first > 0 && first < FIRST_UNPRIVILEGED;
    }

    static Look needed(Json container) {
        if (isOnHostNetwork(container)) {
            return any();
        }
        var ports = published(container);
        if (container.get("HostConfig").get("PublishAllPorts").isTrue()) {
            return Look.bad("HostConfig.PublishAllPorts is true; " + told(ports));
        }
        return ports.isEmpty() ? Look.good(told(ports)) : Look.unclear(told(ports));
    }

    static Look boundToOneAddress(Json container) {
        if (isOnHostNetwork(container)) {
            return any();
        }
        var ports = published(container);
        var open = ports.stream().filter(port -> ANY.contains(port.address())).toList();
        return open.isEmpty() ? Look.good(told(ports)) : Look.bad(told(open));
    }
}
