package org.tidewaiter.checks.host.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tidewaiter.checks.host.Answer;
import org.tidewaiter.checks.host.CommandOutput;
import org.tidewaiter.checks.host.FileStat;
import org.tidewaiter.checks.host.Host;
import org.tidewaiter.checks.host.record.Question.Kind;
import org.tidewaiter.model.json.Json;

/// A host that answers what it once answered; what it was not asked then is not known.
public record RecordedHost(Facts facts) implements Host {
    private static final String NOT_RECORDED = "it was not recorded";

    @Override
    public String name() {
        return facts.host();
    }

    @Override
    public boolean isRunning() {
        return facts.isRunning();
    }

    @Override
    public Instant asked() {
        return facts.asked();
    }

    @Override
    public Answer<FileStat> stat(String path) {
        return answer(Kind.STAT, List.of(path), AnswerForm::stat);
    }

    @Override
    public Answer<FileStat> lstat(String path) {
        return answer(Kind.LSTAT, List.of(path), AnswerForm::stat);
    }

    @Override
    public Answer<String> text(String path) {
        return answer(Kind.TEXT, List.of(path), Json::text);
    }

    @Override
    public Answer<List<String>> names(String path) {
        return answer(Kind.NAMES, List.of(path), AnswerForm::names);
    }

    @Override
    public Answer<Json> engine(String path) {
        return answer(Kind.ENGINE, List.of(path), Optional::of);
    }

    @Override
    public Answer<CommandOutput> command(List<String> words) {
        return answer(Kind.COMMAND, words, AnswerForm::output);
    }

    private <T> Answer<T> answer(Kind kind, List<String> words, Function<Json, Optional<T>> form) {
        var answer = facts.answers().get(new Question(kind, words));
        return answer == null ? Answer.unknown(NOT_RECORDED) : told(answer, form);
    }

    /// What is kept, in the form in which it was asked for.
    static <T> Answer<T> told(Answer<Json> answer, Function<Json, Optional<T>> form) {
        return switch (answer) {
            case Answer.Known<Json>(var value) ->
                    form.apply(value)
                            .map(Answer::known)
                            .orElseGet(() -> Answer.unknown("it was recorded in another form"));
            case Answer.Absent<Json>() -> Answer.absent();
            case Answer.Unknown<Json>(var why) -> Answer.unknown(why);
        };
    }
}
