package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.scan.replay.Replay;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.ledger.Checkpoint;
import org.tidewaiter.signing.ledger.Ledger;
import org.tidewaiter.signing.ledger.LedgerCheck;
import org.tidewaiter.signing.ledger.LedgerEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter policy replay`: what other rules would have said of what was decided.
@Command(
        name = "replay",
        description = "Ask rules about everything that the ledger says was decided.",
        footer = {
            "  tidewaiter policy replay acme.yaml",
            "  tidewaiter policy replay production --ledger ledger.jsonl --stage prod --exit-code 2",
            "",
            "Each decision is asked again with the facts, the stage and the time that it had then. Those",
            "are listed of which the rules say something else now. What no rule is asked about (the charter,",
            "a withdrawal) is taken to be as it was. First it is looked whether the ledger is what was",
            "written; where it is not, nothing is asked (exit code 1). 'ledger checkpoint' makes what",
            "--checkpoint takes.",
            "",
            "Formats: table, json.",
        })
final class PolicyReplayCommand implements Callable<Integer> {
    @ParentCommand private PolicyCommand policy;
    @Mixin private OutputFlags output = new OutputFlags();
    @Mixin private LedgerFlags flags = new LedgerFlags();
    @Mixin private CheckpointFlags checkpoints = new CheckpointFlags();

    @Parameters(paramLabel = "FILE", description = "The file of rules, or a built-in set.")
    private Path file;

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            description = "Only what was decided for this stage (default: for any).")
    private @Nullable String stage;

    @Option(
            names = "--exit-code",
            paramLabel = "N",
            converter = FlagValues.ExitStatus.class,
            description = "Exit with N where any answer differs (default: 0).")
    private int exitCode;

    @Override
    public Integer call() throws Exception {
        var targets = output.targets(Set.of("table", "json"));
        var rules = RuleFiles.policy(file);
        var program = policy.program;
        var ledger = flags.ledger(program.environment());
        try {
            var expected = checkpoints.read(program);
            var check = LedgerPage.check(ledger, expected, _ -> {});
            requireIntact(check, ledger);
            checkpoints
                    .doubt()
                    .ifPresent(doubt -> CharterFiles.note(doubt, program.streams().err()));
            boolean differs = false;
            for (var target : targets) {
                var count = new ReplayCount();
                OutputFlags.write(
                        List.of(target),
                        program,
                        (one, out) -> {
                            var page = ReplayPage.of(one.format(), count, out);
                            replay(ledger, check, new Replay(rules), page);
                            page.end();
                        });
                differs |= count.differs();
            }
            return differs ? exitCode : ExitCodes.PASSED;
        } catch (RefusedException e) {
            return ClearPage.tell(e, program.streams().err());
        }
    }

    private static void requireIntact(LedgerCheck check, Ledger ledger) throws ProblemException {
        if (!check.passed()) {
            var first = check.flaws().getFirst();
            throw new ProblemException(
                    "ledger-broken",
                    "%s is not as it was written: line %d: %s"
                            .formatted(ledger.file(), first.line(), first.what()),
                    "find out what became of it: 'tidewaiter ledger verify'");
        }
    }

    /// Up to where it was looked at before, which is looked at once more on the way.
    private void replay(Ledger ledger, LedgerCheck seen, Replay replay, ReplayPage page)
            throws IOException {
        var end =
                seen.last().stream()
                        .map(line -> new Checkpoint(seen.entries(), line, Today.now()))
                        .toList();
        var again =
                ledger.check(
                        end,
                        entry -> {
                            if (entry.sequence() <= seen.entries() && isWanted(entry)) {
                                page.entry();
                                replay.of(entry).ifPresent(page::add);
                            }
                        });
        if (!again.passed()) {
            throw new IOException(ledger.file() + " was changed while it was read");
        }
    }

    private boolean isWanted(LedgerEntry entry) {
        return stage == null || entry.note().stage().equals(stage);
    }
}
