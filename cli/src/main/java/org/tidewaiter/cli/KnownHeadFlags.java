package org.tidewaiter.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.clearance.Head;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.clearance.HeadFile;
import picocli.CommandLine.Option;

/// The flag that names heads of other repositories, for who writes one with `--head`.
final class KnownHeadFlags {
    @Option(
            names = "--known-head",
            paramLabel = "FILE",
            description =
                    "Clear nothing that this head withdraws, of whatever repository it is; may be"
                            + " repeated.")
    private List<Path> files = new ArrayList<>();

    /// @throws RefusedException if a file is no head of the charter for the stage
    List<Head> read(SignedCharter charter, String stage, Instant now)
            throws ProblemException, RefusedException {
        var heads = new ArrayList<Head>();
        for (var file : files) {
            var bytes = CharterFiles.bytes(file, HeadFile.MAX_BYTES);
            heads.add(HeadFile.readOf("", stage, bytes, charter, now));
        }
        return heads;
    }
}
