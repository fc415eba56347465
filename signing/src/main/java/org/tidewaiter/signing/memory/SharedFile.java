package org.tidewaiter.signing.memory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import org.tidewaiter.signing.check.RefusedException;

/// A small file that several programs may read and replace at once: whoever reads has the whole of
/// one of its contents.
///
/// @param folder need not be there
/// @param name without an ending; beside the file stands a lock of that name
public record SharedFile(Path folder, String name) {
    private static final Object IN_THIS_PROCESS = new Object();

    /// What follows from what is there, while nobody else writes.
    @FunctionalInterface
    public interface Next {
        /// @return nothing where what is there shall stay
        Optional<byte[]> get() throws RefusedException, IOException;
    }

    public Path path() {
        return folder.resolve(name + ".json");
    }

    /// @param most bytes that are read of it
    /// @return nothing where it is not there, nor its folder
    public Optional<byte[]> read(int most) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(path())) {
            return Optional.of(in.readNBytes(most));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    public void replace(Next next) throws RefusedException, IOException {
        Files.createDirectories(folder);
        synchronized (IN_THIS_PROCESS) {
            try (var channel =
                            FileChannel.open(
                                    folder.resolve(name + ".lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                var bytes = next.get();
                if (bytes.isPresent()) {
                    write(bytes.get());
                }
            }
        }
    }

    private void write(byte[] bytes) throws IOException {
        var draft = folder.resolve(".tidewaiter-" + UUID.randomUUID() + ".part");
        try {
            Files.write(draft, bytes, StandardOpenOption.CREATE_NEW);
            Files.move(draft, path(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
