package org.tidewaiter.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.ImagePlatforms;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.clearance.Head;
import org.tidewaiter.scan.clear.Clearing;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.clearance.HeadFile;
import org.tidewaiter.signing.clearance.HeadPlace;
import org.tidewaiter.signing.clearance.NextHead.News;
import org.tidewaiter.signing.clearance.Papers;
import org.tidewaiter.signing.ledger.EntryKind;
import org.tidewaiter.signing.ledger.LedgerEntry.Note;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter withdraw`: a certifier takes back that an image may go aboard.
@Command(
        name = "withdraw",
        description = "Withdraw every clearance of an image for a stage, or write the head anew.",
        footer = {
            "  tidewaiter withdraw shop/db:7 --stage prod --charter acme.charter -k cert.key --reason backdoor",
            "  tidewaiter withdraw shop/db:7 --stage prod --charter acme.charter -k cert.key --nothing",
            "",
            "Doors read this in the head: a short-lived file, signed, that stands in the repository under",
            "the tag tidewaiter-head.STAGE. With --floor every clearance of the stage that was issued before",
            "counts no more. With --nothing the head is only made fresh. With --id one clearance counts no",
            "more, and the image may be cleared again.",
            "",
            "Where the key of a certifier was lost and the charter names it no more, nobody believes the",
            "head that it has signed last. Look at that with 'tidewaiter head show', and take over what it",
            "says with --follow and its digest, or from a file.",
        })
final class WithdrawCommand implements Callable<Integer> {
    @ParentCommand private TidewaiterCommand program;
    @Mixin private StoredImageFlags image = new StoredImageFlags();
    @Mixin private BelievedFlags charter = new BelievedFlags();
    @Mixin private SignerFlags signer = new SignerFlags();
    @Mixin private HeadWriting heads = new HeadWriting();

    @Option(
            names = "--stage",
            required = true,
            paramLabel = "STAGE",
            description = "For which it counts no more.")
    private String stage;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for who is refused.")
    private @Nullable String reason;

    @Option(
            names = "--floor",
            fallbackValue = "true",
            description = "Let no clearance of the stage count that was issued before.")
    private boolean floor;

    @Option(
            names = "--nothing",
            fallbackValue = "true",
            description = "Withdraw nothing; write the head anew.")
    private boolean nothing;

    @Option(
            names = "--id",
            paramLabel = "DIGEST",
            description = "Withdraw one clearance alone, which has this id.")
    private @Nullable String id;

    @Option(
            names = "--follow",
            paramLabel = "DIGEST|FILE",
            description =
                    "Go on from a head by a certifier who is none any more, or that stands in a file:"
                            + " the digest of the one that stands there, or the file.")
    private @Nullable String follow;

    @Option(
            names = "--valid",
            paramLabel = "DAYS",
            defaultValue = "1d",
            converter = FlagValues.Validity.class,
            description = "For how long doors may rely on the head (default: ${DEFAULT-VALUE}).")
    private Duration life = Duration.ofDays(1);

    @Override
    public Integer call() throws Exception {
        requireSaid();
        try {
            var who =
                    Certifying.of(charter.signed(program), stage, signer.key(program), Today.now());
            var head = image.open(program, (source, options) -> write(source, options, who));
            program.streams()
                    .out()
                    .printf(
                            "head number %d for %s, good until %s: %d withdrawn, %d lapsed, floor %d%n",
                            head.sequence(),
                            stage,
                            head.expires(),
                            head.withdrawn().size(),
                            head.lapsed().size(),
                            head.floor());
            return ExitCodes.PASSED;
        } catch (RefusedException e) {
            return ClearPage.tell(e, program.streams().err());
        }
    }

    private void requireSaid() throws ProblemException {
        boolean withdraws = reason != null;
        if (withdraws ? nothing : !nothing && follow == null) {
            throw new ProblemException(
                    "usage",
                    withdraws ? "--reason is for what is withdrawn" : "it was not said why",
                    "give --reason, or else --nothing");
        }
        if (id != null && !withdraws) {
            throw new ProblemException(
                    "usage", "--id is for what is withdrawn", "say why with --reason");
        }
    }

    private Head write(ImageSource source, OpenOptions options, Certifying who) throws Exception {
        var repository = source.reference().map(StageFlags::name).orElse("");
        var standing = new HeadPlace(source, options).find(stage);
        var followed = followed(standing);
        var follows = follows(followed, repository, who);
        var withdrawn = withdrawn(source, options, who);
        long least = floor ? floor(standing, follows, repository, who) + 1 : 0;
        if (!withdrawn.isEmpty() || floor) {
            note(about(source), least, who);
        }
        var news = new News(withdrawn, List.of(), least);
        if (follows.isEmpty()) {
            return heads.write(source, options, who, repository, life, news, program);
        }
        var next = heads.next(who, repository, life, news, program).following(follows.get());
        return heads.follow(source, options, who, followed.orElseThrow(), next, program);
    }

    private List<Head.Withdrawn> withdrawn(ImageSource source, OpenOptions options, Certifying who)
            throws Exception {
        if (reason == null) {
            return List.of();
        }
        if (id == null) {
            var subjects = subjects(source, options);
            return List.of(new Head.Withdrawn(subjects, who.now(), reason.strip()));
        }
        var digest = clearance(id);
        var known = Papers.beside(source, options, who.charter(), who.now()).clearances();
        if (known.stream().noneMatch(one -> one.id().equals(digest) && one.stage().equals(stage))) {
            program.streams()
                    .err()
                    .printf("note: no clearance %s for %s stands beside the image%n", id, stage);
        }
        return List.of(
                new Head.Withdrawn(new TreeSet<>(List.of(digest)), who.now(), reason.strip()));
    }

    private static Digest clearance(String id) throws ProblemException {
        return Digest.parse(id)
                .filter(one -> one.algorithm().equals("sha256"))
                .orElseThrow(() ->
                        new ProblemException(
                                "usage",
                                "'%s' is no digest".formatted(id),
                                "write all of it: sha256: and 64 lower-case hex digits"));
    }

    private Optional<Digest> about(ImageSource source) throws ProblemException {
        return id == null ? source.digest() : Optional.of(clearance(id));
    }

    /// All that the name stands for; where one platform of it was named, what a clearance of that
    /// would be about.
    private SortedSet<Digest> subjects(ImageSource source, OpenOptions options) throws Exception {
        var subjects = Clearing.subjects(source, options);
        if (!image.namesPlatform() && !source.indexes().isEmpty()) {
            var named = source.indexes().getFirst();
            subjects.addAll(source.indexes());
            subjects.addAll(ImagePlatforms.images(image.name(), named, options));
        }
        return subjects;
    }

    /// The file of the head that is to be followed.
    ///
    /// @throws ProblemException `head-other`, so that nobody takes over what they have not seen
    private Optional<byte[]> followed(Optional<byte[]> standing)
            throws ProblemException, RefusedException {
        if (follow == null) {
            return Optional.empty();
        }
        var digest = Digest.parse(follow);
        if (digest.isEmpty()) {
            return Optional.of(CharterFiles.bytes(Path.of(follow), HeadFile.MAX_BYTES));
        }
        if (standing.isEmpty() || !HeadFile.digest(standing.get()).equals(digest.get())) {
            throw new ProblemException(
                    "head-other",
                    "the head that stands there is not " + follow,
                    "look at it with 'tidewaiter head show', and name its digest or a file");
        }
        return standing;
    }

    private Optional<Head> follows(Optional<byte[]> file, String repository, Certifying who)
            throws RefusedException {
        return file.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        HeadFile.readFormer(
                                repository, stage, file.get(), who.charter(), who.now()));
    }

    private long floor(
            Optional<byte[]> standing, Optional<Head> follows, String repository, Certifying who)
            throws RefusedException {
        if (follows.isPresent()) {
            return follows.get().floor();
        }
        return standing.isEmpty()
                ? 0
                : HeadFile.readOf(repository, stage, standing.get(), who.charter(), who.now())
                        .floor();
    }

    private void note(Optional<Digest> about, long least, Certifying who) throws ProblemException {
        var words = (reason == null ? "" : reason) + (floor ? " floor " + least : "");
        heads.ledger()
                .append(
                        new Note(
                                EntryKind.WITHDRAWAL,
                                who.holder(),
                                about,
                                stage,
                                OneLine.of(words),
                                ""),
                        program);
    }
}
