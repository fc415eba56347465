package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.clearance.Head;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.clearance.HeadFile;
import org.tidewaiter.signing.clearance.HeadMemory;
import org.tidewaiter.signing.clearance.HeadPlace;
import picocli.CommandLine.Option;

/// The flags that say where heads are, which tell what was withdrawn.
final class HeadFlags {
    @Option(
            names = "--head",
            paramLabel = "FILE",
            description = "A head that is not kept in the image's repository; may be repeated.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--head-memory",
            paramLabel = "DIR",
            description =
                    "Where the newest head that was seen is remembered (default: tidewaiter/heads in"
                            + " $XDG_STATE_HOME or ~/.local/state).")
    private @Nullable Path memory;

    /// What was read.
    ///
    /// @param refused what stands where the head should, and is none that counts; for people
    record Known(List<Head> heads, List<String> refused) {}

    /// That of the image's repository and stage, where there is one, and those of the files. What
    /// somebody has put in the place of the repository's counts as none.
    ///
    /// @throws RefusedException if a file is no head of the charter, or older than was seen before
    Known read(
            ImageSource source,
            OpenOptions options,
            StageFlags.Chosen chosen,
            TidewaiterCommand program)
            throws ProblemException, IOException, RefusedException {
        var heads = new ArrayList<Head>();
        var refused = new ArrayList<String>();
        if (source.kind().equals("registry") || source.kind().equals("layout")) {
            var found = new HeadPlace(source, options).find(chosen.stage());
            var repository = source.reference().map(StageFlags::name).orElse("");
            if (found.isPresent()) {
                try {
                    heads.add(read(found.get(), repository, chosen, program));
                } catch (RefusedException e) {
                    refused.add(
                            "the head that stands there: "
                                    + EvidencePage.reason(e.refusal(), e.detail()));
                }
            }
        }
        for (var file : files) {
            heads.add(read(CharterFiles.bytes(file, HeadFile.MAX_BYTES), "", chosen, program));
        }
        return new Known(heads, refused);
    }

    /// @param repository empty where it may be of any
    private Head read(
            byte[] file, String repository, StageFlags.Chosen chosen, TidewaiterCommand program)
            throws ProblemException, RefusedException {
        var head = HeadFile.readOf(repository, chosen.stage(), file, chosen.signed(), chosen.now());
        remember(head, file, chosen, program);
        return head;
    }

    private void remember(
            Head head, byte[] file, StageFlags.Chosen chosen, TidewaiterCommand program)
            throws ProblemException, RefusedException {
        var place =
                Optional.ofNullable(memory).or(() -> StatePlace.of("heads", program.environment()));
        if (place.isEmpty()) {
            return;
        }
        try {
            new HeadMemory(place.get()).remember(head, file, chosen.signed(), chosen.now());
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            "head-memory",
                            "what was seen of heads before cannot be read or kept: "
                                    + e.getMessage(),
                            "name a folder that can be written, with --head-memory"),
                    e);
        }
    }
}
