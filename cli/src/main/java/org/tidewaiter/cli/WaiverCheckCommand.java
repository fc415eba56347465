package org.tidewaiter.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.policy.Approval;
import org.tidewaiter.policy.Waiver;
import org.tidewaiter.policy.WaiverTerms;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter waiver check`: which waivers count, and until when.
@Command(
        name = "check",
        description = "Say of each waiver whether it counts, and until when.",
        footer = {
            "  tidewaiter waiver check tidewaiter.yaml",
            "  tidewaiter waiver check tidewaiter.yaml --charter acme.charter --stage prod",
            "",
            "Exit codes: 0 each of them counts; 2 one does not; 1 it cannot be told.",
        })
final class WaiverCheckCommand implements Callable<Integer> {
    @ParentCommand private WaiverCommand parent;
    @Mixin private BelievedFlags charter = new BelievedFlags();

    @Parameters(paramLabel = "FILE", description = "The waivers, tidewaiter.yaml.")
    private Path file;

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            description = "Whether they count there; beyond dev they must be signed.")
    private @Nullable String stage;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "Whether they count on this day (default: today, UTC).")
    private @Nullable LocalDate asOf;

    @Override
    public Integer call() throws Exception {
        var out = parent.program.streams().out();
        var day = asOf == null ? Today.utc() : asOf;
        int status = ExitCodes.PASSED;
        for (var waiver : waivers()) {
            var objection =
                    waiver.isExpired(day)
                            ? Optional.of("it expired on " + waiver.expires())
                            : waiver.objection(Optional.ofNullable(stage));
            if (objection.isPresent()) {
                status = ExitCodes.REFUSED;
            }
            out.printf(
                    "%s %s%n  %s%n",
                    OneLine.of(waiver.id()),
                    OneLine.of(
                            objection
                                    .map("does not count: "::concat)
                                    .orElse("counts until " + waiver.expires())),
                    OneLine.of(text(waiver)));
        }
        return status;
    }

    private static String text(Waiver waiver) {
        return "%s (%s, approved by %s%s)"
                .formatted(
                        waiver.reason(),
                        waiver.owner(),
                        waiver.approvedBy(),
                        waiver.approval() instanceof Approval.Signed ? ", signed" : "");
    }

    private List<Waiver> waivers() throws ProblemException {
        var waivers = WaiverCommand.read(file);
        var chartered = charter.read(parent.program);
        if (chartered.isEmpty()) {
            return waivers;
        }
        if (stage != null) {
            chartered.get().requireStage(stage);
        }
        var approvals = ApprovalFiles.read(ApprovalFiles.beside(file));
        return new WaiverTerms(Optional.empty(), chartered.get().approvals(approvals))
                .judge(waivers, anyImage());
    }

    /// One of no repository.
    private static ImageSource anyImage() {
        return new ImageSource(
                "layout", "any", Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }
}
