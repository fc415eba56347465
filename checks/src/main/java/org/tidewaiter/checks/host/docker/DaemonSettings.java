package org.tidewaiter.checks.host.docker;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidewaiter.checks.host.Answer;
import org.tidewaiter.checks.host.Host;
import org.tidewaiter.checks.host.HostProcess;
import org.tidewaiter.checks.host.Seen;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.MalformedJsonException;

/// How the Docker daemon of a host was told to work: by the words that it was started with, else by
/// its file. Names are those of the file.
///
/// @param flags unknown where no daemon is seen
/// @param flagsAt where those can be read again
/// @param file where its file is, or would be
/// @param written what the file says
record DaemonSettings(
        Answer<Map<String, List<String>>> flags,
        String flagsAt,
        String file,
        Answer<Json> written) {
    private static final String PROGRAM = "dockerd";
    static final String DATA_ROOT = "/var/lib/docker";

    private static final String FILE = "/etc/docker/daemon.json";

    /// @param values at least one
    /// @param seen where it was set
    record Setting(List<String> values, Seen seen) {
        /// Of several the last.
        String value() {
            return values.getLast();
        }

        boolean isTrue() {
            return value().equals("true");
        }
    }

    static DaemonSettings of(Host host, EngineState engine) {
        var daemon = process(host, engine);
        var flags = daemon.map(process -> DaemonFlags.of(process.words()));
        var file = flags.map(all -> all.get("config-file")).map(List::getLast).orElse(FILE);
        return new DaemonSettings(
                flags.map(Answer::known)
                        .orElseGet(() ->
                                Answer.unknown(
                                        "no process named %s is seen, so that its flags are not known"
                                                .formatted(PROGRAM))),
                daemon.map(HostProcess::where).orElse("/proc/*/cmdline"),
                file,
                read(host.text(file)));
    }

    /// Of several daemons the one that answered, which its folder of data tells.
    private static Optional<HostProcess> process(Host host, EngineState engine) {
        var all =
                HostProcess.all(host).stream()
                        .filter(process -> process.name().equals(PROGRAM))
                        .toList();
        var root = engine.ask("/info").known().map(info -> info.text("DockerRootDir")).orElse("");
        return all.stream()
                .filter(process -> dataRoot(process).equals(root))
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    private static String dataRoot(HostProcess process) {
        var given = DaemonFlags.of(process.words()).get("data-root");
        return given == null ? DATA_ROOT : given.getLast();
    }

    private static Answer<Json> read(Answer<String> text) {
        if (text.known().isEmpty()) {
            return text.map(_ -> new Json.JsonNull());
        }
        var plain = text.known().get().strip();
        if (plain.isEmpty()) {
            return Answer.absent();
        }
        try {
            return Answer.known(JsonReader.read(plain.getBytes(StandardCharsets.UTF_8)));
        } catch (MalformedJsonException e) {
            return Answer.unknown("it is no JSON: " + e.getMessage());
        }
    }

    /// @return absent where the daemon's default counts; unknown where that cannot be told
    Answer<Setting> find(String name) {
        var given = flags.known().map(all -> all.get(name));
        if (given.isPresent()) {
            return Answer.known(
                    new Setting(
                            given.get(),
                            new Seen(
                                    flagsAt,
                                    "%s: %s".formatted(name, String.join(", ", given.get())))));
        }
        if (written instanceof Answer.Unknown<Json>(var why)) {
            return Answer.unknown("%s: %s".formatted(file, why));
        }
        var values = written.known().map(json -> values(json.get(name))).orElse(List.of());
        if (!values.isEmpty()) {
            return Answer.known(
                    new Setting(
                            values,
                            new Seen(file, "%s: %s".formatted(name, String.join(", ", values)))));
        }
        return flags.unknown().map(Answer::<Setting>unknown).orElseGet(Answer::absent);
    }

    /// @return of an object its names; nothing of an empty list
    private static List<String> values(Json value) {
        return switch (value) {
            case Json.JsonString(var text) -> List.of(text);
            case Json.JsonBoolean(var truth) -> List.of(String.valueOf(truth));
            case Json.JsonNumber(var number) -> List.of(number.toPlainString());
            case Json.JsonArray array -> Inspected.texts(array);
            case Json.JsonObject(var members) -> List.copyOf(members.keySet());
            case Json.JsonNull() -> List.of();
        };
    }

    /// What is seen where a setting is in neither place.
    Seen unset(String name) {
        return new Seen(where(), name + " is not set");
    }

    /// Where settings are looked for.
    String where() {
        return flagsAt + ", " + file;
    }

    Optional<String> value(String name) {
        return find(name).known().map(Setting::value);
    }
}
