package org.tidewaiter.checks.host.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.checks.host.Outcome;
import org.tidewaiter.checks.host.Seen;

/// What a check says of a host.
final class AuditAnswers {
    private final Audits audits;
    private final AuditCheck check;
    private final List<Seen> evidence = new ArrayList<>();
    private final List<String> expectations = new ArrayList<>();

    private AuditAnswers(Audits audits, AuditCheck check) {
        this.audits = audits;
        this.check = check;
    }

    /// @param check its variables replaced
    static Outcome of(AuditCheck check, Audits audits) {
        if (check.type().equals("skip")) {
            return Outcome.notApplicable("the benchmark skips it");
        }
        if (check.type().equals("manual")) {
            return Outcome.manual("a person has to look: the benchmark has no test");
        }
        if (check.items().isEmpty()) {
            return Outcome.manual("the benchmark has no test");
        }
        return new AuditAnswers(audits, check).answer();
    }

    private Outcome answer() {
        boolean isAll = true;
        boolean isAny = false;
        for (var item : check.items()) {
            try {
                boolean isRight = isRight(item);
                isAll &= isRight;
                isAny |= isRight;
            } catch (NotReadException e) {
                return Outcome.manual("it could not be read: " + e.getMessage())
                        .expecting(expected())
                        .seeing(evidence);
            } catch (MalformedValueException e) {
                evidence.add(new Seen(item.name(TestItem.Source.COMMAND), messageOf(e)));
                isAll = false;
            }
        }
        boolean passes = check.isAnyEnough() ? isAny : isAll;
        var outcome =
                passes
                        ? Outcome.pass("what the benchmark tests holds")
                        : Outcome.fail("what the benchmark tests does not hold");
        return outcome.expecting(expected()).seeing(evidence.stream().distinct().toList());
    }

    private static String messageOf(Exception e) {
        return Optional.ofNullable(e.getMessage()).orElse("");
    }

    private String expected() {
        return String.join(
                check.isAnyEnough() ? ", or " : ", and ",
                expectations.stream().distinct().toList());
    }

    /// A flag counts before the file of settings, and that before the environment.
    private boolean isRight(TestItem item) throws NotReadException, MalformedValueException {
        var finding = found(item, TestItem.Source.COMMAND, check.audit());
        if (!finding.isFound() && !check.auditConfig().isEmpty()) {
            finding = found(item, TestItem.Source.CONFIG, check.auditConfig());
        }
        if (!finding.isFound() && !item.environment().isEmpty()) {
            finding = found(item, TestItem.Source.ENVIRONMENT, check.auditEnvironment());
        }
        expectations.add(finding.expected());
        return finding.isRight();
    }

    private TestItem.Finding found(TestItem item, TestItem.Source source, String script)
            throws NotReadException, MalformedValueException {
        var output = audits.of(script);
        var text = output.text();
        if (!script.isEmpty()) {
            evidence.add(new Seen(script, text.isEmpty() ? "nothing" : text));
        }
        TestItem.Finding finding = item.judge(source, "");
        for (var row : check.readsRows() ? List.of(text.split("\n", -1)) : List.of(text)) {
            finding = item.judge(source, row);
            if (!finding.isRight()) {
                break;
            }
        }
        if (output.unread().isPresent() && !(finding.isFound() && !check.readsRows())) {
            throw new NotReadException(output.unread().get());
        }
        return finding;
    }
}
