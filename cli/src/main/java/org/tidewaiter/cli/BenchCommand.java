package org.tidewaiter.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `tidewaiter bench`: how a host is set up.
@Command(
        name = "bench",
        description = "Check how a host is set up that runs containers.",
        footer = {
            "  tidewaiter bench docker",
            "  tidewaiter bench kubernetes --config kube-bench/cfg",
            "  tidewaiter bench collect --output host.facts.json",
            "",
            "Nothing is ever changed; each answer says what was read and what to do.",
        },
        subcommands = {
            BenchDockerCommand.class,
            BenchKubernetesCommand.class,
            BenchCollectCommand.class,
        })
final class BenchCommand implements Runnable {
    @ParentCommand TidewaiterCommand program;
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
