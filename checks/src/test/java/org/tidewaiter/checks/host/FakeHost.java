package org.tidewaiter.checks.host;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.MalformedJsonException;

/// A host that a test makes: what is not said of it is not there. It runs, unless the test says
/// otherwise.
public final class FakeHost implements Host {
    private static final int ROOT_DEVICE = 1;

    private final Map<String, FileStat> stats = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Json> engine = new HashMap<>();
    private final Map<List<String>, CommandOutput> commands = new HashMap<>();
    private final Map<String, String> unknown = new HashMap<>();
    private boolean isRunning = true;
    private Instant asked = Instant.parse("2026-11-24T12:00:00Z");

    /// A regular file, its folders with it.
    public FakeHost file(String path, String text) {
        return file(path, 0644, 0, 0, text);
    }

    public FakeHost file(String path, int mode, long uid, long gid, String text) {
        texts.put(path, text);
        return entry(path, FileStat.Type.FILE, mode, uid, gid, Optional.empty());
    }

    public FakeHost folder(String path, int mode, long uid, long gid) {
        return entry(path, FileStat.Type.DIRECTORY, mode, uid, gid, Optional.empty());
    }

    public FakeHost socket(String path, int mode, long uid, long gid) {
        return entry(path, FileStat.Type.SOCKET, mode, uid, gid, Optional.empty());
    }

    /// @param target from `/`
    public FakeHost link(String path, String target) {
        return entry(path, FileStat.Type.LINK, 0777, 0, 0, Optional.of(target));
    }

    private FakeHost entry(
            String path, FileStat.Type type, int mode, long uid, long gid, Optional<String> link) {
        stats.put(path, new FileStat(type, mode, uid, gid, ROOT_DEVICE, 0, link));
        for (int slash = path.lastIndexOf('/');
                slash > 0;
                slash = path.lastIndexOf('/', slash - 1)) {
            stats.putIfAbsent(
                    path.substring(0, slash),
                    new FileStat(
                            FileStat.Type.DIRECTORY, 0755, 0, 0, ROOT_DEVICE, 0, Optional.empty()));
        }
        return this;
    }

    /// A process as `/proc` has it.
    ///
    /// @param words its command line
    public FakeHost process(int pid, int uid, String... words) {
        var name = words[0].substring(words[0].lastIndexOf('/') + 1);
        return file("/proc/%d/cmdline".formatted(pid), String.join("\0", words) + "\0")
                .file("/proc/%d/comm".formatted(pid), name + "\n")
                .file(
                        "/proc/%d/status".formatted(pid),
                        "Name:\t%s\nPid:\t%d\nPPid:\t1\nUid:\t%3$d\t%3$d\t%3$d\t%3$d\n"
                                .formatted(name, pid, uid))
                .link("/proc/%d/exe".formatted(pid), words[0]);
    }

    public FakeHost engine(String path, String json) {
        try {
            engine.put(path, JsonReader.read(json.getBytes(StandardCharsets.UTF_8)));
        } catch (MalformedJsonException e) {
            throw new IllegalArgumentException(json, e);
        }
        return this;
    }

    public FakeHost command(String words, int status, String out) {
        commands.put(List.of(words.split(" ", -1)), new CommandOutput(status, out, ""));
        return this;
    }

    /// @param question a path, a path of the engine, or the words of a command
    public FakeHost cannotTell(String question, String why) {
        unknown.put(question, why);
        return this;
    }

    public FakeHost thatDoesNotRun() {
        isRunning = false;
        return this;
    }

    public FakeHost at(Instant time) {
        asked = time;
        return this;
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    @Override
    public Instant asked() {
        return asked;
    }

    @Override
    public Answer<FileStat> stat(String path) {
        var stat = stats.get(path);
        return stat != null && stat.link().isPresent()
                ? stat(stat.link().get())
                : answer(path, stat);
    }

    @Override
    public Answer<FileStat> lstat(String path) {
        return answer(path, stats.get(path));
    }

    @Override
    public Answer<String> text(String path) {
        var stat = stats.get(path);
        return stat != null && stat.link().isPresent()
                ? text(stat.link().get())
                : answer(path, texts.get(path));
    }

    @Override
    public Answer<List<String>> names(String path) {
        var below = path.endsWith("/") ? path : path + "/";
        var names = new TreeSet<String>();
        for (var known : stats.keySet()) {
            if (known.startsWith(below)) {
                names.add(known.substring(below.length()).split("/", 2)[0]);
            }
        }
        return answer(
                path, names.isEmpty() && !stats.containsKey(path) ? null : new ArrayList<>(names));
    }

    @Override
    public Answer<Json> engine(String path) {
        return answer(path, engine.get(path));
    }

    @Override
    public Answer<CommandOutput> command(List<String> words) {
        return answer(String.join(" ", words), commands.get(words));
    }

    private <T> Answer<T> answer(String question, @Nullable T value) {
        var why = unknown.get(question);
        if (why != null) {
            return Answer.unknown(why);
        }
        return value == null ? Answer.absent() : Answer.known(value);
    }
}
