package org.tidewaiter.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tidewaiter.model.Evidence;
import org.tidewaiter.model.EvidenceSource;
import org.tidewaiter.model.SignedTime;
import org.tidewaiter.signing.SubjectEvidence;
import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.check.EvidenceCheck.Rejected;
import org.tidewaiter.signing.check.EvidenceCheck.Verified;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.statement.Claims;

/// Evidence for people. Everything that somebody else has written stands on one line.
final class EvidencePage {
    private static final int MAX_CLAIMS = 64;

    private EvidencePage() {}

    /// More that is said of something that was verified, a line each.
    @FunctionalInterface
    interface More {
        List<String> of(Evidence evidence);
    }

    static void verification(
            EvidenceCommand.Found found, WantedEvidence wanted, boolean passed, OutputStream out) {
        var page = new PrintStream(out, false, StandardCharsets.UTF_8);
        subjects(found, page, _ -> List.of());
        var verified = found.subjects().stream().flatMap(SubjectEvidence::verified).toList();
        line(page, "", verdict(verified, wanted, passed));
        page.flush();
    }

    static void subjects(EvidenceCommand.Found found, PrintStream page, More more) {
        line(page, "", found.source().name());
        for (var subject : found.subjects()) {
            line(page, "", title(subject));
            if (subject.checks().isEmpty()) {
                line(page, "  ", "nothing stands beside it");
            }
            for (var check : subject.checks()) {
                lines(check, more).forEach(text -> line(page, "  ", text));
            }
        }
    }

    private static String title(SubjectEvidence subject) {
        return (subject.index() ? "index " : "manifest ") + subject.subject();
    }

    static List<String> lines(EvidenceCheck check) {
        return lines(check, _ -> List.of());
    }

    private static List<String> lines(EvidenceCheck check, More more) {
        var lines = new ArrayList<String>();
        switch (check) {
            case Verified(var evidence, _) -> {
                lines.add("verified  %s: %s".formatted(evidence.kind().label(), evidence.type()));
                lines.add("          by " + evidence.issuer().words() + time(evidence.signedAt()));
                more.of(evidence).forEach(text -> lines.add("          " + text));
                lines.addAll(claims(evidence));
            }
            case Rejected(_, var refusal, var detail) -> {
                lines.add("refused   " + reason(refusal, detail));
                lines.add("          mend: " + refusal.mend());
            }
        }
        lines.add("          " + source(check.source()));
        return lines;
    }

    static String reason(Refusal refusal, String detail) {
        var reason = "%s: %s".formatted(refusal.code(), refusal.meaning());
        return detail.isEmpty() ? reason : "%s (%s)".formatted(reason, detail);
    }

    private static String source(EvidenceSource source) {
        return "%s in %s".formatted(source.form(), source.place());
    }

    private static List<String> claims(Evidence evidence) {
        var claims = evidence.claims();
        var lines = new ArrayList<String>();
        claims.entrySet().stream()
                .limit(MAX_CLAIMS)
                .map(one ->
                        "          %s: %s"
                                .formatted(
                                        Claims.shortened(one.getKey()),
                                        Claims.shortened(one.getValue())))
                .forEach(lines::add);
        if (claims.size() > MAX_CLAIMS) {
            lines.add("          and %d more".formatted(claims.size() - MAX_CLAIMS));
        }
        return lines;
    }

    private static String time(SignedTime time) {
        return switch (time) {
            case SignedTime.Unknown() -> "";
            case SignedTime.Claimed(var at) -> ", at %s by its own clock".formatted(at);
            case SignedTime.Witnessed(var at, var witness) ->
                    ", at %s, so says %s".formatted(at, witness);
        };
    }

    static String verdict(List<Evidence> verified, WantedEvidence wanted, boolean passed) {
        if (passed) {
            var issuers =
                    verified.stream()
                            .filter(wanted::isMetBy)
                            .map(one -> one.issuer().words())
                            .distinct()
                            .collect(Collectors.joining(", "));
            return "passed: %s is verified, by %s".formatted(what(wanted), issuers);
        }
        var others = others(verified);
        return "refused: %s is not verified%s"
                .formatted(
                        what(wanted),
                        others.isEmpty() ? "" : "; what is verified is something else: " + others);
    }

    private static String what(WantedEvidence wanted) {
        var claims =
                wanted.claims().entrySet().stream()
                        .map(one -> one.getKey() + "=" + one.getValue())
                        .collect(Collectors.joining(", "));
        return claims.isEmpty() ? wanted.type() : wanted.type() + " with " + claims;
    }

    private static String others(List<Evidence> verified) {
        var counts = new TreeMap<String, Integer>();
        verified.forEach(one -> counts.merge(one.kind().label(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(one -> "%d %s".formatted(one.getValue(), one.getKey()))
                .collect(Collectors.joining(", "));
    }

    /// @param noKeys whether no key was named, so that nothing could be verified
    static void tree(EvidenceCommand.Found found, boolean noKeys, OutputStream out) {
        var page = new PrintStream(out, false, StandardCharsets.UTF_8);
        line(page, "", found.source().name());
        var subjects = found.subjects();
        for (int i = 0; i < subjects.size(); i++) {
            boolean last = i == subjects.size() - 1;
            line(page, last ? "└── " : "├── ", title(subjects.get(i)));
            branch(page, last ? "    " : "│   ", subjects.get(i).checks(), noKeys);
        }
        page.flush();
    }

    private static void branch(
            PrintStream page, String indent, List<EvidenceCheck> checks, boolean noKeys) {
        for (int i = 0; i < checks.size(); i++) {
            boolean last = i == checks.size() - 1;
            line(page, indent + (last ? "└── " : "├── "), leaf(checks.get(i), noKeys));
        }
    }

    private static String leaf(EvidenceCheck check, boolean noKeys) {
        var said =
                switch (check) {
                    case Verified(var evidence, _) ->
                            "verified %s by %s"
                                    .formatted(evidence.kind().label(), evidence.issuer().words());
                    case Rejected(_, var refusal, var detail)
                            when noKeys && refusal == Refusal.UNKNOWN_KEY ->
                            "signed, and no key was named to verify it"
                                    + (detail.isEmpty() ? "" : " (%s)".formatted(detail));
                    case Rejected(_, var refusal, var detail) ->
                            "refused, " + reason(refusal, detail);
                };
        return "%s: %s".formatted(source(check.source()), said);
    }

    static void line(PrintStream page, String indent, String text) {
        page.print(indent + OneLine.of(text) + "\n");
    }
}
