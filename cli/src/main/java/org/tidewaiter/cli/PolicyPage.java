package org.tidewaiter.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.model.json.SourceForm;
import org.tidewaiter.signing.containerpolicy.PolicyDecision;
import org.tidewaiter.signing.containerpolicy.PolicyDecision.Answer;

/// What a `policy.json` says of an image, for people and for machines.
final class PolicyPage {
    private PolicyPage() {}

    /// @param source the image, whose manifest has been verified
    record Judged(ImageSource source, PolicyDecision decision) {}

    static void page(Judged judged, OutputStream out) {
        var page = new PrintStream(out, false, StandardCharsets.UTF_8);
        line(page, judged.source.name());
        line(page, "manifest " + judged.source.digest().map(Object::toString).orElse(""));
        line(page, "policy   " + judged.decision.section());
        for (var answer : judged.decision.answers()) {
            line(page, "  %s %s".formatted(answer.isMet() ? "met    " : "not met", words(answer)));
            for (var check : answer.checks()) {
                EvidencePage.lines(check).forEach(text -> line(page, "    " + text));
            }
        }
        line(page, verdict(judged.decision));
        page.flush();
    }

    private static String verdict(PolicyDecision decision) {
        if (decision.isAccepted()) {
            return "passed: the policy accepts it";
        }
        return "refused: the policy does not accept it; "
                + decision.answers().stream()
                        .filter(answer -> !answer.isMet())
                        .map(PolicyPage::words)
                        .collect(Collectors.joining("; "));
    }

    private static String words(Answer answer) {
        return "%s: %s".formatted(answer.requirement().type(), answer.why());
    }

    private static void line(PrintStream page, String text) {
        page.print(OneLine.of(text) + "\n");
    }

    /// @see "docs/schema/evidence-1.schema.json"
    static void json(Judged judged, OutputStream out) {
        try (var json = new JsonWriter(out)) {
            json.beginObject().field("schema", "tidewaiter-evidence-1");
            SourceForm.begin(json, judged.source, _ -> {}).endObject();
            json.field("passed", judged.decision.isAccepted());
            json.beginObject("policy").field("section", judged.decision.section());
            json.beginArray("requirements");
            for (var answer : judged.decision.answers()) {
                json.beginObject()
                        .field("type", answer.requirement().type())
                        .field("met", answer.isMet())
                        .field("why", answer.why())
                        .beginArray("evidence");
                answer.checks().forEach(one -> EvidenceJson.write(one, json));
                json.endArray().endObject();
            }
            json.endArray().endObject();
            json.beginArray("subjects").endArray().endObject();
        }
    }
}
