package org.tidewaiter.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Issuer;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.clearance.BreakGlassFile;
import org.tidewaiter.signing.ledger.EntryKind;
import org.tidewaiter.signing.ledger.LedgerEntry.Note;
import org.tidewaiter.signing.make.BundleKeeping;
import org.tidewaiter.signing.stage.RoleSigners;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter break-glass`: several people let one image aboard for some hours.
@Command(
        name = "break-glass",
        description =
                "In an emergency: let one image aboard for some hours, by two people at least.",
        footer = {
            "  tidewaiter break-glass db:7 --stage prod --charter a.charter --reason R --ticket T -k ann.key -o f",
            "  tidewaiter break-glass db:7 --stage prod --charter a.charter --sign f.pending -k bob.key -o f",
            "",
            "The first person says why; what they have signed goes as FILE.pending to the second. Both hold",
            "the charter's role 'break-glass'. It counts for the one image, for 24 hours at most, and every",
            "door says loudly that it rests on this.",
        })
final class BreakGlassCommand implements Callable<Integer> {
    private static final String PENDING = ".pending";

    @ParentCommand private TidewaiterCommand program;
    @Mixin private StoredImageFlags image = new StoredImageFlags();
    @Mixin private BelievedFlags charter = new BelievedFlags();
    @Mixin private SignerFlags signer = new SignerFlags();
    @Mixin private LedgerFlags ledger = new LedgerFlags();

    @Option(
            names = "--stage",
            required = true,
            paramLabel = "STAGE",
            description = "Where the image is to go.")
    private String stage;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
    private @Nullable String reason;

    @Option(names = "--ticket", paramLabel = "TEXT", description = "Where it is followed up.")
    private @Nullable String ticket;

    @Option(
            names = "--hours",
            paramLabel = "HOURS",
            defaultValue = "4",
            description = "For how long, 24 at most (default: ${DEFAULT-VALUE}).")
    private int hours = 4;

    @Option(
            names = "--sign",
            paramLabel = "FILE",
            description = "Sign what another has said: FILE.pending.")
    private @Nullable Path pending;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "Where it is written; until enough have signed, FILE.pending.")
    private Path output;

    @Override
    public Integer call() throws Exception {
        try {
            var signed = charter.signed(program);
            return image.open(program, (source, options) -> sign(source, options, signed));
        } catch (RefusedException e) {
            return ClearPage.tell(e, program.streams().err());
        }
    }

    private int sign(ImageSource source, OpenOptions options, SignedCharter signed)
            throws Exception {
        var now = Today.now();
        var inForce = signed.inForce(now);
        int needed = BreakGlassFile.needed(inForce, stage);
        var subject = source.configDigest().or(source::digest).orElseThrow();
        var said = said(signed, subject);
        var key = signer.key(program);
        var holder =
                new RoleSigners(inForce, BreakGlassFile.ROLE, now)
                        .holder(new Issuer.Key(key.publicKey().fingerprint(), ""));
        var next = said.signedBy(key);
        var terms = next.terms(signed);
        var holders = next.holders(signed, now);
        ledger.append(
                new Note(
                        EntryKind.BREAK_GLASS,
                        holder,
                        source.digest(),
                        stage,
                        OneLine.of(
                                "%s, %s, until %s; signed by %s, %d of %d"
                                        .formatted(
                                                terms.ticket(),
                                                terms.reason(),
                                                terms.expires(),
                                                String.join(", ", holders),
                                                holders.size(),
                                                needed)),
                        ""),
                program);
        if (holders.size() < needed) {
            var place = output.resolveSibling(output.getFileName() + PENDING);
            AtomicFile.write(place, out -> out.write(next.write()));
            program.streams()
                    .out()
                    .printf(
                            "%s: signed by %s, %d of %d; nothing is let aboard yet%n",
                            place, String.join(", ", holders), holders.size(), needed);
            return ExitCodes.PASSED;
        }
        var word = next.verify(signed, now);
        AtomicFile.write(output, out -> out.write(next.write()));
        if (pending != null) {
            Files.deleteIfExists(pending);
        }
        var about = new TreeSet<Digest>(source.indexes());
        source.digest().ifPresent(about::add);
        var kept =
                new BundleKeeping(source, options)
                        .keepFile(next.write(), BreakGlassFile.TYPE, about);
        var out = program.streams().out();
        out.printf(
                "THE GLASS IS BROKEN: %s goes aboard at %s without a clearance until %s%n",
                OneLine.of(source.name()), stage, word.expires());
        out.printf("  by %s%n", String.join(", ", word.holders()));
        out.printf("  because of %s: %s%n", OneLine.of(word.ticket()), OneLine.of(word.reason()));
        out.printf("  of %s%n", word.subject());
        kept.forEach(manifest -> out.printf("  kept in %s%n", manifest));
        return ExitCodes.PASSED;
    }

    private BreakGlassFile said(SignedCharter signed, Digest subject)
            throws ProblemException, RefusedException {
        if (pending != null) {
            var file = BreakGlassFile.read(CharterFiles.bytes(pending, BreakGlassFile.MAX_BYTES));
            var terms = file.terms(signed);
            if (!terms.subject().equals(subject) || !terms.stage().equals(stage)) {
                throw new ProblemException(
                        "usage",
                        "%s is about %s at %s".formatted(pending, terms.subject(), terms.stage()),
                        "name the image and the stage that you mean to let aboard");
            }
            program.streams()
                    .err()
                    .printf(
                            "you sign: %s goes aboard at %s until %s; %s: %s%n",
                            terms.subject(),
                            OneLine.of(terms.stage()),
                            terms.expires(),
                            OneLine.of(terms.ticket()),
                            OneLine.of(terms.reason()));
            return file;
        }
        var now = Today.now();
        return BreakGlassFile.of(
                new BreakGlassFile.Terms(
                        signed.id(),
                        subject,
                        stage,
                        Optional.ofNullable(reason).orElse(""),
                        Optional.ofNullable(ticket).orElse(""),
                        now,
                        now.plus(Duration.ofHours(hours))));
    }
}
