package org.tidewaiter.checks.host.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.tidewaiter.checks.host.Answer;
import org.tidewaiter.checks.host.Outcome;
import org.tidewaiter.checks.host.Seen;
import org.tidewaiter.model.json.Json;

/// What the daemon itself says of how it works, which counts before its settings; those speak where
/// it does not.
final class EngineRules {
    private static final String INFO = "GET /info";
    private static final String BRIDGE = "GET /networks/bridge";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.0/8", "::1/128");
    private static final Set<String> LOGS_THAT_STAY = Set.of("json-file", "local", "none");

    private EngineRules() {}

    /// @param rule nothing where the daemon does not tell
    private static Outcome told(
            DockerHost host, Function<Json, Optional<Outcome>> rule, Supplier<Outcome> otherwise) {
        return host.engine().ask("/info").known().flatMap(rule).orElseGet(otherwise);
    }

    private static Outcome untold(DockerHost host) {
        var why = host.engine().ask("/info").unknown();
        return Outcome.unread(INFO, why.orElse("the daemon does not tell"));
    }

    private static Outcome judged(boolean isGood, String reason, String seen) {
        return SettingRules.judged(isGood, reason, new Seen(INFO, seen));
    }

    /// @param rule given the option of a mechanism, which may not be there
    private static Outcome byOption(
            DockerHost host,
            String mechanism,
            Function<Optional<String>, Outcome> rule,
            Supplier<Outcome> otherwise) {
        return told(
                host,
                info ->
                        info.has("SecurityOptions")
                                ? Optional.of(
                                        rule.apply(EngineState.securityOption(info, mechanism)))
                                : Optional.empty(),
                otherwise);
    }

    static Outcome rootless(DockerHost host) {
        return byOption(
                host,
                "rootless",
                option ->
                        judged(
                                option.isPresent(),
                                option.isPresent() ? "it runs without root" : "it runs as root",
                                option.orElse("SecurityOptions: no rootless")),
                () -> untold(host));
    }

    /// Without a default bridge nothing can speak over it.
    static Outcome bridge(DockerHost host) {
        return switch (host.engine().ask("/networks/bridge")) {
            case Answer.Known<Json>(var network) -> {
                var icc = network.get("Options").text("com.docker.network.bridge.enable_icc");
                yield SettingRules.judged(
                        icc.equals("false"),
                        icc.equals("false") ? "they cannot" : "they can",
                        new Seen(BRIDGE, "enable_icc: " + (icc.isEmpty() ? "not set" : icc)));
            }
            case Answer.Absent<Json>() ->
                    Outcome.pass("there is no default bridge", new Seen(BRIDGE, "404"));
            case Answer.Unknown<Json>(_) -> SettingRules.wanted(host, "icc", false, true);
        };
    }

    static Outcome registries(DockerHost host) {
        return told(
                host,
                info ->
                        info.has("RegistryConfig")
                                ? Optional.of(insecure(info.get("RegistryConfig")))
                                : Optional.empty(),
                () ->
                        SettingRules.of(
                                host,
                                "insecure-registries",
                                set -> Outcome.fail("some are", set.seen()),
                                Outcome.pass(
                                        "none is named",
                                        host.daemon().unset("insecure-registries"))));
    }

    private static Outcome insecure(Json config) {
        var insecure = new ArrayList<String>();
        Inspected.texts(config.get("InsecureRegistryCIDRs")).stream()
                .filter(range -> !LOOPBACK.contains(range))
                .forEach(insecure::add);
        config.get("IndexConfigs")
                .members()
                .forEach((name, index) -> {
                    if (index.get("Secure") instanceof Json.JsonBoolean(var secure) && !secure) {
                        insecure.add(name);
                    }
                });
        return judged(
                        insecure.isEmpty(),
                        insecure.isEmpty() ? "none is" : "some are",
                        "insecure: " + (insecure.isEmpty() ? "none" : String.join(", ", insecure)))
                .about(insecure.stream().map(name -> "registry " + name).toList());
    }

    static Outcome storage(DockerHost host) {
        return told(
                host,
                info ->
                        text(info, "Driver")
                                .map(driver ->
                                        judged(
                                                !driver.equals("aufs"),
                                                "it is " + driver,
                                                "Driver: " + driver)),
                () ->
                        SettingRules.of(
                                host,
                                "storage-driver",
                                set ->
                                        SettingRules.judged(
                                                !set.value().equals("aufs"),
                                                "it is " + set.value(),
                                                set.seen()),
                                untold(host)));
    }

    private static Optional<String> text(Json info, String name) {
        return info.get(name).text().filter(text -> !text.isEmpty());
    }

    /// A daemon without root has its containers in a namespace of users too.
    static Outcome users(DockerHost host) {
        return byOption(
                host,
                "userns",
                option -> {
                    var other =
                            option.or(() ->
                                    host.engine().securityOption("rootless").known().orElseThrow());
                    return judged(
                            other.isPresent(),
                            other.isPresent()
                                    ? "users of containers are others on the host"
                                    : "users of containers are those of the host",
                            other.orElse("SecurityOptions: no userns"));
                },
                () ->
                        SettingRules.of(
                                host,
                                "userns-remap",
                                set ->
                                        SettingRules.judged(
                                                !set.value().isEmpty(), "it is set", set.seen()),
                                Outcome.fail(
                                        "it is not set", host.daemon().unset("userns-remap"))));
    }

    static Outcome authorization(DockerHost host) {
        return told(
                host,
                info ->
                        info.get("Plugins").has("Authorization")
                                ? Optional.of(
                                        plugins(
                                                Inspected.texts(
                                                        info.get("Plugins").get("Authorization"))))
                                : Optional.empty(),
                () ->
                        SettingRules.of(
                                host,
                                "authorization-plugins",
                                set -> Outcome.pass("one does", set.seen()),
                                Outcome.fail(
                                        "none is named",
                                        host.daemon().unset("authorization-plugins"))));
    }

    private static Outcome plugins(List<String> names) {
        return judged(
                !names.isEmpty(),
                names.isEmpty() ? "none does" : "one does",
                "Plugins.Authorization: " + (names.isEmpty() ? "none" : String.join(", ", names)));
    }

    static Outcome logging(DockerHost host) {
        return told(
                host,
                info ->
                        text(info, "LoggingDriver")
                                .map(driver ->
                                        judged(
                                                !LOGS_THAT_STAY.contains(driver),
                                                "the driver is " + driver,
                                                "LoggingDriver: " + driver)),
                () ->
                        SettingRules.of(
                                host,
                                "log-driver",
                                set ->
                                        SettingRules.judged(
                                                !LOGS_THAT_STAY.contains(set.value()),
                                                "the driver is " + set.value(),
                                                set.seen()),
                                Outcome.fail(
                                        "it is not set, and json-file by default",
                                        host.daemon().unset("log-driver"))));
    }

    /// Older daemons have the default and do not tell so.
    static Outcome privileges(DockerHost host) {
        return told(
                host,
                info ->
                        EngineState.securityOption(info, "no-new-privileges")
                                .map(option -> judged(true, "they cannot", option)),
                () -> SettingRules.wanted(host, "no-new-privileges", true, false));
    }

    /// A swarm moves its services itself, and does not go together with it.
    static Outcome liveRestore(DockerHost host) {
        return told(
                host,
                info ->
                        info.get("Swarm").text("LocalNodeState").equals("active")
                                ? Optional.of(
                                        Outcome.notApplicable(
                                                "the daemon is in a swarm",
                                                new Seen(INFO, "Swarm.LocalNodeState: active")))
                                : truth(info, "LiveRestoreEnabled")
                                        .map(is ->
                                                judged(
                                                        is,
                                                        is ? "they do" : "they end with it",
                                                        "LiveRestoreEnabled: " + is)),
                () -> SettingRules.wanted(host, "live-restore", true, false));
    }

    private static Optional<Boolean> truth(Json info, String name) {
        return info.get(name) instanceof Json.JsonBoolean(var is)
                ? Optional.of(is)
                : Optional.empty();
    }

    static Outcome seccomp(DockerHost host) {
        return byOption(host, "seccomp", EngineRules::profile, () -> untold(host));
    }

    private static Outcome profile(Optional<String> option) {
        var seen = option.orElse("SecurityOptions: no seccomp");
        if (option.isEmpty() || seen.endsWith("profile=unconfined")) {
            return judged(false, "they are not filtered", seen);
        }
        return seen.endsWith("profile=builtin") || seen.endsWith("profile=default")
                ? judged(true, "by the daemon's own profile", seen)
                : Outcome.manual("a person has to read the profile", new Seen(INFO, seen));
    }

    static Outcome experimental(DockerHost host) {
        return told(
                host,
                info ->
                        truth(info, "ExperimentalBuild")
                                .map(is ->
                                        judged(
                                                !is,
                                                is ? "it is switched on" : "it is not",
                                                "ExperimentalBuild: " + is)),
                () -> SettingRules.wanted(host, "experimental", false, false));
    }
}
