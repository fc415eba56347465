package org.tidewaiter.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.tidewaiter.model.Evidence;
import org.tidewaiter.signing.stage.JudgedEvidence;
import org.tidewaiter.signing.stage.Objection;
import org.tidewaiter.signing.stage.RoleVerdict;
import org.tidewaiter.signing.stage.RoleVerdict.Asked;

/// Whether an image may go to a stage, for people.
record StagePage(StageAnswer answer) {
    void write(OutputStream out) {
        var page = new PrintStream(out, false, StandardCharsets.UTF_8);
        EvidencePage.subjects(answer.found(), page, this::said);
        EvidencePage.line(page, "", charter());
        for (var role : answer.verdict().roles()) {
            EvidencePage.line(page, "  ", role(role));
        }
        EvidencePage.line(page, "", verdict());
        for (var role : answer.verdict().roles()) {
            answer.command(role).ifPresent(command -> EvidencePage.line(page, "  ", command));
        }
        page.flush();
    }

    private String charter() {
        var charter = answer.chosen().charter();
        return "charter %s, version %d, until %s (%s)"
                .formatted(
                        charter.name(),
                        charter.version(),
                        charter.expires(),
                        answer.chosen().signed().id());
    }

    private List<String> said(Evidence evidence) {
        return answer.verdict().of(evidence).map(StagePage::said).stream().toList();
    }

    private static String said(JudgedEvidence judged) {
        var who =
                judged.holder()
                                .map(holder -> "said by " + holder)
                                .orElse("said by nobody of the charter")
                        + judged.role().map(role -> " in " + role).orElse("");
        return judged.objection()
                .map(why ->
                        "%s, does not count: %s; mend: %s"
                                .formatted(who, text(why), why.refusal().mend()))
                .orElse(who);
    }

    private static String text(Objection why) {
        return EvidencePage.reason(why.refusal(), why.detail());
    }

    private static String role(RoleVerdict role) {
        if (role.passed()) {
            return "%s: has spoken: %s".formatted(role.role(), holders(role));
        }
        var state = "%s: %s".formatted(role.role(), missing(role));
        if (role.obstacle().isPresent()) {
            var why = role.obstacle().get();
            return "%s: it cannot speak here: %s; mend: %s"
                    .formatted(state, text(why), why.refusal().mend());
        }
        return role.able().isEmpty()
                ? state + "; nobody is left who may speak"
                : "%s; may still speak: %s".formatted(state, String.join(", ", role.able()));
    }

    private static String holders(RoleVerdict role) {
        return role.asked().stream()
                .flatMap(one -> one.holders().stream())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /// Of an index and its image both are told where one is missing.
    private static String missing(RoleVerdict role) {
        return role.asked().stream()
                .filter(one -> role.missing(one) > 0)
                .map(one ->
                        "missing (%d of %d)%s"
                                .formatted(role.missing(one), role.threshold(), about(role, one)))
                .collect(Collectors.joining(", "));
    }

    private static String about(RoleVerdict role, Asked one) {
        return role.asked().size() == 1 ? "" : " about " + one.about().getFirst();
    }

    private String verdict() {
        var stage = answer.chosen().stage();
        if (answer.verdict().passed()) {
            return stage + ": passed" + at();
        }
        var missing =
                answer.verdict().roles().stream()
                        .filter(role -> !role.passed())
                        .map(role -> "%s is %s".formatted(role.role(), missing(role)));
        return "%s: refused%s: %s"
                .formatted(stage, at(), missing.collect(Collectors.joining(", ")));
    }

    private String at() {
        return answer.chosen().asked() ? " by what was so at " + answer.chosen().now() : "";
    }
}
