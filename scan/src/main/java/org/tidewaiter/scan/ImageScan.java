package org.tidewaiter.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.checks.Checks;
import org.tidewaiter.image.Image;
import org.tidewaiter.image.RunningImage;
import org.tidewaiter.image.pass.Progress;
import org.tidewaiter.inventory.account.FileLedger;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.policy.AdvisoryFitness;
import org.tidewaiter.policy.GateRule;
import org.tidewaiter.policy.Judgement;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.scan.fix.FixCommands;
import org.tidewaiter.scan.fix.FixPlanning;
import org.tidewaiter.scan.report.EndOfLifeTable;
import org.tidewaiter.scan.report.EndedPrograms;
import org.tidewaiter.scan.report.Notes;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.scan.report.Scanner;
import org.tidewaiter.vulnerability.match.MatchResult;
import org.tidewaiter.vulnerability.match.Matching;
import org.tidewaiter.vulnerability.match.Unjudged;

/// The road of one image, from its name to the verdict.
public final class ImageScan {
    private final InventoryTaking taking;
    private final ScanContext context;

    public ImageScan(InventoryTaking taking, ScanContext context) {
        this.taking = taking;
        this.context = context;
    }

    /// The same image, advisories, configuration and day give an equal report.
    ///
    /// @param name of the image, as the user typed it
    /// @throws ProblemException `no-files` if a gate judges them and the image has none,
    ///   `gate-blind` if one judges what is not looked for; with the codes of
    ///   [InventoryTaking#take] and [AdvisoryFitness]
    public ScanReport scan(String name) throws ProblemException {
        var excused = excused();
        return judged(taking.inspect(name, context.scanners()), excused);
    }

    /// What [#scan(String)] gives, and who answers for each file of the image.
    public record WithFiles(ScanReport report, FileLedger files) {}

    /// As [#scan(String)].
    ///
    /// @throws ProblemException `no-files` for a bill of materials; with the codes of
    ///   [#scan(String)]
    public WithFiles scanWithFiles(String name) throws ProblemException {
        var excused = excused();
        var taken = taking.inspectWithFiles(name, context.scanners());
        return new WithFiles(judged(taken, excused), taken.files().orElseThrow());
    }

    /// An image that a container runs, as [#scan(String)] one that is named.
    public ScanReport scan(RunningImage running) throws ProblemException {
        requireFitness(context);
        try (var image = running.open()) {
            return scan(image);
        }
    }

    /// One that was opened before, as [#scan(String)] one that is named.
    public ScanReport scan(Image image) throws ProblemException {
        var excused = excused();
        return judged(taking.inspect(image, context.scanners()), excused);
    }

    private List<Reason> excused() throws ProblemException {
        return excused(context);
    }

    /// Refuses at once what no image could be judged by.
    ///
    /// @throws ProblemException with the codes of [AdvisoryFitness]
    public static void requireFitness(ScanContext context) throws ProblemException {
        excused(context);
    }

    private static List<Reason> excused(ScanContext context) throws ProblemException {
        requireLooking(context);
        return context.looksFor(Scanner.VULNERABILITIES)
                ? AdvisoryFitness.require(context.gate(), context.data(), context.asOf())
                : List.of();
    }

    /// A gate on what nobody looks for would let everything pass.
    private static void requireLooking(ScanContext context) throws ProblemException {
        for (var rule : context.gate().rules()) {
            var blind =
                    switch (rule) {
                        case GateRule.KindGate gate -> blindness(gate, context);
                        case GateRule.KnownExploitedGate _, GateRule.EpssGate _ ->
                                missing(Scanner.VULNERABILITIES, context);
                        case GateRule.SeverityGate _, GateRule.UnexplainedGate _ ->
                                Optional.<String>empty();
                    };
            if (blind.isPresent()) {
                throw new ProblemException(
                        "gate-blind",
                        "the gate %s lets everything pass, since %s"
                                .formatted(rule.word(), blind.get()),
                        "mend that, or leave the gate out");
            }
        }
    }

    private static Optional<String> blindness(GateRule.KindGate gate, ScanContext context) {
        if (gate.kind() == Check.Kind.REPORTED) {
            return context.otherTools()
                    ? Optional.empty()
                    : Optional.of("no report of another tool is read (--with)");
        }
        var worst =
                Checks.BUILT_IN.stream()
                        .filter(one -> one.kind() == gate.kind())
                        .map(Check::severity)
                        .max(Comparator.naturalOrder());
        var limit = gate.limit();
        if (limit.isPresent() && worst.isPresent() && limit.get().compareTo(worst.get()) > 0) {
            return Optional.of(
                    "the worst that a %s can be is %s"
                            .formatted(gate.kind().word(), worst.get().word()));
        }
        return missing(Scanner.of(gate.kind()), context);
    }

    private static Optional<String> missing(Scanner scanner, ScanContext context) {
        return context.looksFor(scanner)
                ? Optional.empty()
                : Optional.of("%s is not among --scanners".formatted(scanner.word()));
    }

    private ScanReport judged(Inspection inspection, List<Reason> excused) throws ProblemException {
        var source = inspection.inventory().source();
        var gathered = context.decisions().gather(source, taking.open(), context.asOf());
        return judged(inspection, context, gathered, excused, taking.progress());
    }

    /// The second half of the road: from what is in an image to the verdict.
    ///
    /// @throws ProblemException `no-files` if a gate judges them and the inventory is that of a
    ///   bill of materials; with the codes of [AdvisoryFitness]
    public static ScanReport judge(Inventory inventory, ScanContext context)
            throws ProblemException {
        var gathered = context.decisions().withoutAttached(context.asOf());
        return judged(
                Inspection.of(inventory), context, gathered, excused(context), Progress.SILENT);
    }

    private static ScanReport judged(
            Inspection inspection,
            ScanContext context,
            GatheredDecisions gathered,
            List<Reason> excused,
            Progress progress)
            throws ProblemException {
        var inventory = inspection.inventory();
        requireFiles(inventory, context);
        var matches = matches(inventory, context);
        progress.step(counts(matches, inspection.checked()));
        var judgement = judgement(inspection, context, matches, gathered, excused);
        return report(inventory, context, matches, gathered, judgement)
                .withFacts(inspection.facts());
    }

    private static MatchResult matches(Inventory inventory, ScanContext context) {
        return context.looksFor(Scanner.VULNERABILITIES)
                ? Matching.match(inventory, context.scope(), context.advisories(), context.asOf())
                : new MatchResult(List.of(), List.of(), List.of());
    }

    private static Judgement judgement(
            Inspection inspection,
            ScanContext context,
            MatchResult matches,
            GatheredDecisions gathered,
            List<Reason> excused) {
        var inventory = inspection.inventory();
        var findings = new ArrayList<Finding>(inOneList(matches));
        findings.addAll(inspection.checked());
        context.reported().stream().sorted(Checking.ORDER).forEach(findings::add);
        var remarks = new ArrayList<>(excused);
        remarks.addAll(gathered.remarks(findings, inventory));
        return Judgement.of(
                findings, inventory, gathered.decisions(), context.gate(), remarks, context.asOf());
    }

    /// The notes alone of what [#judge] gives.
    static Notes notes(Inventory inventory, ScanContext context) throws ProblemException {
        var gathered = context.decisions().withoutAttached(context.asOf());
        var judgement =
                judgement(
                        Inspection.of(inventory),
                        context,
                        matches(inventory, context),
                        gathered,
                        excused(context));
        return Notes.of(judgement.verdict(), judgement.suppressed());
    }

    /// A bill of materials has no files that a gate could count.
    private static void requireFiles(Inventory inventory, ScanContext context)
            throws ProblemException {
        if (!inventory.source().kind().equals(BillFile.KIND)) {
            return;
        }
        for (var rule : context.gate().rules()) {
            if (rule.needsFiles()) {
                throw new ProblemException(
                        "no-files",
                        "the gate %s judges the files of an image, and '%s' is a bill of materials"
                                .formatted(rule.word(), inventory.source().name()),
                        "give the image itself, or leave this gate out");
            }
        }
        if (context.scanners().stream().noneMatch(Scanner::readsPackages)) {
            throw new ProblemException(
                    "no-files",
                    "'%s' is a bill of materials, and only files could be searched for that"
                            .formatted(inventory.source().name()),
                    "give the image itself, or '--scanners vuln'");
        }
    }

    /// Finds what to do about the findings that count.
    static FixPlanning planning(ScanContext context, FixCommands commands) {
        return planning(context, context.decisions().withoutAttached(context.asOf()), commands);
    }

    private static FixPlanning planning(
            ScanContext context, GatheredDecisions gathered, FixCommands commands) {
        var advisories = new RememberedAdvisories(context.advisories());
        return new FixPlanning(
                inventory ->
                        vulnerabilities(
                                Judgement.of(
                                                inOneList(
                                                        Matching.match(
                                                                inventory,
                                                                context.scope(),
                                                                advisories,
                                                                context.asOf())),
                                                inventory,
                                                gathered.decisions(),
                                                context.gate(),
                                                List.of(),
                                                context.asOf())
                                        .standing()),
                commands);
    }

    private static List<Finding.Vulnerability> vulnerabilities(List<Finding> findings) {
        return findings.stream()
                .filter(Finding.Vulnerability.class::isInstance)
                .map(Finding.Vulnerability.class::cast)
                .toList();
    }

    private static String counts(MatchResult matches, List<Finding.OfCheck> checked) {
        return "matching: %,d findings, %,d cleared, %,d packages not judged; checks: %,d findings"
                .formatted(
                        matches.findings().size(),
                        matches.cleared().size(),
                        matches.unjudged().stream().mapToInt(Unjudged::packages).sum(),
                        checked.size());
    }

    private static List<Finding.Vulnerability> inOneList(MatchResult matches) {
        var all = new ArrayList<>(matches.findings());
        all.addAll(matches.cleared());
        return all;
    }

    private static ScanReport report(
            Inventory inventory,
            ScanContext context,
            MatchResult matches,
            GatheredDecisions gathered,
            Judgement judgement) {
        return new ScanReport(
                context.toolVersion(),
                context.asOf(),
                inventory,
                context.scope(),
                inventory
                        .distribution()
                        .flatMap(release ->
                                EndOfLifeTable.builtIn().support(release, context.advisories())),
                context.data(),
                judgement.standing(),
                judgement.suppressed(),
                unjudged(inventory, context, matches),
                judgement.expired(),
                planning(context, gathered, new FixCommands(false))
                        .steps(inventory, vulnerabilities(judgement.standing())),
                context.gate().rules(),
                judgement.verdict());
    }

    private static List<String> unjudged(
            Inventory inventory, ScanContext context, MatchResult matches) {
        var sentences = new ArrayList<>(matches.unjudged().stream().map(Unjudged::text).toList());
        sentences.addAll(
                EndedPrograms.sentences(
                        inventory, context.scope(), context.advisories(), context.asOf()));
        return sentences;
    }
}
