package org.tidewaiter.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The first word. It holds what every command needs and does nothing itself.
@Command(
        name = "tidewaiter",
        description = "Inspects container images, and says what is in them and what is wrong.",
        footer = {
            "  tidewaiter scan alpine:3.20               an image in a registry",
            "  tidewaiter scan build/image.tar           an archive that 'docker save' wrote",
            "  tidewaiter scan /                         this machine's own file system",
            "  tidewaiter scan app:1 --fail-on high      exit with 2 if it is as bad as that",
            "  tidewaiter inventory app:1 -o cyclonedx   the bill of materials",
            "  tidewaiter explain app:1 CVE-2021-44228   why it is reported, or why not",
            "  tidewaiter diff app:1 app:2               findings that are new, and that are gone",
            "  tidewaiter verify app:1 --key team.pub    whether it is signed by that key",
            "  tidewaiter fix app:1                      what to upgrade, and what that mends",
            "  tidewaiter rescan bills                   what is new for bills of materials",
            "  tidewaiter db update                      fetch the current advisories",
            "",
            "Every flag can be set by the environment: --fail-on by TIDEWAITER_FAIL_ON.",
            "Exit codes: 0 passed, 1 it could not be done, 2 a gate refused.",
        },
        mixinStandardHelpOptions = false)
final class TidewaiterCommand implements Runnable {
    private final Streams streams;
    private final Map<String, String> environment;
    private final KeptAnswer answer;
    private final long started = System.nanoTime();

    @Spec private CommandSpec spec;

    @SuppressWarnings("unused") // picocli acts on it
    @Option(names = "--version", versionHelp = true, description = "Print the version and exit.")
    private boolean versionAsked;

    @SuppressWarnings("unused") // picocli acts on it
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and exit.")
    private boolean helpAsked;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            fallbackValue = "true",
            description = "Say each step on standard error, and more about a failure.")
    private boolean verbose;

    /// @param answer is told what it depends on
    TidewaiterCommand(Streams streams, Map<String, String> environment, KeptAnswer answer) {
        this.streams = streams;
        this.environment = environment;
        this.answer = answer;
    }

    /// Of which no answer is kept.
    TidewaiterCommand(Streams streams, Map<String, String> environment) {
        this(streams, environment, KeptAnswer.none());
    }

    Streams streams() {
        return streams;
    }

    Map<String, String> environment() {
        return environment;
    }

    KeptAnswer answer() {
        return answer;
    }

    boolean verbose() {
        return verbose;
    }

    /// Says a step on standard error, with the time since the start, where `--verbose` asks for it.
    void step(String sentence) {
        if (verbose) {
            var seconds = (System.nanoTime() - started) / 1e9;
            streams.err().printf("%8.3f s  %s%n", seconds, OneLine.of(sentence));
        }
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
