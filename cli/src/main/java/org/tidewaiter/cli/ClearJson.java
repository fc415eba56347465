package org.tidewaiter.cli;

import java.io.OutputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.cli.ClearOutcome.Issued;
import org.tidewaiter.cli.ClearOutcome.OfImage;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Platform;
import org.tidewaiter.model.clearance.Clearance;
import org.tidewaiter.model.clearance.Head;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.policy.rule.Policy;

/// What came of clearing an image, or all images of an index, for machines.
///
/// @see "docs/schema/clear-1.schema.json"
final class ClearJson {
    private ClearJson() {}

    /// @param each whether what is true of each image is listed too
    static void write(ClearOutcome outcome, Policy policy, boolean each, OutputStream out) {
        var answer = outcome.images().getFirst().answer();
        try (var json = new JsonWriter(out)) {
            json.beginObject()
                    .field("schema", "tidewaiter-clear-1")
                    .field("image", answer.source().name())
                    .field("digest", digest(outcome))
                    .field("stage", answer.facts().stage())
                    .field("passed", outcome.passed())
                    .field("policy", policy.name())
                    .field("policyDigest", policy.digest().toString());
            reasons("reasons", outcome.objections(), json);
            reasons("warnings", outcome.warnings(), json);
            json.field("missing", outcome.commands());
            outcome.issued().ifPresent(one -> clearance(one, json));
            outcome.lapsed().stream()
                    .map(Head.Lapsed::restartUntil)
                    .min(Comparator.naturalOrder())
                    .ifPresent(one -> json.field("restartUntil", one.toString()));
            outcome.head().ifPresent(one -> json.field("head", one.sequence()));
            if (each) {
                json.beginArray("images");
                outcome.images().forEach(one -> image(one, json));
                json.endArray();
            }
            json.endObject();
        }
    }

    /// Of what was named, of several the index.
    private static Optional<Digest> digest(ClearOutcome outcome) {
        var source = outcome.images().getFirst().answer().source();
        return outcome.isOfSeveral() ? source.indexes().stream().findFirst() : source.digest();
    }

    private static void image(OfImage one, JsonWriter json) {
        var answer = one.answer();
        json.beginObject()
                .field("digest", answer.source().digest())
                .field("platform", answer.source().platform().map(Platform::toString))
                .field("passed", answer.passed());
        reasons("reasons", answer.objections(), json);
        reasons("warnings", answer.warnings(), json);
        json.field("missing", one.commands());
        one.issued().ifPresent(issued -> clearance(issued, json));
        one.lapsed()
                .map(Head.Lapsed::restartUntil)
                .map(Instant::toString)
                .ifPresent(until -> json.field("restartUntil", until));
        json.endObject();
    }

    private static void reasons(String name, List<Reason> reasons, JsonWriter json) {
        json.beginArray(name);
        for (var one : reasons) {
            json.beginObject().field("rule", one.rule()).field("fact", one.fact()).endObject();
        }
        json.endArray();
    }

    private static void clearance(Issued issued, JsonWriter json) {
        Clearance one = issued.clearance();
        json.beginObject("clearance")
                .field("id", one.id().toString())
                .field("certifier", one.certifier())
                .field("subjects", one.subjects().stream().map(Object::toString).toList())
                .field("expires", one.expires().toString())
                .field("restartUntil", one.restartUntil().toString())
                .field("epoch", one.epoch())
                .field("prior", one.prior())
                .endObject();
    }
}
