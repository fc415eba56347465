package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.charter.CharterFile;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.RefusedException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The flags that say which charter a file must have, and that it is not older than was seen.
final class CharterFlags {
    @Option(
            names = "--charter-id",
            paramLabel = "DIGEST",
            description =
                    "It must be this charter: the digest of its first version, or of a later one, as"
                            + " 'tidewaiter charter history' lists them.")
    private @Nullable String id;

    @Mixin private CharterMemoryFlags memory = new CharterMemoryFlags();

    /// Whether it was said which charter it must be.
    boolean isPinned() {
        return id != null;
    }

    /// The charter of a file, which its owners have signed, and which is no older than what was
    /// seen here before. Whether it is in force is not looked at.
    ///
    /// @throws RefusedException if it is no such charter
    /// @throws ProblemException `charter-unreadable`, `charter-memory`, `usage`
    SignedCharter read(Path file, TidewaiterCommand program)
            throws RefusedException, ProblemException {
        var wanted = wanted();
        var charter = CharterFile.read(CharterFiles.bytes(file, CharterFile.MAX_BYTES), wanted);
        memory.compare(charter, program);
        return charter;
    }

    /// Of one that this program has made.
    void remember(SignedCharter charter, TidewaiterCommand program)
            throws RefusedException, ProblemException {
        memory.compare(charter, program);
    }

    private Optional<Digest> wanted() throws ProblemException {
        var digest = Optional.ofNullable(id).flatMap(Digest::parse);
        if (id != null && digest.isEmpty()) {
            throw new ProblemException(
                    "usage",
                    "'%s' is no digest".formatted(id),
                    "write it like sha256:..., with 64 hex digits");
        }
        return digest;
    }
}
