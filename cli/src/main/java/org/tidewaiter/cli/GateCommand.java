package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.clearance.Clearance;
import org.tidewaiter.policy.fact.Facts;
import org.tidewaiter.policy.fact.RequestFacts;
import org.tidewaiter.policy.gate.Gate;
import org.tidewaiter.policy.gate.GateQuestion;
import org.tidewaiter.policy.rule.Policy;
import org.tidewaiter.scan.gate.GateFormats;
import org.tidewaiter.scan.gate.GateReport;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.clearance.ClearanceReader;
import org.tidewaiter.signing.clearance.Papers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `tidewaiter gate`: lets an image aboard that is cleared, or does not.
@Command(
        name = "gate",
        description = "Let an image aboard that is cleared for a stage, and no other.",
        footer = {
            "  tidewaiter gate registry.example/app:1 --stage prod --charter acme.charter",
            "  tidewaiter gate oci:carried/app:1 --stage prod --charter acme.charter --head prod.head.json",
            "  tidewaiter gate registry.example/app:1 --stage prod --charter acme.charter -o table -o sarif=gate.sarif",
            "  tidewaiter gate docker --stage prod --charter acme.charter --policy prod.yaml --clearances cleared",
            "",
            "Nothing is scanned: what was decided by 'tidewaiter clear' is verified, and whether it still counts.",
            "Exit codes: 0 it may go aboard, 2 it may not, 1 it cannot be told.",
            "",
            "Formats: table, json, sarif, junit, annotations (of GitHub Actions).",
        },
        subcommands = {
            GateDockerCommand.class,
        })
final class GateCommand implements Callable<Integer> {
    @ParentCommand TidewaiterCommand program;
    @Spec private CommandSpec spec;

    @Mixin private StoredImageFlags image = new StoredImageFlags();
    @Mixin private StageFlags stage = new StageFlags();
    @Mixin private HeadFlags heads = new HeadFlags();
    @Mixin private OutputFlags output;

    @Option(
            names = "--policy",
            paramLabel = "FILE|NAME",
            description =
                    "Whose terms for the stage count, and whose rules about requests are asked too.")
    private @Nullable Path policy;

    @Option(
            names = "--clearance",
            paramLabel = "FILE",
            description = "A clearance that is not beside the image; may be repeated.")
    private List<Path> clearances = new ArrayList<>();

    @Option(
            names = "--restart",
            fallbackValue = "true",
            description = "What ran is to start again, which it may within grace.")
    private boolean restart;

    @Override
    public Integer call() throws Exception {
        if (!image.isNamed() && !stage.isGiven()) {
            spec.commandLine().usage(spec.commandLine().getOut());
            return ExitCodes.PASSED;
        }
        var targets = output.targets(GateFormats.NAMES);
        var gate = new Gate(policy == null ? Policy.withoutRules() : RuleFiles.policy(policy));
        var name = image.name();
        try {
            var chosen = stage.read(program);
            var report =
                    image.open(
                            program,
                            (source, options) -> report(name, source, options, chosen, gate));
            OutputFlags.write(
                    targets,
                    program,
                    (target, out) -> GateFormats.write(target.format(), report, out));
            return report.passed() ? ExitCodes.PASSED : ExitCodes.REFUSED;
        } catch (RefusedException e) {
            stage.tell(e, program.streams().err());
            return ExitCodes.REFUSED;
        }
    }

    private GateReport report(
            String name,
            ImageSource source,
            OpenOptions options,
            StageFlags.Chosen chosen,
            Gate gate)
            throws Exception {
        var papers = Papers.beside(source, options, chosen.signed(), chosen.now());
        var known = new ArrayList<>(papers.clearances());
        var refused = new ArrayList<String>();
        papers.refused().forEach(one -> refused.add(words(one)));
        papers.unread().ifPresent(refused::add);
        known.addAll(given(chosen, refused));
        var withdrawals = heads.read(source, options, chosen, program);
        refused.addAll(withdrawals.refused());
        var question =
                new GateQuestion(
                        digests(source),
                        new TreeSet<>(stage.repository(source).stream().toList()),
                        facts(chosen),
                        known,
                        withdrawals.heads(),
                        papers.broken(),
                        "");
        var decision = gate.decide(question);
        return new GateReport(
                Main.VERSION,
                name,
                source.digest(),
                chosen.stage(),
                chosen.now(),
                "%s, version %d".formatted(chosen.charter().name(), chosen.charter().version()),
                decision,
                known.stream()
                        .filter(one -> decision.clearance().filter(one.id()::equals).isPresent())
                        .findFirst(),
                refused);
    }

    private static String words(Papers.Refused one) {
        return "%s: %s".formatted(one.digest(), EvidencePage.reason(one.refusal(), one.detail()));
    }

    /// @param refused gets why a file is none that counts
    private List<Clearance> given(StageFlags.Chosen chosen, List<String> refused)
            throws ProblemException, RefusedException {
        var reader = ClearanceReader.of(chosen.signed(), chosen.now());
        var given = new ArrayList<Clearance>();
        for (var file : clearances) {
            try {
                given.add(reader.read(CharterFiles.bytes(file, ClearanceReader.MAX_BYTES)));
            } catch (RefusedException e) {
                refused.add("%s: %s".formatted(file, EvidencePage.reason(e.refusal(), e.detail())));
            }
        }
        return given;
    }

    private static SortedSet<Digest> digests(ImageSource source) {
        var digests = new TreeSet<Digest>(source.indexes());
        source.digest().ifPresent(digests::add);
        source.configDigest().ifPresent(digests::add);
        return digests;
    }

    /// Nothing runs here, so that rules about how it is to run are for the door where it does.
    private Facts facts(StageFlags.Chosen chosen) {
        return Facts.of(chosen.stage(), chosen.now())
                .withRequest(
                        new RequestFacts(
                                restart ? "restart" : "deploy",
                                "ci",
                                "",
                                List.of(),
                                "",
                                "",
                                false));
    }
}
