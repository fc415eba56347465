package org.tidewaiter.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tidewaiter.model.Evidence;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.signing.check.EvidenceCheck.Verified;

/// What came of verifying a file, for people and for machines.
///
/// @see "docs/schema/evidence-1.schema.json"
record BlobPage(SignedBlobFlags.Judged judged, WantedEvidence wanted) {
    boolean passed() {
        return verified().stream().anyMatch(wanted::isMetBy);
    }

    private List<Evidence> verified() {
        return judged.check() instanceof Verified(var evidence, _) ? List.of(evidence) : List.of();
    }

    void write(OutputTarget target, OutputStream out) {
        if (target.format().equals("json")) {
            json(out);
        } else {
            page(out);
        }
    }

    private void page(OutputStream out) {
        var page = new PrintStream(out, false, StandardCharsets.UTF_8);
        EvidencePage.line(page, "", judged.file().toString());
        EvidencePage.line(page, "", "file " + judged.digest());
        EvidencePage.lines(judged.check()).forEach(text -> EvidencePage.line(page, "  ", text));
        EvidencePage.line(page, "", EvidencePage.verdict(verified(), wanted, passed()));
        page.flush();
    }

    private void json(OutputStream out) {
        try (var json = new JsonWriter(out)) {
            json.beginObject()
                    .field("schema", "tidewaiter-evidence-1")
                    .beginObject("source")
                    .field("kind", "file")
                    .field("name", judged.file().toString())
                    .endObject();
            EvidenceJson.wanted(wanted, passed(), json);
            json.beginArray("subjects")
                    .beginObject()
                    .field("kind", "file")
                    .field("digest", judged.digest().toString())
                    .beginArray("evidence");
            EvidenceJson.write(
                    judged.check(),
                    evidence -> json.field("wanted", wanted.isMetBy(evidence)),
                    json);
            json.endArray().endObject().endArray().endObject();
        }
    }
}
