package org.tidewaiter.checks.host.docker;

import org.tidewaiter.model.json.Json;

/// What a container sees as the host does.
final class ContainerNamespaces {
    private ContainerNamespaces() {}

    /// @param setting of the `HostConfig`: `PidMode`
    static Look notOfHost(Json container, String setting) {
        var mode = container.get("HostConfig").text(setting);
        return Look.badIf(mode.equals("host"), "HostConfig.%s '%s'".formatted(setting, mode));
    }

    static Look notOnDefaultBridge(Json container) {
        var mode = container.get("HostConfig").text("NetworkMode");
        boolean isOn =
                mode.equals("bridge")
                        || container.get("NetworkSettings").get("Networks").has("bridge");
        return Look.badIf(isOn, "HostConfig.NetworkMode '%s'".formatted(mode));
    }

    /// Whether its image is what its reference leads to now, on this host.
    static Look currentImage(EngineState engine, Json container) {
        var reference = container.get("Config").text("Image");
        var now = engine.imageId(reference).known().flatMap(found -> found);
        if (now.isEmpty()) {
            return Look.unclear("no image here is tagged " + reference);
        }
        return now.get().equals(container.text("Image"))
                ? Look.unclear(
                        "it runs what %s is here; the registry was not asked".formatted(reference))
                : Look.bad(reference + " is another image here by now");
    }
}
