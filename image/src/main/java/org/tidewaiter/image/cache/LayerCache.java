package org.tidewaiter.image.cache;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.tidewaiter.image.layer.LayerReading;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Digest;

/// What was read of layers before. A file for each layer, named by what went into it and put in
/// place by a rename, so that any number of threads and processes share it without a lock.
///
/// It is only ever a shortcut: an entry that is broken, or of another version, counts as absent. An
/// entry is trusted for every image whose configuration names its diffID, as an engine does with a
/// layer that it has.
public final class LayerCache {
    private static final long MAX_ENTRY_BYTES = 512L << 20;

    private static final long MAX_CONFIG_BYTES = 9 << 20;
    private static final int CHECKSUM_BYTES = 64;

    private final Optional<Path> layers;
    private final Optional<Path> configs;

    private LayerCache(Optional<Path> directory) {
        layers = directory.map(one -> one.resolve("layers"));
        configs = directory.map(one -> one.resolve("configs"));
    }

    /// Keeps nothing and finds nothing.
    public static LayerCache none() {
        return new LayerCache(Optional.empty());
    }

    /// @param directory made when something is kept first
    public static LayerCache in(Path directory) {
        return new LayerCache(Optional.of(directory));
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
        write(directory(layers.get(), readers), diffId, LayerFormat.encode(reading));
    }

    /// The configuration of an image that its source gives only with its layers, as it was kept;
    /// whoever uses it sees whether it fits.
    ///
    /// @param image by which the source knows it
    public Optional<byte[]> findConfig(Digest image) {
        return configs.flatMap(root -> bytes(root.resolve(image.hex()), MAX_CONFIG_BYTES))
                .flatMap(LayerCache::withoutChecksum);
    }

    /// @throws IOException if it cannot be written; the cache is as it was
    public void keepConfig(Digest image, byte[] config) throws IOException {
        if (configs.isPresent()) {
            var whole = new ByteArrayOutputStream();
            whole.writeBytes(checksum(config));
            whole.writeBytes(config);
            write(configs.get(), image, whole.toByteArray());
        }
    }

    private static Optional<byte[]> withoutChecksum(byte[] whole) {
        var config =
                Arrays.copyOfRange(whole, Math.min(CHECKSUM_BYTES, whole.length), whole.length);
        var checksum = checksum(config);
        return Arrays.equals(whole, 0, whole.length - config.length, checksum, 0, checksum.length)
                ? Optional.of(config)
                : Optional.empty();
    }

    private static byte[] checksum(byte[] config) {
        return VerifiedBytes.sha256(config).hex().getBytes(StandardCharsets.US_ASCII);
    }

    private static void write(Path directory, Digest name, byte[] bytes) throws IOException {
        Files.createDirectories(directory);
        var suffix = Long.toHexString(ThreadLocalRandom.current().nextLong());
        var unfinished = directory.resolve("." + name.abbreviated() + "-" + suffix + ".tmp");
        try {
            Files.write(unfinished, bytes);
            move(unfinished, directory.resolve(name.hex()));
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static Optional<LayerReading> read(Path file) {
        return bytes(file, MAX_ENTRY_BYTES).flatMap(LayerFormat::decode);
    }

    private static Optional<byte[]> bytes(Path file, long maxBytes) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= maxBytes
                    ? Optional.of(Files.readAllBytes(file))
                    : Optional.empty();
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
