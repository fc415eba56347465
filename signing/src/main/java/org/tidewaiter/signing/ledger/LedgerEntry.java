package org.tidewaiter.signing.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.Json.JsonNumber;
import org.tidewaiter.model.json.Json.JsonObject;
import org.tidewaiter.model.json.Json.JsonString;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.syntax.CanonicalJson;
import org.tidewaiter.signing.syntax.Part;

/// One line of a ledger.
///
/// @param sequence from 1
/// @param before the SHA-256 of the whole line before; nothing in the first
/// @param torn the SHA-256 of what stands between the line before and this one, with the ends of
///   lines: half a line that a machine has left when it failed
public record LedgerEntry(
        long sequence, Optional<Digest> before, Optional<Digest> torn, Instant time, Note note) {
    /// What is noted.
    ///
    /// @param who holder, or program
    /// @param about the image, or what else it is about; nothing where that has no digest
    /// @param stage empty where it is of none
    /// @param words one line for people
    /// @param facts on which it was decided, as [FactsText] keeps them; empty where there are none
    /// @param ruling what was decided on them; nothing where nothing was
    public record Note(
            EntryKind kind,
            String who,
            Optional<Digest> about,
            String stage,
            String words,
            String facts,
            Optional<Ruling> ruling) {
        public Note(
                EntryKind kind,
                String who,
                Optional<Digest> about,
                String stage,
                String words,
                String facts) {
            this(kind, who, about, stage, words, facts, Optional.empty());
        }
    }

    byte[] line() {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("sequence", new JsonNumber(BigDecimal.valueOf(sequence)));
        before.ifPresent(digest -> members.put("before", text(digest)));
        torn.ifPresent(digest -> members.put("torn", text(digest)));
        members.put("time", text(time));
        members.put("kind", text(note.kind.word()));
        members.put("who", text(note.who));
        note.about.ifPresent(digest -> members.put("about", text(digest)));
        members.put("stage", text(note.stage));
        members.put("words", text(note.words));
        members.put("facts", text(note.facts));
        note.ruling.ifPresent(ruling -> members.put("ruling", ruling.toJson()));
        return CanonicalJson.write(new JsonObject(members));
    }

    private static JsonString text(Object value) {
        return new JsonString(value.toString());
    }

    static LedgerEntry read(byte[] line) throws RefusedException {
        var json =
                CanonicalJson.read(line)
                        .only(
                                "sequence",
                                "before",
                                "torn",
                                "time",
                                "kind",
                                "who",
                                "about",
                                "stage",
                                "words",
                                "facts",
                                "ruling");
        var ruling = json.optionalObject("ruling");
        return new LedgerEntry(
                json.count("sequence"),
                json.optionalDigest("before"),
                json.optionalDigest("torn"),
                json.time("time"),
                new Note(
                        kind(json),
                        json.text("who"),
                        json.optionalDigest("about"),
                        json.text("stage"),
                        json.text("words"),
                        json.text("facts"),
                        ruling.isEmpty()
                                ? Optional.empty()
                                : Optional.of(Ruling.read(ruling.get()))));
    }

    private static EntryKind kind(Part json) throws RefusedException {
        return EntryKind.of(json.text("kind"))
                .orElseThrow(() -> new RefusedException(Refusal.WRONG_PART, "kind"));
    }
}
