package org.tidewaiter.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.policy.rule.PolicyTrial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter policy test`: the cases that stand beside a policy.
@Command(
        name = "test",
        description = "Ask files of rules in the cases of the tests beside them.",
        footer = {
            "  tidewaiter policy test acme.yaml",
            "",
            "The tests of acme.yaml are in acme.test.yaml; docs/facts.md has their form. A rule that",
            "objects in no case, or is met in none, is told. Exit codes: 0 every case is as it says;",
            "2 one is not; 1 it cannot be told.",
        })
final class PolicyTestCommand implements Callable<Integer> {
    @ParentCommand private PolicyCommand policy;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The files of rules.")
    private List<Path> files = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        boolean allRight = true;
        for (var file : files) {
            allRight &= test(file);
        }
        return allRight ? ExitCodes.PASSED : ExitCodes.REFUSED;
    }

    private boolean test(Path file) throws ProblemException {
        var tests = RuleFiles.testsOf(file);
        var trial = PolicyTrial.of(RuleFiles.policy(file), RuleFiles.cases(tests));
        var out = policy.program.streams().out();
        for (var failure : trial.failures()) {
            line(out, "%s, line %d: %s".formatted(tests, failure.of().line(), failure.of().name()));
            failure.what().forEach(what -> line(out, "  " + what));
        }
        trial.neverObjecting()
                .forEach(rule -> line(out, "no case in which '%s' objects".formatted(rule)));
        trial.neverMet().forEach(rule -> line(out, "no case in which '%s' is met".formatted(rule)));
        int failed = trial.failures().size();
        line(
                out,
                "%s: %d of %d cases are as they say"
                        .formatted(file, trial.cases() - failed, trial.cases()));
        return failed == 0;
    }

    private static void line(PrintStream out, String text) {
        out.println(OneLine.of(text));
    }
}
