package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.clearance.ApprovalFile;

/// Where second persons' signatures stand: beside the file of waivers, `tidewaiter.yaml.approvals`.
final class ApprovalFiles {
    private ApprovalFiles() {}

    static Path beside(Path waivers) {
        return waivers.resolveSibling(waivers.getFileName() + ".approvals");
    }

    /// @return an empty one where there is none
    /// @throws ProblemException `approvals-unreadable`
    static ApprovalFile read(Path file) throws ProblemException {
        if (!Files.exists(file)) {
            return ApprovalFile.EMPTY;
        }
        try (var in = Files.newInputStream(file)) {
            return ApprovalFile.read(in.readNBytes(ApprovalFile.MAX_BYTES + 1));
        } catch (IOException e) {
            throw unreadable(file, e.toString());
        } catch (RefusedException e) {
            throw unreadable(file, EvidencePage.reason(e.refusal(), e.detail()));
        }
    }

    private static ProblemException unreadable(Path file, String why) {
        return new ProblemException(
                "approvals-unreadable",
                "the approvals %s cannot be read: %s".formatted(file, OneLine.of(why)),
                "delete the file and have the waivers signed again with 'tidewaiter waiver sign'");
    }
}
