package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter policy check`: whether a file of rules is sound.
@Command(
        name = "check",
        description = "Say whether a file of rules is sound, and what in it may not be meant.",
        footer = {
            "  tidewaiter policy check acme.yaml",
            "",
            "Every expression is read and its types are checked; an error has its line. Nothing is",
            "evaluated: 'policy test' and 'policy try' do that.",
        })
final class PolicyCheckCommand implements Callable<Integer> {
    @ParentCommand private PolicyCommand policy;

    @Parameters(paramLabel = "FILE", description = "The file of rules.")
    private Path file;

    @Override
    public Integer call() throws Exception {
        var read = RuleFiles.policy(file);
        var streams = policy.program.streams();
        for (var doubt : read.doubts()) {
            CharterFiles.note(doubt, streams.err());
        }
        streams.out()
                .printf(
                        "%s: the policy %s is sound, %s, %s%n",
                        file, read.name(), rules(read.texts().size()), read.digest());
        return ExitCodes.PASSED;
    }

    private static String rules(int count) {
        return count == 1 ? "1 rule" : count + " rules";
    }
}
