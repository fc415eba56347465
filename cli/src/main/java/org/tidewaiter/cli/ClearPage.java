package org.tidewaiter.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tidewaiter.cli.ClearCommand.Outcome;
import org.tidewaiter.model.clearance.Clearance;
import org.tidewaiter.model.clearance.Clearance.Rest;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.policy.rule.Policy;
import org.tidewaiter.signing.check.RefusedException;

/// What came of clearing an image, for people and for machines.
final class ClearPage {
    private static final int MOST_REASONS = 50;

    private ClearPage() {}

    static void write(Outcome outcome, Policy policy, boolean renew, OutputStream out) {
        var page = new PrintStream(out, false, StandardCharsets.UTF_8);
        var answer = outcome.answer();
        var stage = answer.facts().stage();
        if (outcome.clearance().isPresent()) {
            cleared(outcome.clearance().get(), outcome, page);
        } else if (answer.passed()) {
            line(page, "", "%s may be cleared for %s".formatted(answer.source().name(), stage));
        } else {
            line(page, "", "%s is refused for %s".formatted(answer.source().name(), stage));
            reasons(answer.objections(), page);
        }
        reasons("warning: ", answer.warnings(), page);
        if (!outcome.commands().isEmpty()) {
            line(page, "", "this would supply what the charter asks for:");
            outcome.commands().forEach(command -> line(page, "  ", command));
        }
        if (renew && !answer.passed()) {
            line(
                    page,
                    "",
                    outcome.lapsed()
                            .map(one ->
                                    "what runs may start again until %s, and nothing starts anew"
                                            .formatted(one.restartUntil()))
                            .orElse("nothing is lapsed"));
        }
        page.flush();
    }

    private static void cleared(Clearance clearance, Outcome outcome, PrintStream page) {
        line(
                page,
                "",
                "%s is cleared for %s by %s until %s"
                        .formatted(
                                outcome.answer().source().name(),
                                clearance.stage(),
                                clearance.certifier(),
                                clearance.expires()));
        line(page, "  ", "clearance %s".formatted(clearance.id()));
        clearance.subjects().forEach(one -> line(page, "  ", "of " + one));
        line(
                page,
                "  ",
                "by policy %s (%s) and charter %s, version %d"
                        .formatted(
                                clearance.policy().name(),
                                clearance.policy().digest(),
                                clearance.charter().id(),
                                clearance.charter().version()));
        clearance.rests().forEach(rest -> line(page, "  ", "rests on " + rest(rest)));
        clearance
                .waivers()
                .forEach(one ->
                        line(
                                page,
                                "  ",
                                "waived: %s, %d findings, by %s and %s until %s: %s"
                                        .formatted(
                                                one.id(),
                                                one.findings(),
                                                one.owner(),
                                                one.approvedBy(),
                                                one.expires(),
                                                one.reason())));
        clearance.prior().ifPresent(prior -> line(page, "  ", "after " + prior));
        outcome.kept().forEach(manifest -> line(page, "  ", "kept in " + manifest));
        outcome.head()
                .ifPresent(head ->
                        line(
                                page,
                                "  ",
                                "head number %d, good until %s"
                                        .formatted(head.sequence(), head.expires())));
    }

    private static String rest(Rest rest) {
        return "%s of %s in %s (%s)"
                .formatted(rest.kind(), rest.holder(), rest.role(), rest.digest());
    }

    private static void reasons(List<Reason> reasons, PrintStream page) {
        reasons("", reasons, page);
    }

    private static void reasons(String before, List<Reason> reasons, PrintStream page) {
        reasons.stream()
                .limit(MOST_REASONS)
                .forEach(one ->
                        line(page, "  ", "%s%s: %s".formatted(before, one.rule(), one.fact())));
        if (reasons.size() > MOST_REASONS) {
            line(page, "  ", "and %d more".formatted(reasons.size() - MOST_REASONS));
        }
    }

    private static void line(PrintStream page, String indent, String text) {
        page.println(indent + OneLine.of(text));
    }

    static void json(Outcome outcome, Policy policy, OutputStream out) {
        var answer = outcome.answer();
        try (var json = new JsonWriter(out)) {
            json.beginObject()
                    .field("schema", "tidewaiter-clearing-1")
                    .field("image", answer.source().name())
                    .field("digest", answer.source().digest())
                    .field("stage", answer.facts().stage())
                    .field("passed", answer.passed())
                    .field("policy", policy.name())
                    .field("policyDigest", policy.digest().toString());
            reasons("reasons", answer.objections(), json);
            reasons("warnings", answer.warnings(), json);
            json.field("missing", outcome.commands());
            outcome.clearance().ifPresent(one -> clearance(one, json));
            outcome.lapsed()
                    .ifPresent(one -> json.field("restartUntil", one.restartUntil().toString()));
            outcome.head().ifPresent(one -> json.field("head", one.sequence()));
            json.endObject();
        }
    }

    private static void reasons(String name, List<Reason> reasons, JsonWriter json) {
        json.beginArray(name);
        for (var one : reasons) {
            json.beginObject().field("rule", one.rule()).field("fact", one.fact()).endObject();
        }
        json.endArray();
    }

    private static void clearance(Clearance one, JsonWriter json) {
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

    /// Why it could not be asked at all whether the image may be cleared.
    static int tell(RefusedException refused, PrintStream to) {
        var why =
                refused.detail().isEmpty()
                        ? refused.refusal().meaning()
                        : "%s (%s)".formatted(refused.refusal().meaning(), refused.detail());
        to.printf("refused[%s]: %s%n", refused.refusal().code(), OneLine.of(why));
        to.printf("  mend: %s%n", refused.refusal().mend());
        return ExitCodes.REFUSED;
    }
}
