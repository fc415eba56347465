package org.tidewaiter.checks.host.record;

import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.tidewaiter.checks.host.Answer;
import org.tidewaiter.checks.host.CommandOutput;
import org.tidewaiter.checks.host.FileStat;
import org.tidewaiter.checks.host.Host;
import org.tidewaiter.checks.host.record.Question.Kind;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.Json.JsonString;
import org.tidewaiter.model.json.JsonWriter;

/// A host that keeps what it answers. Who asks it gets what is kept, presumable secrets without
/// their values; so that asking again what was recorded gives the same. Not for several threads.
public final class RecordingHost implements Host {
    private static final long MAX_BYTES = 20L << 20;

    private final Host host;
    private final SortedMap<Question, Answer<Json>> answers = new TreeMap<>();
    private long bytes;

    public RecordingHost(Host host) {
        this.host = host;
    }

    /// What it was asked so far.
    public Facts facts() {
        return new Facts(host.name(), host.isRunning(), host.asked(), answers);
    }

    @Override
    public String name() {
        return host.name();
    }

    @Override
    public boolean isRunning() {
        return host.isRunning();
    }

    @Override
    public Instant asked() {
        return host.asked();
    }

    @Override
    public Answer<FileStat> stat(String path) {
        var kept = kept(Kind.STAT, List.of(path), () -> host.stat(path).map(AnswerForm::of));
        return RecordedHost.told(kept, AnswerForm::stat);
    }

    @Override
    public Answer<FileStat> lstat(String path) {
        var kept = kept(Kind.LSTAT, List.of(path), () -> host.lstat(path).map(AnswerForm::of));
        return RecordedHost.told(kept, AnswerForm::stat);
    }

    @Override
    public Answer<String> text(String path) {
        var kept =
                kept(
                        Kind.TEXT,
                        List.of(path),
                        () ->
                                host.text(path)
                                        .map(text -> new JsonString(Withheld.ofText(path, text))));
        return RecordedHost.told(kept, Json::text);
    }

    @Override
    public Answer<List<String>> names(String path) {
        var kept = kept(Kind.NAMES, List.of(path), () -> host.names(path).map(AnswerForm::of));
        return RecordedHost.told(kept, AnswerForm::names);
    }

    @Override
    public Answer<Json> engine(String path) {
        return kept(Kind.ENGINE, List.of(path), () -> host.engine(path).map(Withheld::ofEngine));
    }

    @Override
    public Answer<CommandOutput> command(List<String> words) {
        var kept = kept(Kind.COMMAND, words, () -> host.command(words).map(AnswerForm::of));
        return RecordedHost.told(kept, AnswerForm::output);
    }

    private Answer<Json> kept(Kind kind, List<String> words, Supplier<Answer<Json>> ask) {
        return answers.computeIfAbsent(new Question(kind, words), _ -> bounded(ask.get()));
    }

    private Answer<Json> bounded(Answer<Json> answer) {
        bytes += answer.known().map(RecordingHost::size).orElse(0L);
        return bytes <= MAX_BYTES
                ? answer
                : Answer.unknown(
                        "more than %d MB of facts were recorded".formatted(MAX_BYTES >> 20));
    }

    private static long size(Json json) {
        var out = new Counted();
        try (var writer = new JsonWriter(out)) {
            writer.value(json);
        }
        return out.bytes;
    }

    private static final class Counted extends OutputStream {
        private long bytes;

        @Override
        public void write(int one) {
            bytes++;
        }

        @Override
        public void write(byte[] some, int offset, int length) {
            bytes += length;
        }
    }
}
