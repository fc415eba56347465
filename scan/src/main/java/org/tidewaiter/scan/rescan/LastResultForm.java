package org.tidewaiter.scan.rescan;

import java.io.OutputStream;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ExploitSigns;
import org.tidewaiter.model.ExploitSigns.Epss;
import org.tidewaiter.model.FindingState;
import org.tidewaiter.model.Severity;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.model.json.MalformedJsonException;
import org.tidewaiter.policy.Suppressed.Cause;
import org.tidewaiter.scan.rescan.LastResult.Evidence;
import org.tidewaiter.scan.rescan.LastResult.Kept;
import org.tidewaiter.scan.rescan.LastResult.Suppression;

/// The JSON in which a [LastResult] is kept. Nobody but us reads it.
public final class LastResultForm {
    private static final String FORMAT = "tidewaiter-last-result-1";

    private LastResultForm() {}

    /// @param out stays open
    public static void write(LastResult result, OutputStream out) {
        try (var json = new JsonWriter(out)) {
            json.beginObject()
                    .field("format", FORMAT)
                    .field("inventory", result.inventory().toString())
                    .field("asOf", result.asOf().toString())
                    .beginArray("findings");
            result.findings().forEach(one -> write(json.beginObject(), one));
            json.endArray().endObject();
        }
    }

    private static void write(JsonWriter json, Kept one) {
        json.field("package", one.of())
                .field("id", one.id())
                .fieldUnlessEmpty("aliases", one.aliases())
                .field("state", one.state().word())
                .field("severity", one.severity().word())
                .fieldUnlessEmpty("severitySource", one.severitySource())
                .field("kevAdded", one.exploitSigns().kevAdded())
                .fieldUnlessEmpty("fixedVersions", one.fixedVersions());
        one.exploitSigns()
                .epss()
                .ifPresent(epss ->
                        json.beginObject("epss")
                                .field("score", epss.score())
                                .field("percentile", epss.percentile())
                                .endObject());
        json.beginArray("evidence");
        for (var evidence : one.evidence()) {
            json.beginObject()
                    .field("feed", evidence.feed())
                    .field("record", evidence.record())
                    .endObject();
        }
        json.endArray();
        one.suppressed()
                .ifPresent(why ->
                        json.beginObject("suppressed")
                                .field("cause", why.cause().word())
                                .field("reason", why.reason())
                                .endObject());
        json.endObject();
    }

    /// @throws MalformedJsonException if it is not what [#write] wrote
    public static LastResult read(byte[] utf8) throws MalformedJsonException {
        var json = JsonReader.read(utf8);
        if (!json.text("format").equals(FORMAT)) {
            throw new MalformedJsonException("it is no result of ours");
        }
        var inventory =
                Digest.parse(json.text("inventory"))
                        .orElseThrow(() -> new MalformedJsonException("no digest"));
        var findings = new ArrayList<Kept>();
        for (var one : json.get("findings").items()) {
            findings.add(kept(one));
        }
        return new LastResult(
                inventory, day(json.get("asOf")).orElseThrow(() -> wrong("day")), findings);
    }

    private static Kept kept(Json json) throws MalformedJsonException {
        var place = json.get("package").wholeNumber().orElseThrow(() -> wrong("package"));
        var evidence =
                json.get("evidence").items().stream()
                        .map(one -> new Evidence(one.text("feed"), one.text("record")))
                        .toList();
        return new Kept(
                Math.toIntExact(Math.clamp(place, -1, Integer.MAX_VALUE)),
                json.text("id"),
                texts(json.get("aliases")),
                state(json.text("state")),
                Severity.parse(json.text("severity")).orElseThrow(() -> wrong("severity")),
                json.text("severitySource"),
                new ExploitSigns(day(json.get("kevAdded")), epss(json.get("epss"))),
                texts(json.get("fixedVersions")),
                evidence,
                suppression(json.get("suppressed")));
    }

    private static Optional<Epss> epss(Json json) {
        var score = json.get("score").number();
        var percentile = json.get("percentile").number();
        return score.isEmpty() || percentile.isEmpty()
                ? Optional.empty()
                : Optional.of(new Epss(score.get().doubleValue(), percentile.get().doubleValue()));
    }

    private static Optional<Suppression> suppression(Json json) throws MalformedJsonException {
        if (json.text("cause").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Suppression(
                        Stream.of(Cause.values())
                                .filter(one -> one.word().equals(json.text("cause")))
                                .findFirst()
                                .orElseThrow(() -> wrong("cause")),
                        json.text("reason")));
    }

    private static FindingState state(String word) throws MalformedJsonException {
        return Stream.of(FindingState.values())
                .filter(one -> one.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> wrong("state"));
    }

    private static Optional<LocalDate> day(Json json) throws MalformedJsonException {
        if (json.text().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(json.text().get()));
        } catch (DateTimeParseException _) {
            throw wrong("day");
        }
    }

    private static List<String> texts(Json json) {
        return json.items().stream().flatMap(one -> one.text().stream()).toList();
    }

    private static MalformedJsonException wrong(String what) {
        return new MalformedJsonException("a finding has no " + what + " that we know");
    }
}
