package org.tidewaiter.signing.charter;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.Json.JsonArray;
import org.tidewaiter.model.json.Json.JsonBoolean;
import org.tidewaiter.model.json.Json.JsonNull;
import org.tidewaiter.model.json.Json.JsonNumber;
import org.tidewaiter.model.json.Json.JsonObject;
import org.tidewaiter.model.json.Json.JsonString;

/// What one version of a charter has otherwise than the one before.
///
/// @param part `owners`, `holders`, `roles`, …
/// @param name of the one that is meant; empty where there is but one
/// @param values of what it has otherwise, old and new: `threshold 2 -> 1`
public record CharterChange(Kind kind, String part, String name, List<String> values) {
    private static final List<String> NAMED =
            List.of("holders", "groups", "authorities", "roles", "stages");

    public CharterChange {
        values = List.copyOf(values);
    }

    /// What became of it.
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED;

        /// Lower-case.
        public String label() {
            return CharterReader.label(this);
        }
    }

    /// Of the times, only that of the expiry; the others change with every version.
    public static List<CharterChange> between(Charter before, Charter after) {
        var was = CharterWriter.write(before);
        var is = CharterWriter.write(after);
        var changes = new ArrayList<CharterChange>();
        for (var part : List.of("name", "expires", "owners")) {
            if (!was.get(part).equals(is.get(part))) {
                changes.add(changed(part, "", was.get(part), is.get(part)));
            }
        }
        for (var part : NAMED) {
            changes.addAll(named(part, was.get(part), is.get(part)));
        }
        changes.addAll(revocations(before, after));
        return List.copyOf(changes);
    }

    private static List<CharterChange> named(String part, Json was, Json is) {
        var names = new TreeSet<>(was.members().keySet());
        names.addAll(is.members().keySet());
        var changes = new ArrayList<CharterChange>();
        for (var name : names) {
            if (!was.has(name)) {
                changes.add(new CharterChange(Kind.ADDED, part, name, List.of()));
            } else if (!is.has(name)) {
                changes.add(new CharterChange(Kind.REMOVED, part, name, List.of()));
            } else if (!Objects.equals(was.get(name), is.get(name))) {
                changes.add(changed(part, name, was.get(name), is.get(name)));
            }
        }
        return changes;
    }

    private static CharterChange changed(String part, String name, Json was, Json is) {
        var names = new TreeSet<>(was.members().keySet());
        names.addAll(is.members().keySet());
        var values =
                names.isEmpty()
                        ? List.of(text(was) + " -> " + text(is))
                        : names.stream()
                                .filter(one -> !was.get(one).equals(is.get(one)))
                                .map(one ->
                                        "%s %s -> %s"
                                                .formatted(
                                                        one, text(was.get(one)), text(is.get(one))))
                                .toList();
        return new CharterChange(Kind.CHANGED, part, name, values);
    }

    /// On one line; of what is longer, like keys, only how many there are.
    private static String text(Json json) {
        return switch (json) {
            case JsonString(var text) -> text.contains("\n") ? "..." : text;
            case JsonNumber(var number) -> number.toPlainString();
            case JsonBoolean(var truth) -> String.valueOf(truth);
            case JsonArray array ->
                    array.items().stream().allMatch(CharterChange::isShort)
                            ? array.items().stream().map(CharterChange::text).toList().toString()
                            : "(%d)".formatted(array.items().size());
            case JsonObject _ -> "...";
            case JsonNull() -> "none";
        };
    }

    private static boolean isShort(Json json) {
        return json instanceof JsonString(var text) && !text.contains("\n");
    }

    private static List<CharterChange> revocations(Charter before, Charter after) {
        var changes = new ArrayList<CharterChange>();
        after.revocations().stream()
                .filter(one -> !before.revocations().contains(one))
                .forEach(one -> changes.add(of(Kind.ADDED, one)));
        before.revocations().stream()
                .filter(one -> !after.revocations().contains(one))
                .forEach(one -> changes.add(of(Kind.REMOVED, one)));
        return changes;
    }

    private static CharterChange of(Kind kind, Revocation one) {
        return new CharterChange(
                kind,
                "revocations",
                "%s %s from %s"
                        .formatted(CharterReader.label(one.target()), one.value(), one.from()),
                List.of());
    }

    @Override
    public String toString() {
        var what = (part + " " + name).strip() + " " + kind.label();
        return values.isEmpty() ? what : what + ": " + String.join(", ", values);
    }
}
