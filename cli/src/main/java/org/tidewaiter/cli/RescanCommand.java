package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.Severity;
import org.tidewaiter.policy.AdvisoryFitness;
import org.tidewaiter.policy.FindingFilter;
import org.tidewaiter.policy.GateRule;
import org.tidewaiter.policy.GateSettings;
import org.tidewaiter.scan.BillFile;
import org.tidewaiter.scan.RescanFormat;
import org.tidewaiter.scan.Rescanning;
import org.tidewaiter.scan.ScanContext;
import org.tidewaiter.scan.StoreFacts;
import org.tidewaiter.scan.diff.DiffGate;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.rescan.LastResult;
import org.tidewaiter.scan.rescan.RescanReport;
import org.tidewaiter.scan.rescan.RescanReport.Entry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter rescan`: what the world has learnt since of images whose bills are kept.
@Command(
        name = "rescan",
        description = {
            "Match stored bills of materials again, and say what is new since the last time.",
            "No image is pulled. Exits with 2 where a finding is new."
        },
        footer = {
            "  tidewaiter rescan bills",
            "  tidewaiter rescan bills --fail-on high,kev -f json",
            "  tidewaiter rescan app.cdx.json --state /var/lib/tidewaiter",
            "",
            "Formats: table, json.",
        })
final class RescanCommand implements Callable<Integer> {
    private static final String STATE = ".tidewaiter";

    @ParentCommand private TidewaiterCommand program;
    @Mixin private CommonFlags common;
    @Mixin private OutputFlags output;
    @Mixin private GateFlags gate;
    @Mixin private JudgeFlags judge;
    @Mixin private StoreFlags store;

    @Parameters(
            arity = "1..*",
            paramLabel = "DIR|FILE",
            description = "Bills of materials, or folders of them; what is none is left out there.")
    private List<Path> places = new ArrayList<>();

    @Option(
            names = {"--state", "--state-dir"},
            paramLabel = "DIR",
            description =
                    "Where the last results are kept (default: .tidewaiter in the folder of the"
                            + " bills).")
    private @Nullable Path state;

    /// A bill, and where the last result is kept.
    ///
    /// @param problem where it is known already that it cannot be read
    private record Stored(StateFolder state, Optional<Problem> problem) {
        Path path() {
            return state.inventory().path();
        }
    }

    /// What is to be kept once all is written.
    ///
    /// @param before the digest of the bill of the last time
    /// @param uncopied why there is no copy of the bill
    private record Keep(
            StateFolder state,
            LastResult result,
            Optional<Digest> before,
            Optional<ProblemException> uncopied) {
        Optional<ProblemException> write() {
            if (uncopied.isPresent()) {
                return uncopied;
            }
            try {
                state.write(result, before);
                return Optional.empty();
            } catch (ProblemException e) {
                return Optional.of(e);
            }
        }
    }

    @Override
    public Integer call() throws Exception {
        var targets = output.targets(RescanFormat.names());
        var settings = settings();
        var rescanning = new Rescanning(context(settings.scope()), settings.rules());
        var gateOfNew =
                new DiffGate(
                        settings.rules(),
                        DiffGate.WHATEVER_IS_NEW,
                        AdvisoryFitness.require(
                                settings, rescanning.context().data(), judge.asOf()));
        var keeps = new ArrayList<Keep>();
        var entries = new ArrayList<Entry>();
        for (var one : stored()) {
            entries.add(
                    new Entry(
                            one.path().toString(),
                            outcome(one, rescanning, settings.filter(), keeps)));
        }
        var report = new RescanReport(entries, gateOfNew);
        OutputFlags.write(
                targets,
                program,
                (target, out) ->
                        RescanFormat.named(target.format()).write(report, ReportStyle.PLAIN, out));
        var unkept = keeps.stream().flatMap(one -> one.write().stream()).toList();
        unkept.forEach(one -> new Failure(one).tell(program.streams().err(), program.verbose()));
        if (report.denied() > 0) {
            return gate.refusal();
        }
        return unkept.isEmpty() && report.isComplete() ? ExitCodes.PASSED : ExitCodes.PROBLEM;
    }

    /// Where nobody asked for a gate, any finding that is new is refused.
    private GateSettings settings() throws ProblemException {
        var asked = gate.ofFindings();
        return asked.rules().isEmpty()
                ? new GateSettings(
                        List.of(new GateRule.SeverityGate(Severity.UNKNOWN)),
                        asked.filter(),
                        asked.limits(),
                        asked.scope())
                : asked;
    }

    /// One that cannot be read does not keep the others from being matched.
    private static RescanReport.Outcome outcome(
            Stored one, Rescanning rescanning, FindingFilter filter, List<Keep> keeps) {
        if (one.problem().isPresent()) {
            return new RescanReport.Unreadable(one.problem().get());
        }
        try {
            var bill = one.state().inventory().read();
            var then = one.state().read(bill);
            var rescanned = rescanning.rescan(bill.asImage(), then);
            keeps.add(
                    new Keep(
                            one.state(),
                            LastResult.of(bill.digest(), rescanned.report()),
                            then.map(last -> last.result().inventory()),
                            one.state().copy(bill)));
            var since = rescanned.sinceThen();
            return since.isPresent()
                    ? new RescanReport.Compared(since.get().shown(filter))
                    : new RescanReport.First(rescanned.report());
        } catch (ProblemException e) {
            return new RescanReport.Unreadable(e.problem());
        }
    }

    /// What was named twice, as a file and in its folder, is there once.
    private List<Stored> stored() throws IOException {
        var isKept = isKept();
        var stored = new LinkedHashMap<Path, Stored>();
        for (var place : places) {
            if (Files.isDirectory(place)) {
                for (var found : BillFolder.search(place, isKept)) {
                    stored.putIfAbsent(
                            whole(found.path()),
                            new Stored(state(found.path(), place), found.problem()));
                }
            } else {
                var folder = Optional.ofNullable(place.getParent()).orElse(Path.of(""));
                stored.putIfAbsent(
                        whole(place), new Stored(state(place, folder), Optional.empty()));
            }
        }
        return List.copyOf(stored.values());
    }

    /// Whether a folder is one of last results, which have copies of bills.
    private Predicate<Path> isKept() throws IOException {
        var kept =
                state != null && Files.exists(state)
                        ? Optional.of(state.toRealPath())
                        : Optional.<Path>empty();
        return folder -> folder.endsWith(STATE) || kept.filter(folder::equals).isPresent();
    }

    /// @param folder in which it was found
    private StateFolder state(Path file, Path folder) {
        var bill = new BillFile(file, file.toString());
        return state == null
                ? StateFolder.in(folder.resolve(STATE), folder.relativize(file).toString(), bill)
                : StateFolder.in(state, whole(file).toString(), bill);
    }

    /// By which a bill is known from whatever folder the program is run.
    private static Path whole(Path file) {
        return file.toAbsolutePath().normalize();
    }

    private ScanContext context(LayerScope scope) throws Exception {
        var advisories = store.open(program, common.places(program));
        return new ScanContext(
                advisories,
                StoreFacts.of(advisories.info()),
                judge.decisions(program),
                new GateSettings(
                        List.of(), FindingFilter.EVERYTHING, GateSettings.NONE.limits(), scope),
                scope,
                judge.asOf(),
                Main.VERSION);
    }
}
