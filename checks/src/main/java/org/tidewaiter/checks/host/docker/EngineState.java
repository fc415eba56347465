package org.tidewaiter.checks.host.docker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.checks.host.Answer;
import org.tidewaiter.checks.host.Host;
import org.tidewaiter.checks.host.Seen;
import org.tidewaiter.model.json.Json;

/// What the daemon of a host says of itself, its containers, images and swarm. Each question is
/// asked once and only when a check needs it. Not for several threads.
final class EngineState {
    static final String CONTAINERS = "GET /containers/json?all=1";
    static final String IMAGES = "GET /images/json";
    static final String NO_SUCH = "the daemon answers 404";

    private static final int MAX_INSPECTED = 1000;
    private static final Pattern CONTAINER = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern IMAGE = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final Pattern NAME = Pattern.compile("[\\p{Alnum}._/:@-]{1,255}");

    /// Whose processes exist.
    private static final Set<String> RUNNING = Set.of("running", "paused", "restarting");

    private final Host host;
    private final Map<String, Answer<Json>> kept = new HashMap<>();
    private @Nullable Answer<Listed> running;
    private @Nullable Answer<Listed> images;

    private EngineState(Host host) {
        this.host = host;
    }

    static EngineState of(Host host) {
        return new EngineState(host);
    }

    /// For what the daemon does not tell.
    Host host() {
        return host;
    }

    /// @param path as [Host#engine] takes it
    Answer<Json> ask(String path) {
        return kept.computeIfAbsent(path, host::engine);
    }

    /// Whether the daemon has a mechanism: `apparmor`, `selinux`, `seccomp`, `userns`.
    ///
    /// @return the option as it stands in `/info`: `name=seccomp,profile=default`
    Answer<Optional<String>> securityOption(String name) {
        return ask("/info").map(info -> securityOption(info, name));
    }

    /// As [#securityOption(String)], of what `/info` answers.
    static Optional<String> securityOption(Json info, String name) {
        return Inspected.texts(info.get("SecurityOptions")).stream()
                .filter(option ->
                        option.equals("name=" + name) || option.startsWith("name=" + name + ","))
                .findFirst();
    }

    /// The containers that run, by name.
    Answer<Listed> running() {
        if (running == null) {
            running =
                    ask("/containers/json?all=1")
                            .map(list ->
                                    listed(
                                            list,
                                            CONTAINERS,
                                            CONTAINER,
                                            "/containers/%s/json",
                                            EngineState::containerName,
                                            EngineState::isRunning));
        }
        return running;
    }

    /// The images, by name.
    Answer<Listed> images() {
        if (images == null) {
            images =
                    ask("/images/json")
                            .map(list ->
                                    listed(
                                            list,
                                            IMAGES,
                                            IMAGE,
                                            "/images/%s/json",
                                            EngineState::imageName,
                                            _ -> true));
        }
        return images;
    }

    private Listed listed(
            Json list,
            String request,
            Pattern id,
            String path,
            Function<Json, String> name,
            Function<Json, Boolean> wanted) {
        var some = list.items().stream().filter(wanted::apply).toList();
        var all = new ArrayList<Inspected>();
        int strange = list instanceof Json.JsonArray ? 0 : 1;
        for (var item : some.subList(0, Math.min(MAX_INSPECTED, some.size()))) {
            if (!id.matcher(item.text("Id")).matches()) {
                strange++;
                continue;
            }
            var asked = path.formatted(item.text("Id"));
            var answer = ask(asked);
            if (!answer.isAbsent()) {
                all.add(new Inspected(name.apply(item), item.text("Id"), "GET " + asked, answer));
            }
        }
        all.sort(Comparator.comparing(Inspected::name).thenComparing(Inspected::id));
        var seen =
                new Seen(
                        request,
                        "%d listed, %d of them concerned"
                                .formatted(list.items().size(), some.size()));
        return new Listed(all, seen, whyNotAll(some.size(), strange));
    }

    private static Optional<String> whyNotAll(int some, int strange) {
        if (strange > 0) {
            return Optional.of("the daemon lists what has no id");
        }
        return some > MAX_INSPECTED
                ? Optional.of("only %d of %d were looked at".formatted(MAX_INSPECTED, some))
                : Optional.empty();
    }

    /// @param item of the list of containers
    static boolean isRunning(Json item) {
        return RUNNING.contains(item.text("State"));
    }

    /// @param item of the list of containers, with whatever id
    static String containerName(Json item) {
        return Inspected.texts(item.get("Names")).stream()
                .map(name -> name.startsWith("/") ? name.substring(1) : name)
                .filter(name -> NAME.matcher(name).matches() && !name.contains("/"))
                .findFirst()
                .orElseGet(() -> begin(item.text("Id"), 12));
    }

    /// What somebody named something, where that can be told as it is.
    static String name(String written) {
        return NAME.matcher(written).matches() ? written : "(no plain name)";
    }

    private static String begin(String id, int length) {
        boolean isId = CONTAINER.matcher(id).matches() || IMAGE.matcher(id).matches();
        return isId ? id.substring(0, length) : "(no id)";
    }

    private static String imageName(Json item) {
        return Inspected.texts(item.get("RepoTags")).stream()
                .filter(tag -> NAME.matcher(tag).matches())
                .min(Comparator.naturalOrder())
                .orElseGet(() -> begin(item.text("Id"), 19));
    }

    /// The id of the image that a reference now leads to here.
    Answer<Optional<String>> imageId(String reference) {
        return ask("/images/json")
                .map(list ->
                        list.items().stream()
                                .filter(item ->
                                        Inspected.texts(item.get("RepoTags")).contains(reference))
                                .map(item -> item.text("Id"))
                                .findFirst());
    }

    /// How an image was made, newest first, as the lines that made it.
    Answer<List<String>> history(Json image) {
        var id = image.text("Id");
        return !IMAGE.matcher(id).matches()
                ? Answer.unknown("the daemon tells no id")
                : ask("/images/%s/history".formatted(id))
                        .map(lines ->
                                lines.items().stream()
                                        .map(line -> line.text("CreatedBy"))
                                        .toList());
    }

    /// The commands of the processes in a container.
    Answer<List<String>> processes(Json container) {
        var id = container.text("Id");
        if (!CONTAINER.matcher(id).matches()) {
            return Answer.unknown("the daemon tells no id");
        }
        return switch (ask("/containers/%s/top".formatted(id))) {
            case Answer.Known<Json>(var top) -> commands(top);
            case Answer.Absent<Json>() -> Answer.absent();
            case Answer.Unknown<Json>(var why) -> Answer.unknown(why);
        };
    }

    private static Answer<List<String>> commands(Json top) {
        var titles = Inspected.texts(top.get("Titles"));
        int command = Math.max(titles.indexOf("CMD"), titles.indexOf("COMMAND"));
        var processes = top.get("Processes").items();
        if (command < 0 || processes.isEmpty()) {
            return Answer.unknown("the daemon lists no processes");
        }
        return Answer.known(
                processes.stream()
                        .map(Inspected::texts)
                        .filter(columns -> columns.size() > command)
                        .map(columns -> columns.get(command))
                        .toList());
    }

    /// The commands that were started in a container and that the daemon still knows.
    ///
    /// @return nothing of those that have ended meanwhile
    List<Answer<Json>> execs(Json container) {
        return Inspected.texts(container.get("ExecIDs")).stream()
                .filter(id -> CONTAINER.matcher(id).matches())
                .limit(MAX_INSPECTED)
                .map(id -> ask("/exec/%s/json".formatted(id)))
                .filter(answer -> !answer.isAbsent())
                .toList();
    }
}
