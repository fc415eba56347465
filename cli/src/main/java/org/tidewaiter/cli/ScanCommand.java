package org.tidewaiter.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.RunningImage;
import org.tidewaiter.image.RunningImages;
import org.tidewaiter.image.consulted.ConsultedFiles;
import org.tidewaiter.image.consulted.ConsultedFiles.Step;
import org.tidewaiter.image.engine.EngineKind;
import org.tidewaiter.image.engine.EngineOptions;
import org.tidewaiter.image.pass.PassOptions;
import org.tidewaiter.image.pass.PassOptions.FileHashes;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.policy.AdvisoryData;
import org.tidewaiter.policy.Verdict;
import org.tidewaiter.policy.fact.EvidenceFact;
import org.tidewaiter.scan.ImageScan;
import org.tidewaiter.scan.ReportFormats;
import org.tidewaiter.scan.RunningFormats;
import org.tidewaiter.scan.ScanContext;
import org.tidewaiter.scan.StoreFacts;
import org.tidewaiter.scan.report.BuildJob;
import org.tidewaiter.scan.report.FilesReport;
import org.tidewaiter.scan.report.ReportFormat;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.report.ReportTemplate;
import org.tidewaiter.scan.report.RunningReport;
import org.tidewaiter.scan.report.RunningReport.Judged;
import org.tidewaiter.scan.report.RunningReport.NotScanned;
import org.tidewaiter.scan.report.RunningReport.Outcome;
import org.tidewaiter.scan.report.RunningReport.Scanned;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.scan.report.Scanner;
import org.tidewaiter.vulnerability.advisory.Advisories;
import org.tidewaiter.vulnerability.store.AdvisoryStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tidewaiter scan`: what is wrong with an image, or with all that run, and whether it may pass.
@Command(
        name = "scan",
        aliases = {"image", "fs"},
        description = {
            "Scan an image for known flaws, secrets, bad settings and clutter, and decide whether it"
                    + " may pass."
        },
        footer = {
            "  tidewaiter scan alpine:3.20",
            "  tidewaiter scan app:1 --severity high,critical --ignore-unfixed",
            "  tidewaiter scan app:1 --scanners secret,config --show-suppressed",
            "  tidewaiter scan app:1 --fail-on critical,kev -o table -o sarif=app.sarif",
            "  tidewaiter scan app:1 --vex vexhub --vex attached --ignorefile .trivyignore",
            "  tidewaiter scan registry.example/app:1 --key release.pub --vex-key vex.pub",
            "  tidewaiter scan registry.example/app:1 --charter acme.charter",
            "  tidewaiter scan app:1 --policy production --stage prod --charter acme.charter",
            "  tidewaiter scan app:1 -o html=app.html -o junit=app.xml",
            "  tidewaiter scan app:1 --format template --template report.md",
            "  tidewaiter scan --running --fail-on critical",
            "",
            "Formats: table, json, sarif, cyclonedx, openvex, html, markdown, junit, gitlab, github, csv, spdx,",
            "template (docs/reports.md says what each is for).",
        })
final class ScanCommand extends ImageCommand {
    @Option(
            names = "--running",
            arity = "0..1",
            paramLabel = "ENGINE",
            fallbackValue = "all",
            description = {
                "In place of IMAGE: every image that a container of a local engine runs; docker or"
                        + " podman, both if left out. Formats: table, json."
            })
    private FlagValues.@Nullable Engines running;

    @Mixin private OutputFlags output;
    @Mixin private TemplateFlags template;
    @Mixin private ScannerFlags scanners;
    @Mixin private LayerFlags layers;
    @Mixin private GateFlags gate;
    @Mixin private PolicyFlags policy = new PolicyFlags();
    @Mixin private JudgeFlags judge;
    @Mixin private KeyFlags signers = new KeyFlags();
    @Mixin private StoreFlags store;
    @Mixin private FileFlags files;
    @Mixin private BaseFlags base;
    private static final Set<Step> ASKED =
            Set.of(Step.FLAGS, Step.ADVISORIES, Step.IMAGE, Step.BASE);

    private FileHashes hashes = FileHashes.NONE;
    private ReportTemplate chosen = ReportTemplate.LINES;

    @Override
    PassOptions passOptions() {
        return super.passOptions().withFileHashes(hashes);
    }

    @Override
    public Integer call() throws Exception {
        return running == null ? one() : allThatRun(running.kinds());
    }

    private int one() throws Exception {
        var known =
                ReportFormats.BUILT_IN.stream().map(ReportFormat::name).collect(Collectors.toSet());
        var targets = output.targets(known);
        tell(program().answer().consulted());
        chosen = template.read(targets);
        policy.read(judge, program());
        var name = source.name();
        var context = context();
        policy.requireFitness(context);
        var believed = believed();
        var given = describe(base);
        var report =
                files.listed
                        ? writeWithFiles(targets, name, context, given, believed)
                        : write(targets, name, context, given, believed);
        return status(report);
    }

    private int status(ScanReport report) {
        return switch (report.verdict()) {
            case Verdict.Allow _, Verdict.Warn _ -> ExitCodes.PASSED;
            case Verdict.Deny _ -> gate.refusal();
        };
    }

    /// The files that flags name; what is looked at of the image tells itself.
    private void tell(ConsultedFiles consulted) throws ProblemException {
        judge.tell(consulted);
        template.tell(consulted);
        scanners.tell(consulted);
        policy.tell(consulted);
        if (!signers.keys.isEmpty()) {
            consulted.addMoreThanFiles();
        }
        consulted.addedAll(Step.FLAGS);
        store.tell(consulted, common.places(program()));
    }

    /// With all that is told of it beside what was found, and what the policy says of all that.
    private ScanReport finished(
            ScanReport scanned,
            Optional<ImageSource> given,
            Optional<? extends ImageEvidence> believed)
            throws Exception {
        var report = withEvidence(withBase(scanned, given), believed);
        if (!policy.isGiven()) {
            return report;
        }
        var source = report.inventory().source();
        var chartered = judge.chartered(program());
        var evidence =
                chartered.isPresent()
                        ? Optional.of(
                                read(taking ->
                                        chartered
                                                .get()
                                                .facts(source, taking.open(), policy.stage())))
                        : Optional.<List<EvidenceFact>>empty();
        return policy.judge(report, judge.now(), evidence, gate.settings());
    }

    private ScanReport write(
            List<OutputTarget> targets,
            String name,
            ScanContext context,
            Optional<ImageSource> given,
            Optional<? extends ImageEvidence> believed)
            throws Exception {
        var scanned = read(taking -> new ImageScan(taking, context).scan(name));
        var report = finished(scanned, given, believed);
        answer(
                targets,
                status(report),
                ASKED,
                (target, out) -> format(target).write(report, reportStyle(target), out));
        return report;
    }

    /// The bills list the files; what else is written is what it always is.
    private ScanReport writeWithFiles(
            List<OutputTarget> targets,
            String name,
            ScanContext context,
            Optional<ImageSource> given,
            Optional<? extends ImageEvidence> believed)
            throws Exception {
        for (var target : targets) {
            if (format(target) instanceof FilesReport bill) {
                hashes = hashes.and(bill.hashes());
            }
        }
        if (hashes == FileHashes.NONE) {
            throw FileFlags.noBill();
        }
        var scanned = read(taking -> new ImageScan(taking, context).scanWithFiles(name));
        var report = finished(scanned.report(), given, believed);
        answer(
                targets,
                status(report),
                ASKED,
                (target, out) -> {
                    if (format(target) instanceof FilesReport bill) {
                        bill.write(report, scanned.files(), out);
                    } else {
                        format(target).write(report, reportStyle(target), out);
                    }
                });
        return report;
    }

    private Optional<? extends ImageEvidence> believed() throws ProblemException {
        var chartered = judge.chartered(program());
        if (chartered.isPresent()) {
            return chartered;
        }
        return signers.keys.isEmpty()
                ? Optional.empty()
                : Optional.of(new BelievedEvidence(signers.trusted(program())));
    }

    private ScanReport withEvidence(ScanReport report, Optional<? extends ImageEvidence> believed)
            throws Exception {
        if (believed.isEmpty()) {
            return report;
        }
        var source = report.inventory().source();
        var known = read(taking -> believed.get().known(source, taking.open()));
        return report.withFacts(report.facts().withEvidence(known));
    }

    private ScanReport withBase(ScanReport report, Optional<ImageSource> given)
            throws ProblemException {
        return report.withBase(base(given, report.inventory().source()));
    }

    private ReportStyle reportStyle(OutputTarget target) {
        return style(target)
                .withTemplate(chosen)
                .withJob(BuildJob.of(program().environment()))
                .withSuppressed(scanners.showSuppressed);
    }

    private static ReportFormat format(OutputTarget target) {
        return ReportFormats.named(target.format()).orElseThrow();
    }

    private int allThatRun(Set<EngineKind> engines) throws Exception {
        source.requireNoImage();
        if (files.listed) {
            throw FileFlags.noBill();
        }
        if (base.base != null) {
            throw new ProblemException(
                    "usage",
                    "--base names what one image is built on, and --running scans many",
                    "note the base by 'tidewaiter base add', and every scan knows it");
        }
        if (policy.isGiven()) {
            throw new ProblemException(
                    "usage",
                    "--policy judges one image, and --running scans many",
                    "leave it out, or scan one image");
        }
        if (!signers.keys.isEmpty() || judge.isChartered()) {
            throw new ProblemException(
                    "usage",
                    "--key and --charter tell what is signed about one image, and --running scans"
                            + " many",
                    "leave them out, or scan one image of a registry");
        }
        var targets = output.targets(RunningFormats.NAMES);
        chosen = template.read(targets);
        var context = context();
        ImageScan.requireFitness(context);
        var found = RunningImages.find(engines, EngineOptions.standard(program().environment()));
        var images = new ArrayList<Judged>();
        for (var image : found.images()) {
            var outcome = outcome(image, context);
            images.add(new Judged(image.id(), image.name(), image.containers(), outcome));
        }
        var report =
                new RunningReport(
                        Main.VERSION, judge.asOf(), images, found.withoutImage(), found.problems());
        OutputFlags.write(
                targets,
                program(),
                (target, out) -> RunningFormats.write(target.format(), report, style(target), out));
        if (report.denied() > 0) {
            return gate.refusal();
        }
        return report.isComplete() ? ExitCodes.PASSED : ExitCodes.PROBLEM;
    }

    /// One image that cannot be read does not keep the others from being scanned.
    private Outcome outcome(RunningImage image, ScanContext context) throws Exception {
        try {
            return new Scanned(
                    withBase(
                            read(taking -> new ImageScan(taking, context).scan(image)),
                            Optional.empty()));
        } catch (ProblemException e) {
            return new NotScanned(e.problem());
        }
    }

    private ScanContext context() throws Exception {
        var settings = gate.settings();
        var decisions = judge.decisions(program(), policy.stageAsked());
        var wanted = scanners.scanners();
        var advisories =
                wanted.contains(Scanner.VULNERABILITIES)
                        ? Optional.of(store.open(program(), common.places(program())))
                        : Optional.<AdvisoryStore>empty();
        return new ScanContext(
                advisories.<Advisories>map(one -> one).orElse(Advisories.NONE),
                advisories.map(one -> StoreFacts.of(one.info())).orElse(AdvisoryData.NONE),
                decisions,
                settings,
                gate.gateAllLayers ? LayerScope.ALL_LAYERS : layers.scope(),
                judge.asOf(),
                Main.VERSION,
                wanted,
                !scanners.with.isEmpty(),
                scanners.reported());
    }
}
