package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Issuer;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.policy.Waiver;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.clearance.ApprovalFile;
import org.tidewaiter.signing.ledger.EntryKind;
import org.tidewaiter.signing.ledger.LedgerEntry.Note;
import org.tidewaiter.signing.stage.RoleSigners;
import org.tidewaiter.signing.syntax.CanonicalJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter waiver sign`: the second person approves.
@Command(
        name = "sign",
        description = "Approve of waivers as their second person.",
        footer = {
            "  tidewaiter waiver sign tidewaiter.yaml --id CVE-2026-1 --charter acme.charter --key ben.key",
            "",
            "Beyond dev a waiver counts only if who its approved-by names has signed it: a holder of the",
            "charter's role 'waiver', and not its owner, who is a holder too. The signature is over the whole",
            "waiver and stands beside the file, in FILE.approvals; after a change it must be signed anew.",
            "It is noted in the ledger first.",
        })
final class WaiverSignCommand implements Callable<Integer> {
    @ParentCommand private WaiverCommand parent;
    @Mixin private CharterFlags flags = new CharterFlags();
    @Mixin private SignerFlags signer = new SignerFlags();
    @Mixin private LedgerFlags ledger = new LedgerFlags();

    @Parameters(paramLabel = "FILE", description = "The waivers, tidewaiter.yaml.")
    private Path file;

    @Option(
            names = "--id",
            required = true,
            split = ",",
            hideParamSyntax = true,
            paramLabel = "ID",
            description = "Of the waivers to sign, as FILE has it; several with commas.")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--charter",
            required = true,
            paramLabel = "FILE",
            description = "The charter that says who may.")
    private Path charter;

    @Override
    public Integer call() throws Exception {
        var program = parent.program;
        try {
            var signed = flags.read(charter, program);
            var now = Today.now();
            var inForce = signed.inForce(now);
            var chosen = chosen();
            var key = signer.key(program);
            var holder = holder(inForce, new Issuer.Key(key.publicKey().fingerprint(), ""));
            var beside = ApprovalFiles.beside(file);
            var approvals = ApprovalFiles.read(beside);
            for (var waiver : chosen) {
                requireSecond(waiver, holder, inForce);
                approvals = approvals.signedBy(key, waiver.toJson(), signed.id());
            }
            var bytes = approvals.write();
            for (var waiver : chosen) {
                ledger.append(note(waiver, holder), program);
            }
            AtomicFile.write(beside, out -> out.write(bytes));
            for (var waiver : chosen) {
                program.streams()
                        .out()
                        .printf(
                                "%s: %s approves of the waiver of %s for %s until %s%n",
                                beside,
                                holder,
                                OneLine.of(waiver.owner()),
                                OneLine.of(waiver.id()),
                                waiver.expires());
            }
            return ExitCodes.PASSED;
        } catch (RefusedException e) {
            return CharterFiles.tell(e, charter, program.streams().err());
        }
    }

    /// About all that was signed, by its digest: with another word of it, it is another waiver.
    private static Note note(Waiver waiver, String holder) {
        return new Note(
                EntryKind.WAIVER,
                holder,
                Optional.of(VerifiedBytes.sha256(CanonicalJson.write(waiver.toJson()))),
                waiver.scope().stage().orElse(""),
                OneLine.of(
                        "approves of the waiver of %s for %s until %s: %s"
                                .formatted(
                                        waiver.owner(),
                                        waiver.id(),
                                        waiver.expires(),
                                        waiver.reason())),
                "");
    }

    private List<Waiver> chosen() throws ProblemException {
        var waivers = WaiverCommand.read(file);
        var chosen = new ArrayList<Waiver>();
        for (var id : ids) {
            var found = waivers.stream().filter(one -> one.id().equalsIgnoreCase(id)).toList();
            if (found.isEmpty()) {
                throw new ProblemException(
                        "waiver-unknown",
                        "%s has no waiver for '%s'".formatted(file, id),
                        "give an id as the file has it; 'tidewaiter waiver check' lists them");
            }
            chosen.addAll(found);
        }
        return chosen;
    }

    private static String holder(Charter charter, Issuer issuer)
            throws RefusedException, ProblemException {
        if (!charter.roles().containsKey(ApprovalFile.ROLE)) {
            throw new ProblemException(
                    "waiver-no-role",
                    "the charter %s has no role '%s'".formatted(charter.name(), ApprovalFile.ROLE),
                    "have its owners add one, with says: [waiver]");
        }
        return new RoleSigners(charter, ApprovalFile.ROLE, Today.now()).holder(issuer);
    }

    private static void requireSecond(Waiver waiver, String holder, Charter charter)
            throws ProblemException {
        if (!waiver.approvedBy().equals(holder)) {
            throw new ProblemException(
                    "waiver-other-person",
                    "the waiver for %s names %s as its second person, and the key is that of %s"
                            .formatted(waiver.id(), waiver.approvedBy(), holder),
                    "have it signed by them, or write the other name as the charter has it");
        }
        if (!charter.holders().containsKey(waiver.owner())) {
            throw new ProblemException(
                    "waiver-other-person",
                    "the owner %s of the waiver for %s is no holder of the charter"
                            .formatted(waiver.owner(), waiver.id()),
                    "write the owner's name as the charter has it");
        }
    }
}
