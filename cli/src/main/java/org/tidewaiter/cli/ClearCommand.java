package org.tidewaiter.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.cli.ClearOutcome.OfImage;
import org.tidewaiter.image.Image;
import org.tidewaiter.image.ImagePlatforms;
import org.tidewaiter.image.Images;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.image.engine.EngineOptions;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.model.Platform;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.clearance.Head;
import org.tidewaiter.policy.FindingFilter;
import org.tidewaiter.policy.GateSettings;
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
            "  tidewaiter clear shop/db:7 --all-platforms --stage prod --charter acme.charter --policy acme.yaml -k c.key",
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
    @Mixin private KnownHeadFlags known;

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
            names = "--all-platforms",
            fallbackValue = "true",
            description =
                    "Judge every image of an index; clear all of them and the index, or none.")
    private boolean allPlatforms;

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

    @Override
    public Integer call() throws Exception {
        var targets = output.targets(FORMATS);
        judge.keySigns();
        judge.requireToday(dryRun);
        judge.requireSignedVex();
        requireOneChoice();
        var policy = RuleFiles.policy(policyFile);
        try {
            var charter = judge.signedCharter(program());
            var now = Today.now();
            CharterFiles.requireStage(charter.inForce(now), stage);
            var who = certifying(charter, now);
            var others = known.read(charter, stage, now);
            var outcome = read(taking -> outcome(taking, policy, charter, others, who, now));
            OutputFlags.write(
                    targets,
                    program(),
                    (target, out) -> {
                        switch (target.format()) {
                            case "json" -> ClearJson.write(outcome, policy, allPlatforms, out);
                            case "bundle" -> out.write(outcome.bundle());
                            default -> ClearPage.write(outcome, renew, out);
                        }
                    });
            return outcome.passed() ? ExitCodes.PASSED : ExitCodes.REFUSED;
        } catch (RefusedException e) {
            return ClearPage.tell(e, program().streams().err());
        }
    }

    private void requireOneChoice() throws ProblemException {
        if (allPlatforms && source.platform != null) {
            throw new ProblemException(
                    "usage",
                    "both --platform and --all-platforms were given",
                    "leave out one of them");
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

    private ClearOutcome outcome(
            InventoryTaking taking,
            Policy policy,
            SignedCharter charter,
            List<Head> others,
            Optional<Certifying> who,
            Instant now)
            throws Exception {
        var advisories = store.open(program(), common.places(program()));
        var places = lookaside.places(program().environment());
        var clearing = new Clearing(charter, stage, policy, repository(), places, others, now);
        var answers = answers(taking, clearing, advisories, who);
        requireSomethingToRenew(answers, now);
        var images = answers.stream().map(one -> unsigned(one, charter, now)).toList();
        if (dryRun) {
            return ClearOutcome.of(images);
        }
        var issuing =
                new ClearanceIssuing(
                        who.orElseThrow(),
                        policy,
                        audience(who.get()),
                        advisories.revision().toString(),
                        taking.open(),
                        heads,
                        program());
        return answers.stream().allMatch(one -> one.passed())
                ? issuing.clear(images)
                : issuing.refuse(images, renew);
    }

    private OfImage unsigned(ClearingAnswer answer, SignedCharter charter, Instant now) {
        return new OfImage(
                answer, Optional.empty(), Optional.empty(), commands(answer, charter, now));
    }

    /// For the image, or each that the index lists.
    private List<ClearingAnswer> answers(
            InventoryTaking taking,
            Clearing clearing,
            AdvisoryStore advisories,
            Optional<Certifying> who)
            throws Exception {
        if (!allPlatforms) {
            return List.of(answer(taking, clearing, advisories, who));
        }
        var listed = ImagePlatforms.of(source.name(), taking.open());
        if (listed.platforms().isEmpty()) {
            return List.of(answer(taking, clearing, advisories, who));
        }
        var answers = new ArrayList<ClearingAnswer>();
        for (var platform : listed.platforms()) {
            answers.add(answer(on(platform, taking), clearing, advisories, who));
        }
        requireAll(listed, answers);
        return answers;
    }

    private static InventoryTaking on(Platform platform, InventoryTaking taking) {
        return new InventoryTaking(
                taking.open().withPlatform(platform),
                taking.cache(),
                taking.pass(),
                taking.progress());
    }

    /// What was judged is all that the name led to when it was looked up.
    private void requireAll(ImagePlatforms listed, List<ClearingAnswer> answers)
            throws ProblemException {
        var read = new TreeSet<Digest>();
        for (var one : answers) {
            one.source().digest().ifPresent(read::add);
            if (one.source().indexes().stream()
                    .findFirst()
                    .filter(listed.named()::equals)
                    .isEmpty()) {
                read.clear();
                break;
            }
        }
        if (!read.equals(listed.images())) {
            throw new ProblemException(
                    "image-moved",
                    "%s does not lead to the images that it led to at first"
                            .formatted(source.name()),
                    "clear it again, by its digest");
        }
    }

    private ClearingAnswer answer(
            InventoryTaking taking,
            Clearing clearing,
            AdvisoryStore advisories,
            Optional<Certifying> who)
            throws Exception {
        try (var image = Images.open(source.name(), taking.open())) {
            requirePlace(image);
            if (who.isPresent()) {
                var name = image.source().reference().map(StageFlags::name);
                heads.requireNewest(
                        image.source(),
                        taking.open(),
                        who.get(),
                        name.or(clearing::repository).orElse(""),
                        program());
            }
            return clearing.judge(image, taking, context(advisories), who.map(Certifying::holder));
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

    private void requireSomethingToRenew(List<ClearingAnswer> answers, Instant now)
            throws ProblemException {
        if (renew
                && answers.stream()
                        .flatMap(answer -> answer.last(stage).stream())
                        .noneMatch(one -> now.isBefore(one.restartUntil()))) {
            throw new ProblemException(
                    "nothing-to-renew",
                    "no clearance of %s for %s is there that has not ended for good"
                            .formatted(source.name(), stage),
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

    private SortedSet<String> audience(Certifying who) throws RefusedException {
        if (!audience.isEmpty()) {
            return new TreeSet<>(audience);
        }
        var role = ClearanceReader.certifierOf(who.inForce(), stage);
        return new TreeSet<>(who.inForce().role(role).repositories());
    }
}
