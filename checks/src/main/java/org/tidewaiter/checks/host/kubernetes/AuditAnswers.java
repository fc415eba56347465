package org.tidewaiter.checks.host.kubernetes;

import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.checks.host.CommandOutput;
import org.tidewaiter.checks.host.Host;
import org.tidewaiter.checks.host.Outcome;
import org.tidewaiter.checks.host.Seen;
import org.tidewaiter.checks.host.shell.NotInterpretedException;
import org.tidewaiter.checks.host.shell.Shell;

/// What a check says of a host.
final class AuditAnswers {
    private final Host host;
    private final AuditCheck check;
    private final List<Seen> evidence = new ArrayList<>();
    private final List<String> expectations = new ArrayList<>();

    private AuditAnswers(Host host, AuditCheck check) {
        this.host = host;
        this.check = check;
    }

    /// @param check its variables replaced
    static Outcome of(AuditCheck check, Host host) {
        if (check.type().equals("skip")) {
            return Outcome.notApplicable("the benchmark skips it");
        }
        if (check.type().equals("manual")) {
            return Outcome.manual("a person has to look: the benchmark has no test");
        }
        if (check.items().isEmpty()) {
            return Outcome.manual("the benchmark has no test");
        }
        return new AuditAnswers(host, check).answer();
    }

    /// What an audit writes; or why that cannot be told.
    private record Output(String text, Optional<String> unread) {}

    private Outcome answer() {
        boolean isAll = true;
        boolean isAny = false;
        for (var item : check.items()) {
            try {
                boolean isRight = isRight(item);
                isAll &= isRight;
                isAny |= isRight;
            } catch (UnreadException e) {
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

    private static final class UnreadException extends Exception {
        @Serial private static final long serialVersionUID = 1;

        UnreadException(String why) {
            super(why, null, false, false);
        }
    }

    /// A flag counts before the file of settings, and that before the environment.
    private boolean isRight(TestItem item) throws UnreadException, MalformedValueException {
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
            throws UnreadException, MalformedValueException {
        var output = script.isEmpty() ? new Output("", Optional.empty()) : written(script);
        var text = output.text().stripTrailing();
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
            throw new UnreadException(output.unread().get());
        }
        return finding;
    }

    private Output written(String script) throws UnreadException {
        try {
            var said = Shell.run(script, host);
            return new Output(said.out(), said.unread().stream().findFirst());
        } catch (NotInterpretedException e) {
            var run = host.command(List.of("/bin/sh", "-c", script));
            return new Output(
                    run.known()
                            .map(CommandOutput::out)
                            .orElseThrow(() ->
                                    new UnreadException(
                                            "it needs %s, and commands may not run (--allow-commands)"
                                                    .formatted(messageOf(e)))),
                    Optional.empty());
        }
    }
}
