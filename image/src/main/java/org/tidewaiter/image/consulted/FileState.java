package org.tidewaiter.image.consulted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.tidewaiter.image.manifest.VerifiedBytes;

/// What a path leads to at one moment. Two that are equal say that nothing has changed between.
///
/// A small file is known by its content. A larger one is known by its number, its size, and the
/// times of its last change, of which one is the kernel's own and cannot be set.
///
/// @param path as the program named it, from the working directory
/// @param state `missing`, `folder`, or what a file is known by
public record FileState(String path, String state) {
    static final String MISSING = "missing";
    static final String FOLDER = "folder";

    /// Digesting more would take longer than it takes Java to start.
    private static final int SMALL_BYTES = 64 << 10;

    /// Whether the path leads to the same as it did.
    public boolean isStill() {
        try {
            var now = look(Path.of(path)); // equals of records is linked anew in each process
            return now.isPresent() && now.get().state.equals(state);
        } catch (InvalidPathException _) {
            return false;
        }
    }

    /// @return nothing for what cannot be told again (see [FileMark.Kind#UNKNOWN]), nor for a file
    ///   that may not be read
    static Optional<FileState> look(Path path) {
        var mark = FileMark.of(path);
        try {
            return switch (mark.kind()) {
                case MISSING -> Optional.of(of(path, MISSING));
                case FOLDER -> Optional.of(of(path, FOLDER));
                case FILE -> Optional.of(of(path, file(path, mark)));
                case UNKNOWN -> Optional.empty();
            };
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static FileState of(Path path, String state) {
        return new FileState(path.toString(), state);
    }

    private static String file(Path path, FileMark mark) throws IOException {
        if (mark.bytes() <= SMALL_BYTES) {
            try (var in = Files.newInputStream(path)) {
                var bytes = in.readNBytes(SMALL_BYTES + 1); // it may grow meanwhile
                return bytes.length + " " + VerifiedBytes.sha256(bytes).hex();
            }
        }
        if (!Files.isReadable(path)) {
            throw new IOException("not ours to read");
        }
        return mark.text();
    }
}
