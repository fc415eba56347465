package org.tidewaiter.image.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.tidewaiter.model.Digest;

/// What commands answered before. A file for each, beside what was read of layers, bounded and
/// swept together with that (see [KeptFiles]).
///
/// They say what was found, so only the user may read them.
///
/// Like those it is a shortcut: one that is broken, of another version, or of another question than
/// its name says counts as absent.
public final class AnswerCache {
    static final String FOLDER = "answers";
    static final int MAX_PACKED_BYTES = 4 << 20;

    /// With the names of as many files as an image may have layers.
    private static final int MAX_ENTRY_BYTES = MAX_PACKED_BYTES + (8 << 20);

    private final KeptFiles files;
    private final Path folder;

    private AnswerCache(KeptFiles files, Path folder) {
        this.files = files;
        this.folder = folder;
    }

    /// @param directory of the cache of layers
    /// @param maxBytes as of that
    public static AnswerCache in(Path directory, long maxBytes, InstantSource clock) {
        return new AnswerCache(
                new KeptFiles(directory, KeptFiles.Access.USER, maxBytes, clock),
                directory.resolve(FOLDER));
    }

    /// @param question of everything that decides the answer and is in no file
    /// @return an answer that may have become wrong
    public Optional<Answer> find(Digest question) {
        return files.read(folder.resolve(question.hex()), MAX_ENTRY_BYTES)
                .flatMap(bytes -> AnswerFormat.decode(question, bytes));
    }

    /// @throws IOException if it cannot be written; the cache is as it was
    public void keep(Digest question, Answer answer) throws IOException {
        var entry = AnswerFormat.encode(question, answer);
        if (entry.length <= MAX_ENTRY_BYTES) {
            files.write(folder, question, entry);
        }
    }
}
