package org.tidewaiter.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tidewaiter.cli.ClearOutcome.Issued;
import org.tidewaiter.cli.ClearOutcome.OfImage;
import org.tidewaiter.model.clearance.Clearance.Rest;
import org.tidewaiter.model.clearance.Clearance.Waived;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.signing.check.RefusedException;

/// What came of clearing an image, for people.
final class ClearPage {
    private static final int MOST_REASONS = 50;

    private ClearPage() {}

    static void write(ClearOutcome outcome, boolean renew, OutputStream out) {
        var page = new PrintStream(out, false, StandardCharsets.UTF_8);
        for (var one : outcome.images()) {
            image(one, outcome, page);
            if (renew && !one.answer().passed()) {
                lapsed(one, page);
            }
        }
        outcome.ofIndex().ifPresent(one -> together(one, outcome, page));
        outcome.head()
                .filter(_ -> outcome.issued().isPresent())
                .ifPresent(head ->
                        line(
                                page,
                                "  ",
                                "head number %d, good until %s"
                                        .formatted(head.sequence(), head.expires())));
        var commands = outcome.commands();
        if (!commands.isEmpty()) {
            line(page, "", "this would supply what the charter asks for:");
            commands.forEach(command -> line(page, "  ", command));
        }
        page.flush();
    }

    private static void image(OfImage image, ClearOutcome outcome, PrintStream page) {
        var answer = image.answer();
        var stage = answer.facts().stage();
        var name =
                outcome.isOfSeveral()
                        ? "%s (%s)".formatted(answer.source().name(), image.platform())
                        : answer.source().name();
        if (image.issued().isPresent()) {
            cleared(name, image.issued().get(), page);
        } else if (answer.passed()) {
            var held = outcome.passed() ? "" : ", if all of its index might";
            line(page, "", "%s may be cleared for %s%s".formatted(name, stage, held));
        } else {
            line(page, "", "%s is refused for %s".formatted(name, stage));
            reasons("", answer.objections(), page);
        }
        reasons("warning: ", answer.warnings(), page);
    }

    private static void lapsed(OfImage image, PrintStream page) {
        line(
                page,
                "",
                image.lapsed()
                        .map(one ->
                                "what runs may start again until %s, and nothing starts anew"
                                        .formatted(one.restartUntil()))
                        .orElse("nothing is lapsed"));
    }

    private static void together(Issued issued, ClearOutcome outcome, PrintStream page) {
        var clearance = issued.clearance();
        line(
                page,
                "",
                "%s is cleared for %s on all %d platforms until %s"
                        .formatted(
                                outcome.images().getFirst().answer().source().name(),
                                clearance.stage(),
                                outcome.images().size(),
                                clearance.expires()));
        line(page, "  ", "clearance %s".formatted(clearance.id()));
        clearance.prior().ifPresent(prior -> line(page, "  ", "after " + prior));
        issued.kept().forEach(manifest -> line(page, "  ", "kept in " + manifest));
    }

    private static void cleared(String name, Issued issued, PrintStream page) {
        var clearance = issued.clearance();
        line(
                page,
                "",
                "%s is cleared for %s by %s until %s"
                        .formatted(
                                name,
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
        clearance.waivers().forEach(one -> line(page, "  ", waiver(one)));
        clearance.prior().ifPresent(prior -> line(page, "  ", "after " + prior));
        issued.kept().forEach(manifest -> line(page, "  ", "kept in " + manifest));
    }

    private static String waiver(Waived one) {
        return "waived: %s, %d findings, by %s and %s until %s: %s"
                .formatted(
                        one.id(),
                        one.findings(),
                        one.owner(),
                        one.approvedBy(),
                        one.expires(),
                        one.reason());
    }

    private static String rest(Rest rest) {
        return "%s of %s in %s (%s)"
                .formatted(rest.kind(), rest.holder(), rest.role(), rest.digest());
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
