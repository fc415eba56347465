package org.tidewaiter.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.policy.AdvisoryFitness;
import org.tidewaiter.policy.FindingFilter;
import org.tidewaiter.policy.GateSettings;
import org.tidewaiter.scan.DecisionSources;
import org.tidewaiter.scan.FindingsComparison;
import org.tidewaiter.scan.FindingsDiffFormat;
import org.tidewaiter.scan.ScanContext;
import org.tidewaiter.scan.StoreFacts;
import org.tidewaiter.scan.diff.DiffGate;
import org.tidewaiter.scan.diff.KnownBy;
import org.tidewaiter.vulnerability.advisory.Advisories;
import org.tidewaiter.vulnerability.store.AdvisoryStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tidewaiter diff`: what became of the findings from one image to another, or from one day to
/// another.
@Command(
        name = "diff",
        description = {
            "Say which findings another image brings, mends or keeps, and why.",
            "Or which ones other advisories, or a later day, bring to the same image."
        },
        footer = {
            "  tidewaiter diff app:1 app:2 --fail-on high",
            "  tidewaiter diff released.cdx.json app:2 -f markdown -o comment.md",
            "  tidewaiter diff app:1 --as-of-before 2026-10-01",
            "  tidewaiter diff app:1 --advisories-before old.db",
            "",
            "Formats: table, json, markdown.",
        })
final class DiffCommand extends ImageCommand {
    @Mixin private OutputFlags output;
    @Mixin private GateFlags gate;
    @Mixin private JudgeFlags judge;
    @Mixin private StoreFlags store;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "OTHER",
            description = "Another image, named in the same ways, with what came after.")
    private @Nullable String other;

    @Option(
            names = "--advisories-before",
            paramLabel = "STORE",
            description = "The advisory store by which the first is judged (default: the same).")
    private @Nullable Path advisoriesBefore;

    @Option(
            names = "--as-of-before",
            paramLabel = "DATE",
            description =
                    "Judge the first as of this day, by what had been published then (default: as"
                            + " the other).")
    private @Nullable LocalDate asOfBefore;

    @Option(
            names = "--count-disclosed",
            fallbackValue = "true",
            description =
                    "Let --fail-on refuse also what advisories disclosed or rated higher since, and"
                            + " what a waiver covers no longer.")
    private boolean countDisclosed;

    @Override
    public Integer call() throws Exception {
        requireTwoSides();
        var targets = output.targets(FindingsDiffFormat.names());
        var settings = gate.ofFindings();
        var comparison = comparison(settings);
        var diffGate =
                new DiffGate(
                        settings.rules(),
                        countDisclosed ? DiffGate.WHATEVER_IS_NEW : DiffGate.OF_THE_IMAGE,
                        AdvisoryFitness.require(
                                settings, comparison.now().data(), comparison.now().asOf()));
        var before = read(taking -> taking.take(source.name()));
        var after = before;
        if (other != null) {
            source.image = other;
            after = read(taking -> taking.take(source.name()));
        }
        var diff = comparison.of(before, after).shown(settings.filter());
        OutputFlags.write(
                targets,
                program(),
                (target, out) ->
                        FindingsDiffFormat.named(target.format())
                                .write(diff, diffGate, style(target), out));
        return diffGate.denied(diff).isEmpty() ? ExitCodes.PASSED : gate.refusal();
    }

    private void requireTwoSides() throws ProblemException {
        if (source.image == null
                || (other == null && advisoriesBefore == null && asOfBefore == null)) {
            throw new ProblemException(
                    "usage",
                    "there is nothing to compare the image with",
                    "give two images, or one and --as-of-before or --advisories-before: 'tidewaiter"
                            + " diff app:1 app:2'");
        }
    }

    private FindingsComparison comparison(GateSettings settings) throws Exception {
        var now = store.open(program(), common.places(program()));
        var then = advisoriesBefore == null ? now : AdvisoryStore.open(advisoriesBefore);
        var decisions = judge.decisions(program()); // read once: one of its files may be a pipe
        var scope = settings.scope();
        return new FindingsComparison(
                asOfBefore == null
                        ? context(then, then, decisions, judge.asOf(), scope)
                        : context(
                                then, new KnownBy(asOfBefore, then), decisions, asOfBefore, scope),
                context(now, now, decisions, judge.asOf(), scope),
                settings.rules());
    }

    /// Nothing is hidden and nothing refused here: that comes after the comparison.
    ///
    /// @param known what of the store counts
    private static ScanContext context(
            AdvisoryStore advisories,
            Advisories known,
            DecisionSources decisions,
            LocalDate asOf,
            LayerScope scope) {
        return new ScanContext(
                known,
                StoreFacts.of(advisories.info()),
                decisions,
                new GateSettings(
                        List.of(), FindingFilter.EVERYTHING, GateSettings.NONE.limits(), scope),
                scope,
                asOf,
                Main.VERSION);
    }
}
