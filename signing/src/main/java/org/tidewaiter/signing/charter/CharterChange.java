package org.tidewaiter.signing.charter;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.tidewaiter.model.json.Json;

/// What one version of a charter has otherwise than the one before.
///
/// @param part `owners`, `holders`, `roles`, …
/// @param name of the one that is meant; empty where there is but one
public record CharterChange(Kind kind, String part, String name) {
    private static final List<String> NAMED =
            List.of("holders", "groups", "authorities", "roles", "stages");

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
                changes.add(new CharterChange(Kind.CHANGED, part, ""));
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
                changes.add(new CharterChange(Kind.ADDED, part, name));
            } else if (!is.has(name)) {
                changes.add(new CharterChange(Kind.REMOVED, part, name));
            } else if (!Objects.equals(was.get(name), is.get(name))) {
                changes.add(new CharterChange(Kind.CHANGED, part, name));
            }
        }
        return changes;
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
                        .formatted(CharterReader.label(one.target()), one.value(), one.from()));
    }

    @Override
    public String toString() {
        return (part + " " + name).strip() + " " + kind.label();
    }
}
