package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.RefusedException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The flags that say by which charter what is signed about a scanned image is believed.
final class BelievedFlags {
    @Option(
            names = "--charter",
            paramLabel = "FILE",
            description =
                    "Believe the holders of this charter: tell what they have signed, and let"
                            + " attached VEX count that is said in its role 'vex'.")
    private @Nullable Path charter;

    @Mixin private CharterFlags flags = new CharterFlags();

    private Optional<CharteredEvidence> known = Optional.empty();

    boolean isGiven() {
        return charter != null;
    }

    /// The charter with its history, which must be named.
    ///
    /// @throws RefusedException if it is no such charter
    /// @throws ProblemException `usage`, and why it cannot be read
    SignedCharter signed(TidewaiterCommand program) throws RefusedException, ProblemException {
        if (charter == null) {
            throw new ProblemException(
                    "usage",
                    "it was not said by which charter",
                    "name it, for example --charter acme.charter");
        }
        return flags.read(charter, program);
    }

    /// Nothing where no charter is named; it is read once.
    ///
    /// @throws ProblemException `charter-refused`, and why it cannot be read
    Optional<CharteredEvidence> read(TidewaiterCommand program) throws ProblemException {
        if (charter == null) {
            return Optional.empty();
        }
        if (known.isEmpty()) {
            try {
                var now = Today.now();
                known = Optional.of(new CharteredEvidence(flags.read(charter, program), now));
            } catch (RefusedException e) {
                throw CharterFiles.problem(e, charter);
            }
        }
        return known;
    }
}
