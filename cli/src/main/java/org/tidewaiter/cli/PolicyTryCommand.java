package org.tidewaiter.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.policy.Verdict;
import org.tidewaiter.policy.rule.Policy;
import org.tidewaiter.policy.rule.PolicyAnswer;
import org.tidewaiter.policy.rule.RuleAnswer.Outcome;
import org.tidewaiter.policy.rule.RuleText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter policy try`: what a policy says of facts that were kept.
@Command(
        name = "try",
        description = "Say what rules make of facts that were kept, rule by rule.",
        footer = {
            "  tidewaiter policy try acme.yaml --facts facts.json --stage prod",
            "  tidewaiter policy try production --facts facts.json --stage prod --at 2026-12-01",
            "",
            "Facts that only a door knows (workload, request, prior) ask the rules of doors, all others",
            "those that are asked where an image is cleared. Exit codes: 0 it passes; 2 it is denied.",
        })
final class PolicyTryCommand implements Callable<Integer> {
    @ParentCommand private PolicyCommand policy;

    @Parameters(paramLabel = "FILE", description = "The file of rules, or a built-in set.")
    private Path file;

    @Option(
            names = "--facts",
            required = true,
            paramLabel = "FILE",
            description = "The facts, as JSON.")
    private Path facts;

    @Option(
            names = "--stage",
            required = true,
            paramLabel = "STAGE",
            description = "For which stage.")
    private String stage;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = FlagValues.Moment.class,
            description = "As if it were then (default: the time that the facts have).")
    private @Nullable Instant time;

    @Option(
            names = "--ask",
            split = ",",
            hideParamSyntax = true,
            paramLabel = "RULE",
            description = "Only these rules; several with commas (default: all).")
    private List<String> ask = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        var rules = RuleFiles.policy(file);
        requireKnown(rules);
        var kept = RuleFiles.facts(facts);
        var asked = kept.at(stage, time == null ? kept.now() : time);
        var answer = rules.judge(asked, ask);
        page(answer, policy.program.streams().out());
        return answer.verdict() instanceof Verdict.Deny ? ExitCodes.REFUSED : ExitCodes.PASSED;
    }

    private void requireKnown(Policy rules) throws ProblemException {
        var known = rules.texts().stream().map(RuleText::id).toList();
        for (var id : ask) {
            if (!known.contains(id)) {
                throw new ProblemException(
                        "rule-unknown",
                        "%s has no rule '%s'".formatted(file, id),
                        "see all with 'tidewaiter policy explain %s'".formatted(file));
            }
        }
    }

    private static void page(PolicyAnswer answer, PrintStream out) {
        for (var rule : answer.answers()) {
            var word =
                    switch (rule.outcome()) {
                        case Outcome.Met _ -> "met";
                        case Outcome.NotAsked(var why) -> "not asked: " + why;
                        case Outcome.NotMet _ -> "not met, " + rule.action().word();
                        case Outcome.NotEvaluated _ -> "not evaluated, deny";
                    };
            out.println(OneLine.of("%s: %s".formatted(rule.rule(), word)));
            rule.objections().forEach(line -> out.println(OneLine.of("  " + line)));
        }
        out.println(answer.verdict().word());
    }
}
