package org.tidewaiter.cli;

import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Consumer;
import org.tidewaiter.model.Evidence;
import org.tidewaiter.model.Issuer;
import org.tidewaiter.model.SignedTime;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.model.json.SourceForm;
import org.tidewaiter.signing.SubjectEvidence;
import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.check.EvidenceCheck.Rejected;
import org.tidewaiter.signing.check.EvidenceCheck.Verified;
import org.tidewaiter.signing.check.Refusal;

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
            begin(found, json);
            wanted.ifPresent(one -> wanted(one, passed, json));
            subjects(
                    found,
                    json,
                    evidence ->
                            wanted.ifPresent(one -> json.field("wanted", one.isMetBy(evidence))));
            json.endObject();
        }
    }

    static void wanted(WantedEvidence wanted, boolean passed, JsonWriter json) {
        json.field("passed", passed);
        json.beginObject("wanted").field("type", wanted.type());
        json.beginObject("claims");
        wanted.claims().forEach(json::field);
        json.endObject().endObject();
    }

    static void begin(EvidenceCommand.Found found, JsonWriter json) {
        json.beginObject().field("schema", "tidewaiter-evidence-1");
        SourceForm.begin(json, found.source(), _ -> {}).endObject();
    }

    /// @param more is written of each that was verified
    static void subjects(EvidenceCommand.Found found, JsonWriter json, Consumer<Evidence> more) {
        json.beginArray("subjects");
        found.subjects().forEach(one -> write(one, more, json));
        json.endArray();
    }

    private static void write(SubjectEvidence subject, Consumer<Evidence> more, JsonWriter json) {
        json.beginObject()
                .field("kind", subject.index() ? "index" : "manifest")
                .field("digest", subject.subject().toString())
                .beginArray("evidence");
        subject.checks().forEach(one -> write(one, more, json));
        json.endArray().endObject();
    }

    static void write(EvidenceCheck check, JsonWriter json) {
        write(check, _ -> {}, json);
    }

    static void write(EvidenceCheck check, Consumer<Evidence> more, JsonWriter json) {
        json.beginObject();
        switch (check) {
            case Verified(var evidence, _) -> {
                json.field("state", "verified");
                more.accept(evidence);
                verified(evidence, json);
            }
            case Rejected(_, var refusal, var detail) ->
                    reason(refusal, detail, json.field("state", "refused"));
        }
        var source = check.source();
        json.field("form", source.form())
                .field("place", source.place())
                .field("digest", source.digest().toString())
                .endObject();
    }

    static void reason(Refusal refusal, String detail, JsonWriter json) {
        json.field("reason", refusal.code())
                .field("meaning", refusal.meaning())
                .fieldUnlessEmpty("detail", detail)
                .field("mend", refusal.mend());
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
                            .fieldUnlessEmpty("provider", certificate.provider())
                            .field("fingerprint", certificate.key().toString())
                            .field("authority", certificate.authority())
                            .field(
                                    "authorityFingerprint",
                                    certificate.authorityFingerprint().toString());
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
