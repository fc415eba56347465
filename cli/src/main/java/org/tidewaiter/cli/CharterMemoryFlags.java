package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.charter.CharterMemory;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.RefusedException;
import picocli.CommandLine.Option;

/// The flag that says where the newest versions of charters that were seen are remembered.
final class CharterMemoryFlags {
    @Option(
            names = "--charter-memory",
            paramLabel = "DIR",
            description =
                    "Where the newest version that was seen is remembered (default:"
                            + " tidewaiter/charters in $XDG_STATE_HOME or ~/.local/state).")
    private @Nullable Path folder;

    /// Looks whether it is no older than what was seen here before, and remembers it.
    ///
    /// @throws RefusedException if it is older, or has another history
    /// @throws ProblemException `charter-memory`
    void compare(SignedCharter charter, TidewaiterCommand program)
            throws RefusedException, ProblemException {
        var place = memory(program.environment());
        if (place.isPresent()) {
            compare(charter, place.get(), program);
        } else {
            note("the home folder is not known", program);
        }
    }

    private Optional<CharterMemory> memory(Map<String, String> environment) {
        if (folder != null) {
            return Optional.of(new CharterMemory(folder));
        }
        return StatePlace.of("charters", environment).map(CharterMemory::new);
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
        CharterFiles.note(
                "it cannot be remembered which version of the charter was seen, so an older one would"
                        + " be taken next time: "
                        + why,
                program.streams().err());
    }
}
