package org.tidewaiter.image.cache;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.image.layer.LayerReading;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Digest;

/// What was read of layers before. A file for each layer and set of readers, of which any number of
/// threads and processes use the same without a lock (see [KeptFiles]).
///
/// It is only ever a shortcut: an entry that is broken, of another version, or of another layer
/// than its name says counts as absent. An entry is trusted for every image whose configuration
/// names its diffID, as an engine does with a layer that it has.
public final class LayerCache {
    /// What all entries take together unless the user says otherwise.
    public static final long STANDARD_BYTES = 2L << 30;

    /// A layer of a million files takes about 50 MB with a SHA-256 for each. A larger entry would
    /// be held in memory only to be refused.
    private static final int MAX_ENTRY_BYTES = 128 << 20;

    private static final long MAX_CONFIG_BYTES = 9 << 20;
    private static final int CHECKSUM_BYTES = 64;

    private final Optional<KeptFiles> files;
    private final Path layers;
    private final Path configs;

    private LayerCache(Optional<KeptFiles> files, Path directory) {
        this.files = files;
        this.layers = directory.resolve("layers");
        this.configs = directory.resolve("configs");
    }

    /// Keeps nothing and finds nothing.
    public static LayerCache none() {
        return new LayerCache(Optional.empty(), Path.of(""));
    }

    /// @param directory made when something is kept first
    public static LayerCache in(Path directory) {
        return in(directory, STANDARD_BYTES, InstantSource.system());
    }

    /// @param maxBytes that all entries may take together, beyond which those go that were used
    ///   least recently; 0 for no bound
    public static LayerCache in(Path directory, long maxBytes, InstantSource clock) {
        var files = new KeptFiles(directory, KeptFiles.Access.USUAL, maxBytes, clock);
        return new LayerCache(Optional.of(files), directory);
    }

    /// Where it is, as it was named; empty for one that keeps nothing.
    public String place() {
        return files.isPresent() ? String.valueOf(layers.getParent()) : "";
    }

    /// Whether it is worth working out what a layer would be kept under.
    public boolean keeps() {
        return files.isPresent();
    }

    /// @param readers of everything that decides what a layer's bytes are read as
    public Optional<LayerReading> find(Digest readers, Digest diffId) {
        return files.flatMap(all -> all.read(file(readers, diffId), MAX_ENTRY_BYTES))
                .flatMap(bytes -> LayerFormat.decode(readers, diffId, bytes));
    }

    /// Whether there is an entry, which need not be one that is believed.
    public boolean mayKnow(Digest readers, Digest diffId) {
        return files.isPresent() && Files.isRegularFile(file(readers, diffId));
    }

    /// @throws IOException if the entry cannot be written; the cache is as it was
    public void keep(Digest readers, Digest diffId, LayerReading reading) throws IOException {
        if (files.isEmpty()) {
            return;
        }
        var entry = LayerFormat.encode(readers, diffId, reading);
        if (entry.length <= MAX_ENTRY_BYTES) {
            files.get().write(directory(readers), diffId, entry);
        }
    }

    /// Tells others that a layer is being read, so that they may begin with other layers and find
    /// this one here later. It binds nobody: no program waits for another, and what a killed one
    /// has left is forgotten after a few minutes.
    ///
    /// @return to be closed when the layer is no longer being read; nothing where somebody else is
    ///   reading it
    public Optional<Begun> begin(Digest readers, Digest diffId) {
        if (files.isEmpty()) {
            return Optional.of(() -> {});
        }
        return files.get().note(directory(readers), diffId).map(note -> note::run);
    }

    /// A layer that is being read.
    @FunctionalInterface
    public interface Begun extends AutoCloseable {
        @Override
        void close();
    }

    /// Whether any readers have left an entry of each of the layers. Looks at one name for each set
    /// of readers and layer at most.
    public boolean mayKnow(List<Digest> diffIds) {
        if (files.isEmpty() || diffIds.isEmpty()) {
            return false;
        }
        var sets = Sweep.list(layers);
        return diffIds.stream()
                .allMatch(diffId ->
                        sets.stream()
                                .anyMatch(set -> Files.isRegularFile(set.resolve(diffId.hex()))));
    }

    /// The configuration of an image that its source gives only with its layers, as it was kept;
    /// whoever uses it sees whether it fits.
    ///
    /// @param image by which the source knows it
    public Optional<byte[]> findConfig(Digest image) {
        return files.flatMap(all -> all.read(configs.resolve(image.hex()), MAX_CONFIG_BYTES))
                .flatMap(LayerCache::withoutChecksum);
    }

    /// @throws IOException if it cannot be written; the cache is as it was
    public void keepConfig(Digest image, byte[] config) throws IOException {
        if (files.isPresent()) {
            var whole = new ByteArrayOutputStream();
            whole.writeBytes(checksum(config));
            whole.writeBytes(config);
            files.get().write(configs, image, whole.toByteArray());
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

    private Path file(Digest readers, Digest diffId) {
        return directory(readers).resolve(diffId.hex());
    }

    private Path directory(Digest readers) {
        return layers.resolve(readers.hex().substring(0, 16));
    }
}
