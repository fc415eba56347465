package org.tidewaiter.checks.host.docker;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.checks.host.Outcome;
import org.tidewaiter.checks.host.SectionChecks;
import org.tidewaiter.checks.host.Seen;
import org.tidewaiter.checks.rule.SecretNames;
import org.tidewaiter.model.json.Json;

/// Section 7: the swarm that a daemon manages. Not applicable to one that is in no swarm.
final class SwarmSection {
    private static final int MANAGER_PORT = 2377;
    private static final int MOST_MANAGERS = 7;
    private static final Duration SHORT = Duration.ofDays(30);
    private static final Duration STALE = Duration.ofDays(365);
    private static final EngineControls NODES = new EngineControls("NIST SP 800-190 4.3.5");
    private static final EngineControls TRAFFIC = new EngineControls("NIST SP 800-190 4.3.3");
    private static final EngineControls SECRETS = new EngineControls("NIST SP 800-190 4.1.4");

    /// In the order of the benchmark.
    static final SectionChecks<EngineState> CHECKS =
            new SectionChecks<>(
                    "7",
                    "Swarm",
                    List.of(
                            EngineControls.of(
                                    NODES.scored(
                                            "7.1",
                                            "A swarm has as many managers as it needs: an odd number, at most 7",
                                            "GET /info: Swarm.Managers, Swarm.Nodes",
                                            "docker node demote NODE"),
                                    engine ->
                                            SwarmState.ofManager(
                                                    engine, (_, swarm) -> managers(swarm))),
                            EngineControls.of(
                                    TRAFFIC.scored(
                                            "7.2",
                                            "Managers are reached at one address",
                                            "/proc/net/tcp, /proc/net/tcp6: port 2377",
                                            "docker swarm init --listen-addr ADDRESS:2377"),
                                    engine -> SwarmState.ofManager(engine, (_, _) -> port(engine))),
                            EngineControls.of(
                                    TRAFFIC.scored(
                                            "7.3",
                                            "Networks between nodes are encrypted",
                                            "GET /networks: Options.encrypted of those of driver overlay",
                                            "docker network create --driver overlay --opt encrypted NAME"),
                                    engine ->
                                            SwarmState.asking(
                                                    engine,
                                                    "/networks",
                                                    (_, networks) -> networks(networks))),
                            EngineControls.of(
                                    SECRETS.advice(
                                            "7.4",
                                            "Services are given secrets as secrets of the swarm",
                                            "GET /services: Spec.TaskTemplate.ContainerSpec; GET /secrets",
                                            "docker secret create NAME FILE; docker service create --secret"
                                                    + " NAME …"),
                                    engine ->
                                            SwarmState.asking(
                                                    engine, "/services", SwarmSection::secrets)),
                            EngineControls.of(
                                    NODES.scored(
                                            "7.5",
                                            "Managers are locked until somebody unlocks them",
                                            "GET /swarm: Spec.EncryptionConfig.AutoLockManagers",
                                            "docker swarm update --autolock"),
                                    engine ->
                                            SwarmState.asking(
                                                    engine, "/swarm", (_, swarm) -> lock(swarm))),
                            EngineControls.of(
                                    NODES.advice(
                                            "7.6",
                                            "The key that unlocks managers is changed now and then",
                                            "GET /swarm: Spec.EncryptionConfig.AutoLockManagers",
                                            "docker swarm unlock-key --rotate"),
                                    engine ->
                                            SwarmState.asking(
                                                    engine,
                                                    "/swarm",
                                                    (_, swarm) -> unlockKey(swarm))),
                            EngineControls.of(
                                    NODES.advice(
                                            "7.7",
                                            "Certificates of nodes last at most 30 days",
                                            "GET /swarm: Spec.CAConfig.NodeCertExpiry",
                                            "docker swarm update --cert-expiry 720h"),
                                    engine ->
                                            SwarmState.asking(
                                                    engine, "/swarm", (_, swarm) -> expiry(swarm))),
                            EngineControls.of(
                                    NODES.advice(
                                            "7.8",
                                            "The swarm's certificate authority is changed every year",
                                            "GET /swarm: Spec.CAConfig.ForceRotate, CreatedAt",
                                            "docker swarm ca --rotate"),
                                    engine ->
                                            SwarmState.asking(
                                                    engine, "/swarm", SwarmSection::authority)),
                            EngineControls.of(
                                    TRAFFIC.advice(
                                            "7.9",
                                            "Orders and data of the swarm go over different interfaces",
                                            "GET /info: Swarm.Nodes; the flags of docker swarm init and join",
                                            "docker swarm init --advertise-addr ADDRESS --data-path-addr OTHER"),
                                    engine ->
                                            SwarmState.ofManager(
                                                    engine, (_, swarm) -> planes(swarm)))));

    private SwarmSection() {}

    private static Outcome managers(Json swarm) {
        long managers = Inspected.number(swarm, "Managers");
        var seen =
                new Seen(
                        "GET /info",
                        "Swarm.Managers %d, Swarm.Nodes %d"
                                .formatted(managers, Inspected.number(swarm, "Nodes")));
        if (managers <= 0) {
            return Outcome.manual("the daemon does not tell how many managers there are", seen);
        }
        return managers <= MOST_MANAGERS && managers % 2 == 1
                ? Outcome.pass("%d managers".formatted(managers), seen)
                : Outcome.fail("%d managers".formatted(managers), seen);
    }

    private static Outcome port(EngineState engine) {
        var all = new Several();
        int found = 0;
        for (var table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            var text = engine.host().text(table);
            if (text.unknown().isPresent()) {
                return Outcome.unread(table, text.unknown().get());
            }
            for (var listener : ListeningSockets.of(text.known().orElse(""))) {
                if (listener.port() == MANAGER_PORT) {
                    found++;
                    all.add(
                            "port " + MANAGER_PORT,
                            table,
                            Look.badIf(
                                    listener.isEveryAddress(),
                                    listener.isEveryAddress()
                                            ? "at every address"
                                            : "at one address"));
                }
            }
        }
        return found == 0
                ? Outcome.manual(
                        "nothing listens at port %d here".formatted(MANAGER_PORT),
                        new Seen("/proc/net/tcp", "no listener at port " + MANAGER_PORT))
                : all.outcome("listener", Optional.empty());
    }

    private static Outcome networks(Json networks) {
        var all = new Several();
        networks.items().stream()
                .filter(network -> network.text("Driver").equals("overlay"))
                .forEach(network -> {
                    boolean isEncrypted = network.get("Options").has("encrypted");
                    all.add(
                            "network " + EngineState.name(network.text("Name")),
                            "GET /networks",
                            Look.badIf(
                                    !isEncrypted,
                                    isEncrypted
                                            ? "Options.encrypted is set"
                                            : "Options.encrypted is not set"));
                });
        return all.outcome("overlay network", Optional.empty());
    }

    private static Outcome secrets(EngineState engine, Json services) {
        if (services.items().isEmpty()) {
            return Outcome.notApplicable(
                    "the swarm has no service", new Seen("GET /services", "0 services"));
        }
        int kept = engine.ask("/secrets").known().map(list -> list.items().size()).orElse(0);
        var all = new Several();
        for (var service : services.items()) {
            all.add(
                    "service " + EngineState.name(service.get("Spec").text("Name")),
                    "GET /services",
                    service(service.get("Spec").get("TaskTemplate").get("ContainerSpec")));
        }
        return all.outcome("service", Optional.empty())
                .seeing(List.of(new Seen("GET /secrets", "%d secrets".formatted(kept))));
    }

    /// Of what looks like a credential only the name is told.
    private static Look service(Json container) {
        var names =
                Inspected.texts(container.get("Env")).stream()
                        .filter(SwarmSection::isSecret)
                        .map(setting -> EngineState.name(setting.split("=", 2)[0]))
                        .sorted()
                        .toList();
        int secrets = container.get("Secrets").items().size();
        return names.isEmpty()
                ? Look.good("%d secrets, and no variable that looks like one".formatted(secrets))
                : Look.bad("variables that look like secrets: " + String.join(", ", names));
    }

    private static boolean isSecret(String setting) {
        int equals = setting.indexOf('=');
        return equals > 0
                && SecretNames.isSecret(setting.substring(0, equals))
                && SecretNames.isValue(setting.substring(equals + 1));
    }

    private static boolean isLocked(Json swarm) {
        return swarm.get("Spec").get("EncryptionConfig").get("AutoLockManagers").isTrue();
    }

    private static Seen lockSeen(Json swarm) {
        return new Seen("GET /swarm", "Spec.EncryptionConfig.AutoLockManagers " + isLocked(swarm));
    }

    private static Outcome lock(Json swarm) {
        return isLocked(swarm)
                ? Outcome.pass("managers are locked when they start", lockSeen(swarm))
                : Outcome.fail("managers start without being unlocked", lockSeen(swarm));
    }

    private static Outcome unlockKey(Json swarm) {
        return isLocked(swarm)
                ? Outcome.manual(
                        "the daemon keeps no time of the key's last change", lockSeen(swarm))
                : Outcome.fail("there is no key that unlocks managers", lockSeen(swarm));
    }

    private static Outcome expiry(Json swarm) {
        long nanos = Inspected.number(swarm.get("Spec").get("CAConfig"), "NodeCertExpiry");
        var lasts = Duration.ofNanos(nanos);
        var told = "certificates of nodes last %d hours".formatted(lasts.toHours());
        var seen = new Seen("GET /swarm", "Spec.CAConfig.NodeCertExpiry %d".formatted(nanos));
        return lasts.isPositive() && lasts.compareTo(SHORT) <= 0
                ? Outcome.pass(told, seen)
                : Outcome.fail(told, seen);
    }

    private static Outcome authority(EngineState engine, Json swarm) {
        long changes = Inspected.number(swarm.get("Spec").get("CAConfig"), "ForceRotate");
        var created = swarm.text("CreatedAt");
        var seen =
                new Seen(
                        "GET /swarm",
                        "CreatedAt %s, Spec.CAConfig.ForceRotate %d".formatted(created, changes));
        try {
            var age =
                    Duration.between(
                            OffsetDateTime.parse(created).toInstant(), engine.host().asked());
            if (age.compareTo(STALE) <= 0) {
                return Outcome.pass("the swarm is younger than a year", seen);
            }
        } catch (DateTimeException | ArithmeticException _) {
            return Outcome.manual("the daemon does not tell the age of the swarm", seen);
        }
        return changes > 0
                ? Outcome.manual("it was changed, and the daemon does not tell when", seen)
                : Outcome.fail("it was never changed in more than a year", seen);
    }

    private static Outcome planes(Json swarm) {
        long nodes = Inspected.number(swarm, "Nodes");
        var seen = new Seen("GET /info", "Swarm.Nodes %d".formatted(nodes));
        return nodes == 1
                ? Outcome.notApplicable("the swarm has one node, and so no traffic", seen)
                : Outcome.manual("the daemon does not tell the address of its data", seen);
    }
}
