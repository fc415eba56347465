package org.tidewaiter.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.Image;
import org.tidewaiter.image.Images;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.image.engine.EngineOptions;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.clearance.Clearance;
import org.tidewaiter.model.clearance.Head;
import org.tidewaiter.policy.FindingFilter;
import org.tidewaiter.policy.GateSettings;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.policy.Verdict;
import org.tidewaiter.policy.fact.FactsJson;
import org.tidewaiter.policy.rule.Policy;
import org.tidewaiter.scan.InventoryTaking;
import org.tidewaiter.scan.ScanContext;
import org.tidewaiter.scan.StoreFacts;
import org.tidewaiter.scan.clear.Clearing;
import org.tidewaiter.scan.clear.ClearingAnswer;
import org.tidewaiter.scan.report.Scanner;
import org.tidewaiter.signing.charter.Role;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.clearance.ClearanceReader;
import org.tidewaiter.signing.clearance.ClearanceStatement;
import org.tidewaiter.signing.ledger.EntryKind;
import org.tidewaiter.signing.ledger.FactsText;
import org.tidewaiter.signing.ledger.LedgerEntry.Note;
import org.tidewaiter.signing.ledger.Ruling;
import org.tidewaiter.signing.make.BundleKeeping;
import org.tidewaiter.signing.make.NewBundle;
import org.tidewaiter.signing.stage.Ability;
import org.tidewaiter.vulnerability.store.AdvisoryStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tidewaiter clear`: a certifier says that an image may go aboard at a stage.
@Command(
        name = "clear",
        description = {
            "Judge an image by a charter and a policy; where both let it pass, sign its clearance for a"
                    + " stage, and keep that beside it."
        },
        footer = {
            "  tidewaiter clear shop/db:7 --stage prod --charter acme.charter --policy acme.yaml -k cert.key",
            "  tidewaiter clear shop/db:7 --stage prod --charter acme.charter --policy production --dry-run",
            "  tidewaiter clear shop/db:7 --renew --stage prod --charter acme.charter --policy acme.yaml -k c.key",
            "",
            "Where anything is against it nothing is signed: it says what, and the commands that supply",
            "what is missing. With --renew the head then lists what was cleared as lapsed: what runs may",
            "start again for the grace of the rules, and nothing starts anew. Every answer is noted in",
            "the ledger. Exit codes: 0 it is cleared, 2 it is refused, 1 that cannot be told.",
            "",
            "Formats: table, json, bundle (the clearance as it stands beside the image).",
        })
final class ClearCommand extends ImageCommand {
    private static final Set<String> FORMATS = Set.of("table", "json", "bundle");

    @Mixin private OutputFlags output;
    @Mixin private JudgeFlags judge;
    @Mixin private StoreFlags store;
    @Mixin private DataLimitFlags data;
    @Mixin private LookasideFlags lookaside;
    @Mixin private HeadWriting heads;

    @Option(
            names = "--stage",
            required = true,
            paramLabel = "STAGE",
            description = "Where the image is to go.")
    private String stage;

    @Option(
            names = "--policy",
            required = true,
            paramLabel = "FILE|NAME",
            description =
                    "Judge by this policy: a file of rules, or baseline, dev, stage, production,"
                            + " nist-800-190 or cis-docker.")
    private Path policyFile;

    @Option(
            names = {"-k", "--key"},
            paramLabel = "FILE",
            description = "Sign with this private key: a file, or env://NAME.")
    private @Nullable Path keyFile;

    @Option(
            names = "--repository",
            paramLabel = "NAME",
            description =
                    "The repository whose image it is, where its name does not say that:"
                            + " registry.example/app.")
    private @Nullable String repository;

    @Option(
            names = "--audience",
            split = ",",
            hideParamSyntax = true,
            paramLabel = "REPOSITORY",
            description =
                    "Where the clearance counts, as charters write repositories; several with"
                            + " commas (default: wherever the certifier may clear).")
    private List<String> audience = new ArrayList<>();

    @Option(
            names = "--renew",
            fallbackValue = "true",
            description = "Renew the last clearance for this stage.")
    private boolean renew;

    @Option(
            names = "--dry-run",
            fallbackValue = "true",
            description = "Say what would come of it; sign and note nothing.")
    private boolean dryRun;

    /// What came of it.
    ///
    /// @param clearance nothing where it was refused, or nothing was to be signed
    /// @param lapsed until when what runs may start again, where it was not renewed
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Outcome(
            ClearingAnswer answer,
            Optional<Clearance> clearance,
            byte[] bundle,
            List<Digest> kept,
            Optional<Head> head,
            Optional<Head.Lapsed> lapsed,
            List<String> commands) {}

    @Override
    public Integer call() throws Exception {
        var targets = output.targets(FORMATS);
        judge.keySigns();
        judge.requireToday(dryRun);
        judge.requireSignedVex();
        var policy = RuleFiles.policy(policyFile);
        try {
            var charter = judge.signedCharter(program());
            var now = Today.now();
            CharterFiles.requireStage(charter.inForce(now), stage);
            var who = certifying(charter, now);
            var outcome = read(taking -> outcome(taking, policy, charter, now, who));
            OutputFlags.write(
                    targets,
                    program(),
                    (target, out) -> {
                        switch (target.format()) {
                            case "json" -> ClearPage.json(outcome, policy, out);
                            case "bundle" -> out.write(outcome.bundle);
                            default -> ClearPage.write(outcome, policy, renew, out);
                        }
                    });
            return outcome.answer.passed() ? ExitCodes.PASSED : ExitCodes.REFUSED;
        } catch (RefusedException e) {
            return ClearPage.tell(e, program().streams().err());
        }
    }

    private Optional<Certifying> certifying(SignedCharter charter, Instant now)
            throws ProblemException, RefusedException {
        if (keyFile == null) {
            if (dryRun) {
                return Optional.empty();
            }
            throw new ProblemException(
                    "usage",
                    "it was not said with which key to sign",
                    "name it with --key, or look first with --dry-run");
        }
        var key = KeyFiles.privateKey(keyFile, program());
        return Optional.of(Certifying.of(charter, stage, key, now));
    }

    private Outcome outcome(
            InventoryTaking taking,
            Policy policy,
            SignedCharter charter,
            Instant now,
            Optional<Certifying> who)
            throws Exception {
        var advisories = store.open(program(), common.places(program()));
        var clearing =
                new Clearing(
                        charter,
                        stage,
                        policy,
                        repository(),
                        lookaside.places(program().environment()),
                        now);
        try (var image = Images.open(source.name(), taking.open())) {
            requirePlace(image);
            if (who.isPresent()) {
                heads.requireNewest(
                        image.source(),
                        taking.open(),
                        who.get(),
                        image.source()
                                .reference()
                                .map(StageFlags::name)
                                .or(() -> clearing.repository())
                                .orElse(""),
                        program());
            }
            var answer =
                    clearing.judge(image, taking, context(advisories), who.map(Certifying::holder));
            requireSomethingToRenew(answer, now);
            var commands = commands(answer, charter, now);
            if (dryRun) {
                return new Outcome(
                        answer,
                        Optional.empty(),
                        new byte[0],
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        commands);
            }
            return answer.passed()
                    ? cleared(answer, taking, policy, advisories, who.orElseThrow())
                    : refused(answer, taking, policy, who.orElseThrow(), commands);
        }
    }

    /// An engine that has the image too keeps nothing beside it.
    @Override
    OpenOptions openOptions() throws ProblemException {
        return super.openOptions().withEngines(EngineOptions.NONE);
    }

    private static void requirePlace(Image image) throws ProblemException {
        var source = image.source();
        if (!Set.of("registry", "layout").contains(source.kind())) {
            throw new ProblemException(
                    "evidence-nowhere",
                    "%s comes from a %s, where no evidence is kept beside it"
                            .formatted(source.name(), source.kind()),
                    "name the image in its registry, or a folder with an OCI layout");
        }
    }

    private Optional<String> repository() throws ProblemException {
        if (repository != null && !Role.isRepositories(repository)) {
            throw new ProblemException(
                    "usage",
                    "'%s' is no repository".formatted(repository),
                    "write it like registry.example/team/app");
        }
        return Optional.ofNullable(repository);
    }

    private ScanContext context(AdvisoryStore advisories) throws ProblemException {
        return new ScanContext(
                advisories,
                StoreFacts.of(advisories.info()),
                judge.decisions(program(), Optional.of(stage)),
                new GateSettings(
                        List.of(), FindingFilter.EVERYTHING, data.limits(), LayerScope.SQUASHED),
                LayerScope.SQUASHED,
                judge.asOf(),
                Main.VERSION,
                Scanner.ALL,
                false,
                List.of());
    }

    private void requireSomethingToRenew(ClearingAnswer answer, Instant now)
            throws ProblemException {
        if (renew && answer.last(stage).filter(one -> now.isBefore(one.restartUntil())).isEmpty()) {
            throw new ProblemException(
                    "nothing-to-renew",
                    "no clearance of %s for %s is there that has not ended for good"
                            .formatted(answer.source().name(), stage),
                    "clear it without --renew");
        }
    }

    /// That supply what the charter asks for.
    private List<String> commands(ClearingAnswer answer, SignedCharter charter, Instant now) {
        var found = answer.found();
        var supply =
                new SupplyCommand(
                        answer.source(),
                        found.getFirst().subject(),
                        found.getLast().subject(),
                        new Ability(charter.newest(), now));
        return answer.evidence().roles().stream()
                .flatMap(role -> supply.of(role, stage).stream())
                .toList();
    }

    private Outcome cleared(
            ClearingAnswer answer,
            InventoryTaking taking,
            Policy policy,
            AdvisoryStore advisories,
            Certifying who)
            throws Exception {
        var statement =
                answer.statement(
                        who.charter(),
                        policy,
                        audience(who),
                        advisories.revision().toString(),
                        who.now());
        var bundle = NewBundle.of(statement.unsigned(), who.key()).toJson();
        var clearance = ClearanceReader.of(who.charter(), who.now()).read(bundle);
        note(answer, kind(answer), policy, who, "clearance %s".formatted(clearance.id()));
        var head = head(answer, taking, policy, who, HeadWriting.News.NONE);
        var kept =
                new BundleKeeping(answer.source(), taking.open())
                        .keepStatement(bundle, ClearanceStatement.TYPE, clearance.subjects());
        return new Outcome(
                answer,
                Optional.of(clearance),
                bundle,
                kept,
                Optional.of(head),
                Optional.empty(),
                List.of());
    }

    private SortedSet<String> audience(Certifying who) throws RefusedException {
        if (!audience.isEmpty()) {
            return new TreeSet<>(audience);
        }
        var role = ClearanceReader.certifierOf(who.inForce(), stage);
        return new TreeSet<>(who.inForce().role(role).repositories());
    }

    private EntryKind kind(ClearingAnswer answer) {
        if (answer.last(stage).isPresent()) {
            return EntryKind.RENEWAL;
        }
        return answer.lastElsewhere().isPresent() ? EntryKind.PROMOTION : EntryKind.CLEARANCE;
    }

    private Outcome refused(
            ClearingAnswer answer,
            InventoryTaking taking,
            Policy policy,
            Certifying who,
            List<String> commands)
            throws Exception {
        var reasons = answer.objections().stream().map(one -> one.rule()).distinct().toList();
        note(answer, EntryKind.REFUSAL, policy, who, String.join(", ", reasons));
        var lapsed = renew ? answer.lapsed(policy, who.now()) : Optional.<Head.Lapsed>empty();
        var head = Optional.<Head>empty();
        if (lapsed.isPresent()) {
            var news = new HeadWriting.News(List.of(), List.of(lapsed.get()), 0);
            head = Optional.of(head(answer, taking, policy, who, news));
        }
        return new Outcome(
                answer, Optional.empty(), new byte[0], List.of(), head, lapsed, commands);
    }

    private Head head(
            ClearingAnswer answer,
            InventoryTaking taking,
            Policy policy,
            Certifying who,
            HeadWriting.News news)
            throws Exception {
        return heads.write(
                answer.source(),
                taking.open(),
                who,
                answer.repository().orElse(""),
                policy.terms(stage).head(),
                news,
                program());
    }

    private void note(
            ClearingAnswer answer, EntryKind kind, Policy policy, Certifying who, String words)
            throws ProblemException, IOException {
        var facts = new ByteArrayOutputStream();
        FactsJson.write(answer.facts(), facts);
        heads.ledger()
                .append(
                        new Note(
                                kind,
                                who.holder(),
                                answer.source().digest(),
                                stage,
                                words,
                                FactsText.write(facts.toByteArray()),
                                Optional.of(ruling(answer, policy))),
                        program());
    }

    private static Ruling ruling(ClearingAnswer answer, Policy policy) {
        var byRules =
                answer.rules().verdict() instanceof Verdict.Deny(var denials)
                        ? denials
                        : List.<Reason>of();
        var others = new ArrayList<>(answer.objections());
        others.removeAll(byRules);
        return new Ruling(policy.digest(), names(byRules), names(others));
    }

    private static SortedSet<String> names(List<Reason> reasons) {
        return reasons.stream().map(Reason::rule).collect(Collectors.toCollection(TreeSet::new));
    }
}
