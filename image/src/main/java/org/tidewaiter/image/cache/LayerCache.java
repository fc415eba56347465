package org.tidewaiter.image.cache;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.tidewaiter.image.layer.LayerReading;
import org.tidewaiter.model.Digest;

/// What was read of layers before. A file for each layer, named by what went into it and put in
/// place by a rename, so that any number of threads and processes share it without a lock.
///
/// It is only ever a shortcut: an entry that is broken, or of another version, counts as absent. An
/// entry is trusted for every image whose configuration names its diffID, as an engine does with a
/// layer that it has.
public final class LayerCache {
    private static final long MAX_ENTRY_BYTES = 512L << 20;

    private final Optional<Path> layers;

    private LayerCache(Optional<Path> layers) {
        this.layers = layers;
    }

    /// Keeps nothing and finds nothing.
    public static LayerCache none() {
        return new LayerCache(Optional.empty());
    }

    /// @param directory made when something is kept first
    public static LayerCache in(Path directory) {
        return new LayerCache(Optional.of(directory.resolve("layers")));
    }

    /// Whether it is worth working out what a layer would be kept under.
    public boolean keeps() {
        return layers.isPresent();
    }

    /// @param readers of everything that decides what a layer's bytes are read as
    public Optional<LayerReading> find(Digest readers, Digest diffId) {
        return layers.flatMap(root -> read(directory(root, readers).resolve(diffId.hex())));
    }

    /// @throws IOException if the entry cannot be written; the cache is as it was
    public void keep(Digest readers, Digest diffId, LayerReading reading) throws IOException {
        if (layers.isEmpty()) {
            return;
        }
        var directory = directory(layers.get(), readers);
        Files.createDirectories(directory);
        var suffix = Long.toHexString(ThreadLocalRandom.current().nextLong());
        var unfinished = directory.resolve("." + diffId.abbreviated() + "-" + suffix + ".tmp");
        try {
            Files.write(unfinished, LayerFormat.encode(reading));
            move(unfinished, directory.resolve(diffId.hex()));
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static Optional<LayerReading> read(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_ENTRY_BYTES) {
                return Optional.empty();
            }
            return LayerFormat.decode(Files.readAllBytes(file));
        } catch (IOException _) {
            return Optional.empty(); // a shortcut that is closed; the layer itself is read
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Path directory(Path root, Digest readers) {
        return root.resolve(readers.hex().substring(0, 16));
    }
}
