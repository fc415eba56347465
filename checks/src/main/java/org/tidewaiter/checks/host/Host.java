package org.tidewaiter.checks.host;

import java.time.Instant;
import java.util.List;
import org.tidewaiter.model.json.Json;

/// What may be asked of one machine: it runs here, lies in a folder, or was recorded. Nothing is
/// ever changed by asking. Paths are those of the host, from `/`.
public interface Host {
    /// Of a file that is read whole; a longer one is not known.
    int MAX_TEXT_BYTES = 4 << 20;

    /// For people: its own name, or the folder that it lies in.
    String name();

    /// Whether it is a system that runs, so that `/proc`, `/sys`, the engine and commands speak of
    /// it; where it is not, these are not known.
    boolean isRunning();

    /// When it was asked. What depends on the time depends on this alone.
    Instant asked();

    /// What a path leads to, through symbolic links; those stay within the host.
    Answer<FileStat> stat(String path);

    /// What a path is itself, also where that is a symbolic link.
    Answer<FileStat> lstat(String path);

    /// The content of a regular file, through symbolic links. Bytes that are not UTF-8 have become
    /// U+FFFD.
    Answer<String> text(String path);

    /// The names in a directory, sorted.
    Answer<List<String>> names(String path);

    /// What the Docker daemon answers to a `GET`.
    ///
    /// @param path from the slash, as `/info`
    /// @return absent where it answers 404
    Answer<Json> engine(String path);

    /// What a program says. Only those run that the host was told to allow.
    ///
    /// @param words the program and its arguments, no shell
    /// @return absent where there is no such program
    Answer<CommandOutput> command(List<String> words);
}
