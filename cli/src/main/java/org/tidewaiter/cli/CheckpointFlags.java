package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.ledger.Checkpoint;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The flags that say how far a ledger must have come.
final class CheckpointFlags {
    @Mixin private KeyFlags keys = new KeyFlags();

    @Option(
            names = "--checkpoint",
            split = "\n",
            hideParamSyntax = true,
            paramLabel = "FILE",
            description = "It must have come as far as this; may be repeated, and needs --key.")
    private List<Path> files = new ArrayList<>();

    List<Checkpoint> read(TidewaiterCommand program) throws ProblemException, RefusedException {
        if (files.isEmpty()) {
            return List.of();
        }
        var trusted = keys.trusted(program);
        if (trusted.isEmpty()) {
            throw new ProblemException(
                    "usage",
                    "it was not said who has signed the checkpoint",
                    "name the public key with --key");
        }
        var read = new ArrayList<Checkpoint>();
        for (var file : files) {
            read.add(Checkpoint.read(CharterFiles.bytes(file, Checkpoint.MAX_BYTES), trusted));
        }
        return read;
    }

    /// What is not known without one.
    Optional<String> doubt() {
        return files.isEmpty()
                ? Optional.of("whether entries are missing at its end, only a checkpoint can tell")
                : Optional.empty();
    }
}
