package org.tidewaiter.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.charter.CharterChange;
import org.tidewaiter.signing.charter.PendingCharter;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.charter.SignedCharter.Version;

/// What is told of charters.
final class CharterPage {
    private CharterPage() {}

    /// Who must sign yet.
    static void missing(List<PendingCharter.Missing> missing, PrintStream out) {
        for (var one : missing) {
            out.printf(
                    "missing: %d of %s (%s)%n",
                    one.count(),
                    String.join(", ", one.able()),
                    one.ofBefore() ? "owners of the version before" : "owners of this version");
        }
    }

    /// A version of a signed charter.
    record Signed(SignedCharter all, Version version) {}

    /// @param signed nothing where too few have signed it yet
    static void json(Charter charter, Optional<Signed> signed, OutputStream out) {
        try (var json = new JsonWriter(out)) {
            json.beginObject()
                    .field("format", "tidewaiter-charter-version")
                    .field("formatVersion", 1);
            signed.ifPresent(it ->
                    json.field("id", it.all.id().toString())
                            .field("digest", it.version.digest().toString())
                            .field("signers", it.version.signers()));
            json.field("charter", charter.toJson()).endObject();
        }
    }

    static void history(SignedCharter charter, OutputStream out) {
        var page = new PrintStream(out, false, StandardCharsets.UTF_8);
        page.printf("charter %s%n", charter.id());
        for (int i = 0; i < charter.versions().size(); i++) {
            var version = charter.versions().get(i);
            page.printf(
                    "%nversion %d: issued %s, expires %s, signed by %s%n  %s%n",
                    version.charter().version(),
                    version.charter().issued(),
                    version.charter().expires(),
                    String.join(", ", version.signers()),
                    version.digest());
            changes(charter, i)
                    .forEach(change -> page.printf("  %s%n", OneLine.of(change.toString())));
        }
        page.flush();
    }

    /// What a version has otherwise than the one before; nothing of the first.
    private static List<CharterChange> changes(SignedCharter charter, int place) {
        return place == 0
                ? List.of()
                : CharterChange.between(
                        charter.versions().get(place - 1).charter(),
                        charter.versions().get(place).charter());
    }

    static void historyJson(SignedCharter charter, OutputStream out) {
        try (var json = new JsonWriter(out)) {
            json.beginObject()
                    .field("format", "tidewaiter-charter-history")
                    .field("formatVersion", 1)
                    .field("id", charter.id().toString())
                    .beginArray("versions");
            for (int i = 0; i < charter.versions().size(); i++) {
                var version = charter.versions().get(i);
                json.beginObject()
                        .field("version", version.charter().version())
                        .field("digest", version.digest().toString())
                        .field("issued", version.charter().issued().toString())
                        .field("expires", version.charter().expires().toString())
                        .field("signers", version.signers())
                        .beginArray("changes");
                for (var change : changes(charter, i)) {
                    json.beginObject()
                            .field("part", change.part())
                            .fieldUnlessEmpty("name", change.name())
                            .field("change", change.kind().label())
                            .fieldUnlessEmpty("values", change.values())
                            .endObject();
                }
                json.endArray().endObject();
            }
            json.endArray().endObject();
        }
    }
}
