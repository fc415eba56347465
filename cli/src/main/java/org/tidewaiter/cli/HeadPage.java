package org.tidewaiter.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.clearance.Head;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.signing.check.RefusedException;

/// What heads say, for people and for machines.
final class HeadPage {
    private HeadPage() {}

    static void write(List<ShownHead> heads, Instant now, OutputStream out) {
        var page = new PrintStream(out, false, StandardCharsets.UTF_8);
        if (heads.isEmpty()) {
            page.println("no head stands there");
        }
        heads.forEach(one -> write(one, now, page));
        page.flush();
    }

    private static void write(ShownHead one, Instant now, PrintStream page) {
        var stage = one.stage().or(() -> one.head().map(Head::stage)).orElse("?");
        line(page, "%s: %s".formatted(stage, one.counts(now) ? "counts" : "counts for no door"));
        one.refused().ifPresent(why -> refused(one, why, page));
        one.digest().ifPresent(digest -> line(page, "  digest     %s".formatted(digest)));
        one.head().ifPresent(head -> write(head, now, page));
    }

    private static void refused(ShownHead one, RefusedException why, PrintStream page) {
        line(
                page,
                "  refused[%s]: %s"
                        .formatted(
                                why.refusal().code(),
                                EvidencePage.reason(why.refusal(), why.detail())));
        line(
                page,
                "  mend: %s"
                        .formatted(
                                one.canBeFollowed()
                                        ? "if nothing is missing below, a certifier goes on from it with"
                                                + " 'tidewaiter withdraw --follow' and the digest or the file"
                                        : why.refusal().mend()));
    }

    private static void write(Head head, Instant now, PrintStream page) {
        line(
                page,
                "  number     %d of %s"
                        .formatted(
                                head.sequence(),
                                head.repository().isEmpty()
                                        ? "all repositories"
                                        : head.repository()));
        line(page, "  signed by  %s".formatted(head.certifier()));
        line(page, "  issued     %s".formatted(when(head.issued(), now)));
        line(page, "  until      %s".formatted(when(head.expires(), now)));
        line(page, "  floor      %d".formatted(head.floor()));
        for (var one : head.withdrawn()) {
            line(page, "  withdrawn  %s: %s".formatted(when(one.at(), now), one.reason()));
            subjects(one.subjects(), page);
        }
        for (var one : head.lapsed()) {
            line(
                    page,
                    "  lapsed     %s, may start again until %s: %s"
                            .formatted(
                                    when(one.at(), now),
                                    when(one.restartUntil(), now),
                                    one.reason()));
            subjects(one.subjects(), page);
        }
    }

    private static void subjects(SortedSet<Digest> subjects, PrintStream page) {
        var all = subjects.stream().map(Digest::toString).collect(Collectors.joining(" "));
        line(page, "             %s".formatted(all));
    }

    private static String when(Instant time, Instant now) {
        return time.isAfter(now)
                ? "%s (in %s)".formatted(time, length(Duration.between(now, time)))
                : "%s (%s ago)".formatted(time, length(Duration.between(time, now)));
    }

    private static String length(Duration length) {
        if (length.toDays() > 1) {
            return length.toDays() + " days";
        }
        return length.toHours() > 1 ? length.toHours() + " hours" : length.toMinutes() + " min";
    }

    private static void line(PrintStream page, String text) {
        var words = text.strip();
        page.println(text.substring(0, text.indexOf(words)) + OneLine.of(words));
    }

    static void json(List<ShownHead> heads, Instant now, OutputStream out) {
        try (var json = new JsonWriter(out)) {
            json.beginObject().field("schema", "tidewaiter-heads-1").beginArray("heads");
            for (var one : heads) {
                json.beginObject()
                        .field("stage", one.stage().or(() -> one.head().map(Head::stage)))
                        .field("counts", one.counts(now))
                        .field("digest", one.digest())
                        .field("refused", one.refused().map(it -> it.refusal().code()))
                        .field("detail", one.refused().map(RefusedException::detail));
                one.head().ifPresent(head -> json(head, json));
                json.endObject();
            }
            json.endArray().endObject();
        }
    }

    private static void json(Head head, JsonWriter json) {
        json.field("repository", head.repository())
                .field("sequence", head.sequence())
                .field("certifier", head.certifier())
                .field("issued", head.issued().toString())
                .field("expires", head.expires().toString())
                .field("floor", head.floor())
                .beginArray("withdrawn");
        for (var one : head.withdrawn()) {
            json.beginObject()
                    .field("subjects", one.subjects().stream().map(Digest::toString).toList())
                    .field("at", one.at().toString())
                    .field("reason", one.reason())
                    .endObject();
        }
        json.endArray().beginArray("lapsed");
        for (var one : head.lapsed()) {
            json.beginObject()
                    .field("subjects", one.subjects().stream().map(Digest::toString).toList())
                    .field("at", one.at().toString())
                    .field("restartUntil", one.restartUntil().toString())
                    .field("reason", one.reason())
                    .endObject();
        }
        json.endArray();
    }
}
