package org.tidewaiter.cli;

import java.io.OutputStream;
import java.util.Optional;
import org.tidewaiter.model.Evidence;
import org.tidewaiter.model.Issuer;
import org.tidewaiter.model.SignedTime;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.model.json.SourceForm;
import org.tidewaiter.signing.SubjectEvidence;
import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.check.EvidenceCheck.Rejected;
import org.tidewaiter.signing.check.EvidenceCheck.Verified;

/// Evidence for machines.
///
/// @see "docs/schema/evidence-1.schema.json"
final class EvidenceJson {
    private EvidenceJson() {}

    /// @param wanted nothing where nothing was asked for
    static void write(
            EvidenceCommand.Found found,
            Optional<WantedEvidence> wanted,
            boolean passed,
            OutputStream out) {
        try (var json = new JsonWriter(out)) {
            json.beginObject().field("schema", "tidewaiter-evidence-1");
            SourceForm.begin(json, found.source(), _ -> {}).endObject();
            if (wanted.isPresent()) {
                json.field("passed", passed);
                json.beginObject("wanted").field("type", wanted.get().type());
                json.beginObject("claims");
                wanted.get().claims().forEach(json::field);
                json.endObject().endObject();
            }
            json.beginArray("subjects");
            found.subjects().forEach(one -> write(one, wanted, json));
            json.endArray().endObject();
        }
    }

    private static void write(
            SubjectEvidence subject, Optional<WantedEvidence> wanted, JsonWriter json) {
        json.beginObject()
                .field("kind", subject.index() ? "index" : "manifest")
                .field("digest", subject.subject().toString())
                .beginArray("evidence");
        subject.checks().forEach(one -> write(one, wanted, json));
        json.endArray().endObject();
    }

    static void write(EvidenceCheck check, JsonWriter json) {
        write(check, Optional.empty(), json);
    }

    private static void write(
            EvidenceCheck check, Optional<WantedEvidence> wanted, JsonWriter json) {
        json.beginObject();
        switch (check) {
            case Verified(var evidence, _) -> {
                json.field("state", "verified");
                wanted.ifPresent(one -> json.field("wanted", one.isMetBy(evidence)));
                verified(evidence, json);
            }
            case Rejected(_, var refusal, var detail) ->
                    json.field("state", "refused")
                            .field("reason", refusal.code())
                            .field("meaning", refusal.meaning())
                            .fieldUnlessEmpty("detail", detail)
                            .field("mend", refusal.mend());
        }
        var source = check.source();
        json.field("form", source.form())
                .field("place", source.place())
                .field("digest", source.digest().toString())
                .endObject();
    }

    private static void verified(Evidence evidence, JsonWriter json) {
        json.field("kind", evidence.kind().word()).field("type", evidence.type());
        json.beginObject("issuer");
        switch (evidence.issuer()) {
            case Issuer.Key(var fingerprint, var name) ->
                    json.field("kind", "key")
                            .field("name", name)
                            .field("fingerprint", fingerprint.toString());
            case Issuer.Certificate certificate ->
                    json.field("kind", "certificate")
                            .field("name", certificate.subject())
                            .field("identities", certificate.identities())
                            .field("authority", certificate.authority());
            case Issuer.OpenPgp(var fingerprint, var users) ->
                    json.field("kind", "openpgp")
                            .field("identities", users)
                            .field("fingerprint", fingerprint);
        }
        json.endObject();
        switch (evidence.signedAt()) {
            case SignedTime.Unknown() -> {}
            case SignedTime.Claimed(var at) ->
                    json.beginObject("signedAt").field("claimed", at.toString()).endObject();
            case SignedTime.Witnessed(var at, var witness) ->
                    json.beginObject("signedAt")
                            .field("at", at.toString())
                            .field("witness", witness)
                            .endObject();
        }
        json.beginObject("claims");
        evidence.claims().forEach(json::field);
        json.endObject();
    }
}
