package org.tidewaiter.checks.host.record;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.tidewaiter.checks.host.CommandOutput;
import org.tidewaiter.checks.host.FileStat;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.Json.JsonArray;
import org.tidewaiter.model.json.Json.JsonNumber;
import org.tidewaiter.model.json.Json.JsonObject;
import org.tidewaiter.model.json.Json.JsonString;

/// How what a host answers is written as JSON, and read again.
final class AnswerForm {
    private static final int OCTAL = 8;

    private AnswerForm() {}

    /// Whether a value has the form of answers to such questions.
    static boolean isOf(Question.Kind kind, Json value) {
        return switch (kind) {
            case COMMAND -> output(value).isPresent();
            case ENGINE -> true;
            case LSTAT, STAT -> stat(value).isPresent();
            case NAMES -> names(value).isPresent();
            case TEXT -> value.text().isPresent();
        };
    }

    static Json of(FileStat stat) {
        var members = new LinkedHashMap<String, Json>();
        members.put("type", new JsonString(word(stat.type())));
        members.put("mode", new JsonString(stat.octal()));
        members.put("uid", number(stat.uid()));
        members.put("gid", number(stat.gid()));
        members.put("device", number(stat.device()));
        members.put("size", number(stat.sizeBytes()));
        stat.link().ifPresent(link -> members.put("link", new JsonString(link)));
        return new JsonObject(members);
    }

    static Optional<FileStat> stat(Json json) {
        var type =
                Stream.of(FileStat.Type.values())
                        .filter(one -> word(one).equals(json.text("type")))
                        .findFirst();
        var mode = json.text("mode");
        var numbers =
                Stream.of("uid", "gid", "device", "size")
                        .flatMap(name -> json.get(name).wholeNumber().stream())
                        .toList();
        if (type.isEmpty() || !mode.matches("[0-7]{3,4}") || numbers.size() < 4) {
            return Optional.empty();
        }
        return Optional.of(
                new FileStat(
                        type.get(),
                        Integer.parseInt(mode, OCTAL),
                        numbers.get(0),
                        numbers.get(1),
                        numbers.get(2),
                        numbers.get(3),
                        json.get("link").text()));
    }

    private static String word(FileStat.Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    static Json of(List<String> names) {
        return new JsonArray(names.stream().<Json>map(JsonString::new).toList());
    }

    static Optional<List<String>> names(Json json) {
        var texts = json.items().stream().flatMap(item -> item.text().stream()).toList();
        return json instanceof JsonArray && texts.size() == json.items().size()
                ? Optional.of(texts)
                : Optional.empty();
    }

    static Json of(CommandOutput output) {
        var members = new LinkedHashMap<String, Json>();
        members.put("status", number(output.status()));
        members.put("out", new JsonString(output.out()));
        members.put("err", new JsonString(output.err()));
        return new JsonObject(members);
    }

    static Optional<CommandOutput> output(Json json) {
        var status = json.get("status").wholeNumber().filter(number -> number == number.intValue());
        return status.isPresent() && json.get("out").text().isPresent()
                ? Optional.of(
                        new CommandOutput(
                                status.get().intValue(), json.text("out"), json.text("err")))
                : Optional.empty();
    }

    private static Json number(long number) {
        return new JsonNumber(BigDecimal.valueOf(number));
    }
}
