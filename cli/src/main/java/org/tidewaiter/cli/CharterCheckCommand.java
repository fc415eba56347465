package org.tidewaiter.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.charter.CharterDraft;
import org.tidewaiter.signing.charter.CharterFile;
import org.tidewaiter.signing.charter.PendingCharter;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter charter check`: whether a charter is in force.
@Command(
        name = "check",
        description = "Say whether a charter is signed and in force, or whether a draft could be.",
        footer = {
            "  tidewaiter charter check acme.charter",
            "  tidewaiter charter check acme.yaml",
            "",
            "A file that ends in .yaml or .yml is a draft, of the charter beside it if there is one, and so",
            "is NAME.charter.pending. Exit codes: 0 it is in force, or can be signed; 2 it is refused;",
            "1 it cannot be told.",
        })
final class CharterCheckCommand implements Callable<Integer> {
    @ParentCommand private CharterCommand charter;
    @Mixin private CharterFlags flags = new CharterFlags();

    @Parameters(
            paramLabel = "FILE",
            description = "The signed charter, or a draft, signed by some or not.")
    private Path file;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = FlagValues.Moment.class,
            description = "Whether it was in force then (2026-03-01, or with a time).")
    private @Nullable Instant time;

    @Override
    public Integer call() throws Exception {
        try {
            if (CharterFiles.isDraft(file)) {
                checkDraft();
            } else if (CharterFiles.isPending(file)) {
                checkPending();
            } else {
                check();
            }
            return ExitCodes.PASSED;
        } catch (RefusedException e) {
            return CharterFiles.tell(e, file, charter.program.streams().out());
        }
    }

    private void check() throws RefusedException, ProblemException {
        var signed = flags.read(file, charter.program);
        var inForce = time == null ? signed.inForce(Today.now()) : signed.at(time);
        charter.program
                .streams()
                .out()
                .printf(
                        "%s: version %d of the charter %s, %s until %s%n",
                        file,
                        inForce.version(),
                        signed.id(),
                        time == null ? "in force" : "in force at " + time + ", and",
                        inForce.expires());
        noteSharedCertifiers(inForce);
    }

    /// Other programs may look for who has signed alone, and not for which stage.
    private void noteSharedCertifiers(Charter inForce) {
        var stagesOf = new TreeMap<String, List<String>>();
        inForce.stages()
                .forEach((stage, terms) ->
                        terms.certifier()
                                .map(role -> inForce.members(inForce.role(role).holders()))
                                .ifPresent(holders ->
                                        holders.forEach(holder ->
                                                stagesOf.computeIfAbsent(
                                                                holder, _ -> new ArrayList<>())
                                                        .add(stage))));
        stagesOf.forEach((holder, stages) -> {
            if (stages.size() > 1) {
                CharterFiles.note(
                        "%s clears for %s: a program that looks for who has signed, and not for which stage, takes the one for the other"
                                .formatted(holder, String.join(", ", stages)),
                        charter.program.streams().err());
            }
        });
    }

    /// Against the charter beside it, if there is one.
    private void checkDraft() throws RefusedException, ProblemException {
        var out = charter.program.streams().out();
        var base = beside();
        if (base.isPresent()) {
            var same = CharterFiles.signedAs(file, base.get());
            if (same.isPresent()) {
                var version = same.get().charter().version();
                var signedFile = CharterFiles.charterOf(file);
                out.printf("%s: says what version %d of %s says%n", file, version, signedFile);
                return;
            }
        }
        var bytes = CharterFiles.bytes(file, CharterDraft.MAX_BYTES);
        var draft = CharterDraft.read(bytes, CharterFiles.beside(file), Today.now());
        var missing = PendingCharter.of(draft).missing(base);
        out.printf("%s: a draft of version %d that can be signed%n", file, draft.version());
        CharterPage.missing(missing, out);
    }

    /// What some owners have signed, likewise.
    private void checkPending() throws RefusedException, ProblemException {
        var pending = PendingCharter.read(CharterFiles.bytes(file, CharterFile.MAX_BYTES));
        var missing = pending.missing(beside());
        var out = charter.program.streams().out();
        out.printf("%s: version %d, that can be signed%n", file, pending.charter().version());
        CharterPage.missing(missing, out);
    }

    private Optional<SignedCharter> beside() throws RefusedException, ProblemException {
        var signedFile = CharterFiles.charterOf(file);
        return Files.exists(signedFile) || flags.isPinned()
                ? Optional.of(flags.read(signedFile, charter.program))
                : Optional.empty();
    }
}
