package org.tidewaiter.checks.dockerfile;

import java.util.List;
import org.tidewaiter.checks.shell.Command;

/// A `RUN` with the commands that it runs.
///
/// @param stage that it is in
/// @param shell that reads it, as `SHELL` says; empty for the default one
/// @param commands empty where no POSIX shell reads them
record Run(Stage stage, Instruction instruction, List<String> shell, List<Command> commands) {
    Run {
        shell = List.copyOf(shell);
        commands = List.copyOf(commands);
    }

    /// Whether a directory is kept out of the image by a mount.
    boolean isMounted(String directory) {
        return instruction.flags("mount").stream()
                .map(Mount::of)
                .anyMatch(mount ->
                        (mount.type().equals("cache") || mount.type().equals("tmpfs"))
                                && (directory.equals(mount.target())
                                        || directory.startsWith(mount.target() + "/")));
    }

    /// Whether any cache is mounted, wherever that is.
    boolean hasCacheMount() {
        return instruction.flags("mount").stream()
                .anyMatch(flag -> Mount.of(flag).type().equals("cache"));
    }
}
