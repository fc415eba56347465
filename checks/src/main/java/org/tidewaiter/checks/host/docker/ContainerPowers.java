package org.tidewaiter.checks.host.docker;

import java.util.List;
import java.util.Optional;
import org.tidewaiter.checks.rule.Capabilities;
import org.tidewaiter.model.json.Json;

/// What a container may do beyond what containers may.
final class ContainerPowers {
    private ContainerPowers() {}

    static boolean isPrivileged(Json container) {
        return container.get("HostConfig").get("Privileged").isTrue();
    }

    private static List<String> capabilities(Json container, String list) {
        return Inspected.texts(container.get("HostConfig").get(list)).stream()
                .map(Capabilities::name)
                .toList();
    }

    /// Whether a capability was given to it that it would not have by default. Where all are given,
    /// one that is dropped is not.
    static boolean has(Json container, String capability) {
        var added = capabilities(container, "CapAdd");
        return isPrivileged(container)
                || (added.contains("ALL")
                        ? !capabilities(container, "CapDrop").contains(capability)
                        : added.contains(capability));
    }

    static Look addedCapabilities(Json container) {
        if (isPrivileged(container)) {
            return Look.bad("HostConfig.Privileged is true, which gives every capability");
        }
        var added = capabilities(container, "CapAdd");
        var beyond =
                added.stream()
                        .filter(name -> !name.equals("NET_RAW"))
                        .filter(Capabilities::isBeyondBaseline)
                        .toList();
        return beyond.isEmpty()
                ? Look.good("HostConfig.CapAdd " + added)
                : Look.bad("HostConfig.CapAdd has " + beyond);
    }

    static Look capability(Json container, String capability) {
        return Look.badIf(
                has(container, capability),
                isPrivileged(container)
                        ? "HostConfig.Privileged is true"
                        : "HostConfig.CapAdd %s, CapDrop %s"
                                .formatted(
                                        capabilities(container, "CapAdd"),
                                        capabilities(container, "CapDrop")));
    }

    static Look appArmor(Json container) {
        var profile = container.text("AppArmorProfile");
        return Look.badIf(
                profile.isEmpty() || profile.equals("unconfined"),
                profile.isEmpty() ? "AppArmorProfile is empty" : "AppArmorProfile " + profile);
    }

    static Look seLinux(Json container) {
        var label = container.text("ProcessLabel");
        boolean isOff =
                options(container).stream()
                        .anyMatch(option ->
                                option.equals("label=disable") || option.equals("label:disable"));
        return isOff || label.isEmpty()
                ? Look.bad(isOff ? "SecurityOpt disables labels" : "ProcessLabel is empty")
                : Look.good("ProcessLabel " + label);
    }

    static Look seccomp(EngineState engine, Json container) {
        if (isPrivileged(container)) {
            return Look.bad("HostConfig.Privileged is true, to which seccomp does not apply");
        }
        var own = option(container, "seccomp");
        if (own.isPresent()) {
            boolean isOff = own.get().equals("unconfined");
            return Look.badIf(
                    isOff,
                    isOff ? "SecurityOpt seccomp=unconfined" : "a seccomp profile of its own");
        }
        var host = engine.securityOption("seccomp");
        if (host.unknown().isPresent()) {
            return Look.unclear("GET /info could not be read: " + host.unknown().get());
        }
        var profile = host.known().flatMap(found -> found).orElse("");
        boolean isOn = !profile.isEmpty() && !profile.contains("profile=unconfined");
        return Look.badIf(
                !isOn,
                isOn
                        ? "the daemon's profile: " + profile
                        : "the daemon applies no seccomp profile");
    }

    static Look noNewPrivileges(EngineState engine, Json container) {
        var own = option(container, "no-new-privileges");
        if (own.isPresent()) {
            return Look.badIf(
                    own.get().equals("false"), "SecurityOpt no-new-privileges " + own.get());
        }
        boolean isDefault =
                engine.securityOption("no-new-privileges")
                        .known()
                        .flatMap(found -> found)
                        .isPresent();
        return Look.badIf(
                !isDefault,
                isDefault
                        ? "the daemon's default is no-new-privileges"
                        : "SecurityOpt has no no-new-privileges");
    }

    private static List<String> options(Json container) {
        return Inspected.texts(container.get("HostConfig").get("SecurityOpt"));
    }

    /// The last value of a security option; an option without one is `true`.
    private static Optional<String> option(Json container, String name) {
        return options(container).stream()
                .filter(option -> option.matches("%s(?s:[=:].*)?".formatted(name)))
                .map(option ->
                        option.length() == name.length()
                                ? "true"
                                : option.substring(name.length() + 1))
                .reduce((_, last) -> last);
    }
}
