package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.charter.CharterFile;
import org.tidewaiter.signing.charter.CharterMemory;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.RefusedException;
import picocli.CommandLine.Option;

/// The flags that say which charter a file must have, and where those that were seen are
/// remembered.
final class CharterFlags {
    @Option(
            names = "--charter-id",
            paramLabel = "DIGEST",
            description =
                    "It must be this charter: the digest of its first version, or of a later one, as"
                            + " 'tidewaiter charter history' lists them.")
    private @Nullable String id;

    @Option(
            names = "--charter-memory",
            paramLabel = "DIR",
            description =
                    "Where the newest version that was seen is remembered (default:"
                            + " tidewaiter/charters in $XDG_STATE_HOME or ~/.local/state).")
    private @Nullable Path memory;

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
        var place = memory(program.environment());
        if (place.isPresent()) {
            compare(charter, place.get(), program);
        } else {
            note("the home folder is not known", program);
        }
        return charter;
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

    private Optional<CharterMemory> memory(Map<String, String> environment) {
        if (memory != null) {
            return Optional.of(new CharterMemory(memory));
        }
        var base = Path.of(environment.getOrDefault("XDG_STATE_HOME", ""));
        var home = environment.getOrDefault("HOME", "");
        if (!base.isAbsolute() && home.isEmpty()) {
            return Optional.empty();
        }
        var state = base.isAbsolute() ? base : Path.of(home, ".local", "state");
        return Optional.of(new CharterMemory(state.resolve("tidewaiter").resolve("charters")));
    }

    private static void compare(
            SignedCharter charter, CharterMemory memory, TidewaiterCommand program)
            throws RefusedException, ProblemException {
        try {
            memory.require(charter);
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            "charter-memory",
                            "what was seen of the charter before cannot be read: " + e.getMessage(),
                            "delete the file, if you are sure that this charter is the newest"),
                    e);
        }
        try {
            memory.remember(charter, Today.now());
        } catch (IOException e) {
            note(e.toString(), program);
        }
    }

    private static void note(String why, TidewaiterCommand program) {
        program.streams()
                .err()
                .println(
                        "note: it cannot be remembered which version of the charter was seen, so an older one would be taken next time: "
                                + OneLine.of(why));
    }
}
