package org.tidewaiter.checks.host.record;

import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.TreeMap;
import org.tidewaiter.checks.host.Answer;
import org.tidewaiter.checks.host.record.Question.Kind;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.model.json.MalformedJsonException;

/// What a host answered, as a file: JSON, the same facts in the same bytes. It may have been
/// written by anybody.
///
/// @see "docs/adr/0028"
public final class FactsFile {
    /// Of a file that is read.
    public static final int MAX_BYTES = 44 << 20;

    private static final String FORMAT = "tidewaiter-host-facts-1";
    private static final int MAX_ANSWERS = 1_000_000;
    private static final String VALUE = "value";

    private FactsFile() {}

    public static void write(Facts facts, OutputStream out) {
        try (var json = new JsonWriter(out)) {
            json.beginObject()
                    .field("schema", FORMAT)
                    .field("host", facts.host())
                    .field("running", facts.isRunning())
                    .field("asked", facts.asked().toString())
                    .beginArray("answers");
            facts.answers()
                    .forEach((question, answer) -> {
                        json.beginObject()
                                .field("ask", question.kind().word())
                                .field("of", question.words());
                        switch (answer) {
                            case Answer.Known<Json>(var value) -> json.field(VALUE, value);
                            case Answer.Absent<Json>() -> json.field("absent", true);
                            case Answer.Unknown<Json>(var why) -> json.field("unknown", why);
                        }
                        json.endObject();
                    });
            json.endArray().endObject();
        }
    }

    /// @param utf8 at most one byte more than [#MAX_BYTES]
    public static Facts read(byte[] utf8) throws MalformedFactsException {
        if (utf8.length > MAX_BYTES) {
            throw new MalformedFactsException("they have more than %d bytes".formatted(MAX_BYTES));
        }
        try {
            return facts(JsonReader.read(utf8));
        } catch (MalformedJsonException e) {
            throw new MalformedFactsException(String.valueOf(e.getMessage()));
        } catch (DateTimeException _) {
            throw new MalformedFactsException("'asked' is no time");
        }
    }

    private static Facts facts(Json json) throws MalformedFactsException {
        if (!json.text("schema").equals(FORMAT)) {
            throw new MalformedFactsException("'schema' is not " + FORMAT);
        }
        var listed = json.get("answers").items();
        if (listed.size() > MAX_ANSWERS) {
            throw new MalformedFactsException("more than %d answers".formatted(MAX_ANSWERS));
        }
        var answers = new TreeMap<Question, Answer<Json>>();
        for (int i = 0; i < listed.size(); i++) {
            var where = "answers[%d]".formatted(i);
            var question = question(listed.get(i), where);
            if (answers.put(question, answer(listed.get(i), question.kind(), where)) != null) {
                throw new MalformedFactsException(where + " was answered before");
            }
        }
        return new Facts(
                json.text("host"),
                json.get("running").isTrue(),
                Instant.parse(json.text("asked")),
                answers);
    }

    private static Question question(Json json, String where) throws MalformedFactsException {
        var kind = Kind.of(json.text("ask"));
        var words = AnswerForm.names(json.get("of"));
        if (kind.isEmpty() || words.isEmpty()) {
            throw new MalformedFactsException(where + " has no question");
        }
        return new Question(kind.get(), words.get());
    }

    private static Answer<Json> answer(Json json, Kind kind, String where)
            throws MalformedFactsException {
        if (json.has(VALUE)) {
            if (!AnswerForm.isOf(kind, json.get(VALUE))) {
                throw new MalformedFactsException(
                        "%s.value is no answer to '%s'".formatted(where, kind.word()));
            }
            return Answer.known(json.get(VALUE));
        }
        if (json.get("absent").isTrue()) {
            return Answer.absent();
        }
        return Answer.unknown(
                json.get("unknown")
                        .text()
                        .orElseThrow(() -> new MalformedFactsException(where + " has no answer")));
    }
}
