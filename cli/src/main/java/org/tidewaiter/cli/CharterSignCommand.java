package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.charter.CharterDraft;
import org.tidewaiter.signing.charter.CharterFile;
import org.tidewaiter.signing.charter.PendingCharter;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter charter sign`: an owner signs the next version.
@Command(
        name = "sign",
        description = "Sign a draft as an owner; with enough signatures it is the newest version.",
        footer = {
            "  tidewaiter charter sign acme.yaml --key ana.key",
            "  tidewaiter charter sign acme.charter.pending --key bob.key",
            "",
            "Until enough owners have signed (of this version, and of the one before), the signatures are",
            "kept in NAME.charter.pending, which goes from owner to owner. What is signed cannot be",
            "changed any more; to begin anew, delete that file.",
        })
final class CharterSignCommand implements Callable<Integer> {
    @ParentCommand private CharterCommand charter;
    @Mixin private CharterFlags flags = new CharterFlags();
    @Mixin private SignerFlags signer = new SignerFlags();

    @Parameters(
            paramLabel = "DRAFT",
            description = "The draft, NAME.yaml, or NAME.charter.pending.")
    private Path draft;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "The signed charter, which has the versions before, if there are such (default:"
                            + " NAME.charter beside the draft).")
    private @Nullable Path output;

    @Override
    public Integer call() throws Exception {
        var file = Optional.ofNullable(output).orElseGet(() -> CharterFiles.charterOf(draft));
        var pendingFile = CharterFiles.pendingOf(file);
        try {
            var base = base(file);
            var pending = CharterFiles.isPending(draft) ? pending(draft) : drafted(pendingFile);
            requireInTime(pending);
            pending.missing(base); // that it follows, before a password is asked for
            var signed = pending.signedBy(signer.key(charter.program));
            var missing = signed.missing(base);
            if (missing.isEmpty()) {
                complete(signed.appendTo(base), file, pendingFile);
            } else {
                AtomicFile.write(pendingFile, out -> out.write(signed.write()));
                tell(missing, pendingFile);
            }
            return ExitCodes.PASSED;
        } catch (RefusedException e) {
            return CharterFiles.tell(e, draft, charter.program.streams().err());
        }
    }

    /// What is pinned must be there.
    private Optional<SignedCharter> base(Path file) throws RefusedException, ProblemException {
        return Files.exists(file) || flags.isPinned()
                ? Optional.of(flags.read(file, charter.program))
                : Optional.empty();
    }

    private static PendingCharter pending(Path file) throws RefusedException, ProblemException {
        return PendingCharter.read(CharterFiles.bytes(file, CharterFile.MAX_BYTES));
    }

    /// Of the draft; where somebody has signed that already, with that signature.
    private PendingCharter drafted(Path pendingFile) throws RefusedException, ProblemException {
        var before =
                Files.exists(pendingFile)
                        ? Optional.of(pending(pendingFile))
                        : Optional.<PendingCharter>empty();
        var issued = before.map(one -> one.charter().issued()).orElseGet(Today::now);
        var bytes = CharterFiles.bytes(draft, CharterDraft.MAX_BYTES);
        var read = PendingCharter.of(CharterDraft.read(bytes, CharterFiles.beside(draft), issued));
        if (before.isPresent() && !before.get().isSameAs(read)) {
            throw new ProblemException(
                    "charter-differs",
                    "%s says something else than %s, which is signed".formatted(draft, pendingFile),
                    "sign that file, or delete it to begin anew");
        }
        return before.orElse(read);
    }

    private static void requireInTime(PendingCharter pending) throws RefusedException {
        var now = Today.now();
        var version = pending.charter();
        if (!now.isBefore(version.expires())) {
            throw new RefusedException(Refusal.CHARTER_EXPIRED, "expires " + version.expires());
        }
        if (version.issued().isAfter(now)) {
            throw new RefusedException(
                    Refusal.CHARTER_ISSUED_IN_FUTURE, "issued " + version.issued());
        }
    }

    private void complete(SignedCharter signed, Path file, Path pendingFile)
            throws RefusedException, ProblemException, IOException {
        var bytes = CharterFile.write(signed);
        if (bytes.length > CharterFile.MAX_BYTES) {
            throw new RefusedException(Refusal.CHARTER_TOO_LARGE, bytes.length + " bytes");
        }
        AtomicFile.write(file, out -> out.write(bytes));
        Files.deleteIfExists(pendingFile);
        flags.remember(signed, charter.program);
        var newest = signed.versions().getLast();
        charter.program
                .streams()
                .out()
                .printf(
                        "%s: version %d of the charter %s, signed by %s, in force until %s%n",
                        file,
                        newest.charter().version(),
                        signed.id(),
                        String.join(", ", newest.signers()),
                        newest.charter().expires());
    }

    private void tell(List<PendingCharter.Missing> missing, Path pendingFile) {
        var out = charter.program.streams().out();
        out.printf("%s: signed, and not by enough owners yet%n", pendingFile);
        CharterPage.missing(missing, out);
        out.printf("next: tidewaiter charter sign %s --key KEY%n", pendingFile);
    }
}
