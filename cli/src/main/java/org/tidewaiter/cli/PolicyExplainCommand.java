package org.tidewaiter.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.policy.rule.RuleText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter policy explain`: what is asked where.
@Command(
        name = "explain",
        description = "Say what a policy asks, where and at which stage.",
        footer = {
            "  tidewaiter policy explain acme.yaml --stage prod",
            "  tidewaiter policy explain production no-critical-flaw",
        })
final class PolicyExplainCommand implements Callable<Integer> {
    @ParentCommand private PolicyCommand policy;

    @Parameters(index = "0", paramLabel = "FILE", description = "The rules, or a built-in set.")
    private Path file;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "RULE",
            description = "One rule alone (default: all).")
    private @Nullable String rule;

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            description = "What is asked at this stage (default: at any).")
    private @Nullable String stage;

    @Override
    public Integer call() throws Exception {
        var read = RuleFiles.policy(file);
        if (stage != null && !read.isStage(stage)) {
            CharterFiles.note(
                    "%s names no stage '%s'".formatted(file, stage),
                    policy.program.streams().err());
        }
        var rules =
                read.texts().stream()
                        .filter(one -> rule == null || one.id().equals(rule))
                        .filter(one -> stage == null || one.isFor(stage))
                        .toList();
        if (rules.isEmpty() && rule != null) {
            throw new ProblemException(
                    "rule-unknown",
                    "%s asks no rule '%s' there".formatted(file, rule),
                    "see all with 'tidewaiter policy explain %s'".formatted(file));
        }
        page(rules, policy.program.streams().out());
        return ExitCodes.PASSED;
    }

    private static void page(List<RuleText> rules, PrintStream out) {
        for (var one : rules) {
            var stages = one.stages().isEmpty() ? "every stage" : String.join(", ", one.stages());
            out.printf(
                    "%s: %s, for %s, asked %s%n",
                    one.id(), one.action().word(), stages, one.where());
            if (!one.about().isEmpty()) {
                out.println(OneLine.of("  " + one.about()));
            }
            out.printf("  looks at %s%n", String.join(", ", one.facts()));
            one.conditions().forEach(line -> out.println(OneLine.of("  " + line)));
            out.println(OneLine.of("  says: " + one.message()));
            one.grace()
                    .ifPresent(grace ->
                            out.printf("  what runs may start again for %s%n", words(grace)));
        }
        if (rules.isEmpty()) {
            out.println("nothing is asked");
        }
    }

    private static String words(Duration time) {
        return time.toHoursPart() == 0 && time.toMinutesPart() == 0
                ? time.toDays() + " days"
                : time.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
