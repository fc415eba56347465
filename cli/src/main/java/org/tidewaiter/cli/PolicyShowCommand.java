package org.tidewaiter.cli;

import java.util.concurrent.Callable;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.policy.rule.PolicyFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter policy show`: a set of rules that comes with the program.
@Command(
        name = "show",
        description = "Print a built-in set of rules as a file.",
        footer = {
            "  tidewaiter policy show production",
            "",
            "The sets: baseline, dev, stage, production, nist-800-190, cis-docker. A file of your own",
            "has them with 'include: [production]', and replaces a rule by one of the same id.",
        })
final class PolicyShowCommand implements Callable<Integer> {
    @ParentCommand private PolicyCommand policy;

    @Parameters(paramLabel = "NAME", description = "Its name.")
    private String name;

    @Override
    public Integer call() throws Exception {
        if (!PolicyFiles.BUILT_IN.contains(name)) {
            throw new ProblemException(
                    "policy-unknown",
                    "no built-in set is '%s'".formatted(name),
                    "use one of " + String.join(", ", PolicyFiles.BUILT_IN));
        }
        policy.program.streams().out().print(PolicyFiles.textOf(name));
        return ExitCodes.PASSED;
    }
}
