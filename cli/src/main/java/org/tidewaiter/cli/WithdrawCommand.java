package org.tidewaiter.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.clearance.Head;
import org.tidewaiter.scan.clear.Clearing;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.clearance.HeadFile;
import org.tidewaiter.signing.clearance.HeadPlace;
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
            "counts no more. With --nothing the head is only made fresh.",
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
            names = "--valid",
            paramLabel = "DAYS",
            defaultValue = "1d",
            converter = FlagValues.Validity.class,
            description = "For how long doors may rely on the head (default: ${DEFAULT-VALUE}).")
    private Duration life = Duration.ofDays(1);

    @Override
    public Integer call() throws Exception {
        if ((reason == null) != nothing) {
            throw new ProblemException(
                    "usage",
                    nothing ? "--reason is for what is withdrawn" : "it was not said why",
                    "give --reason, or else --nothing");
        }
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

    private Head write(ImageSource source, OpenOptions options, Certifying who) throws Exception {
        var subjects = subjects(source, options);
        var withdrawn =
                Optional.ofNullable(reason)
                        .map(why -> new Head.Withdrawn(subjects, who.now(), why.strip()))
                        .stream()
                        .toList();
        var repository = source.reference().map(StageFlags::name).orElse("");
        long least = floor ? floor(repository, source, options, who) + 1 : 0;
        if (!nothing || floor) {
            heads.ledger()
                    .append(
                            new Note(
                                    EntryKind.WITHDRAWAL,
                                    who.holder(),
                                    source.digest(),
                                    stage,
                                    OneLine.of(
                                            (reason == null ? "" : reason)
                                                    + (floor ? " floor " + least : "")),
                                    ""),
                            program);
        }
        var news = new HeadWriting.News(withdrawn, List.of(), least);
        return heads.write(source, options, who, repository, life, news, program);
    }

    /// All that the name stands for; where one platform of it was named, what a clearance of that
    /// would be about.
    private SortedSet<Digest> subjects(ImageSource source, OpenOptions options) throws Exception {
        var subjects = Clearing.subjects(source, options);
        if (!image.namesPlatform()) {
            subjects.addAll(source.indexes());
        }
        return subjects;
    }

    private long floor(String repository, ImageSource source, OpenOptions options, Certifying who)
            throws Exception {
        var before = new HeadPlace(source, options).find(stage);
        return before.isEmpty()
                ? 0
                : HeadFile.readOf(repository, stage, before.get(), who.charter(), who.now())
                        .floor();
    }
}
