package org.tidewaiter.image.pass;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.tidewaiter.image.cache.LayerCache;
import org.tidewaiter.image.content.ContentSearch;
import org.tidewaiter.image.layer.LayerReading;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.image.tar.EntryStream;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Layer;

/// What is done with a layer wherever it comes from: it is found in the cache, or read and kept.
/// Used by several threads.
final class LayerWork {
    private final ReaderSet readers;
    private final boolean layered;
    private final LayerCache cache;
    private final PassOptions options;
    private final Progress progress;
    private final SlabBudget budget;
    private final Optional<Digest> digest;
    private final AtomicBoolean complained = new AtomicBoolean();

    /// @param layered the image has layers, and is no directory
    LayerWork(
            ReaderSet readers,
            LayerCache cache,
            PassOptions options,
            Progress progress,
            boolean layered) {
        this.readers = readers;
        this.layered = layered;
        this.cache = cache;
        this.options = options;
        this.progress = progress;
        this.budget = new SlabBudget(options.slabBudgetBytes());
        this.digest = cache.keeps() ? Optional.of(digestOfAll()) : Optional.empty();
    }

    /// A layer as its own paths are claimed.
    Wanted byClaims(int layer) {
        return new Wanted(layer, new Course.ByClaims(readers, layered), digest);
    }

    /// What links to some of a layer's files claim.
    Wanted byLinks(int layer, List<ClaimedLink> links) {
        var byFile = links.stream().collect(Collectors.groupingBy(ClaimedLink::file));
        // an image chooses their names, so this must be more than a checksum
        var key = digest.map(all -> digestOf(all + links.toString()));
        return new Wanted(layer, new Course.ByLinks(byFile), key);
    }

    /// Reads files with companions, which can be of several layers.
    CompanionPass companions(CompanionPass.Layers layers) {
        return new CompanionPass(readers, budget, layers, options.limits().windowsOfFile());
    }

    Optional<LayerReading> known(Wanted wanted, Layer layer) {
        return wanted.key().flatMap(readers -> cache.find(readers, layer.diffId()));
    }

    /// Whether the cache has an entry of a layer as its own paths are claimed.
    boolean mayKnow(Layer layer) {
        return digest.map(all -> cache.mayKnow(all, layer.diffId())).orElse(false);
    }

    LayerReading read(Course course, EntryStream entries) throws IOException, InterruptedException {
        var search =
                readers.contentReaders().isEmpty()
                        ? Optional.<ContentSearch>empty()
                        : Optional.of(
                                new ContentSearch(
                                        readers.contentReaders(), options.limits().content()));
        var content = new ContentPass(readers, budget, options.limits().windowsOfFile(), search);
        var digests =
                FileDigests.of(
                        course instanceof Course.ByClaims
                                ? options.fileHashes()
                                : PassOptions.FileHashes.NONE);
        return new LayerPass(options, course, content, digests).read(entries);
    }

    /// @param reading of verified bytes
    void keep(Wanted wanted, Layer layer, LayerReading reading) {
        wanted.key().ifPresent(key -> keep(() -> cache.keep(key, layer.diffId(), reading)));
    }

    /// Tells others who use the same cache that a layer is being read, if it is to be kept.
    ///
    /// @return nothing where somebody else is reading it in the same way
    Optional<LayerCache.Begun> begin(Wanted wanted, Layer layer) {
        var key = wanted.key();
        return key.isEmpty() || cache.mayKnow(key.get(), layer.diffId())
                ? Optional.of(() -> {})
                : cache.begin(key.get(), layer.diffId());
    }

    Optional<byte[]> knownConfig(Digest image) {
        return cache.findConfig(image);
    }

    void keepConfig(Digest image, byte[] config) {
        keep(() -> cache.keepConfig(image, config));
    }

    private interface Keeping {
        void keep() throws IOException;
    }

    private void keep(Keeping keeping) {
        try {
            keeping.keep();
        } catch (IOException e) {
            if (complained.compareAndSet(false, true)) {
                progress.notice(
                        "the cache %s cannot be written (%s), so layers are read anew next time; make"
                                        .formatted(cache.place(), why(e))
                                + " room there or allow writing, or choose another folder with"
                                + " --cache-dir");
            }
        }
    }

    private static String why(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case FileSystemException failure when failure.getReason() != null ->
                    failure.getReason() + ": " + failure.getFile();
            case FileSystemException failure -> "in the way: " + failure.getFile();
            default -> LayerOpener.why(e);
        };
    }

    /// Of everything that decides what the bytes of a layer are read as.
    private Digest digestOfAll() {
        return digestOf(
                readers.digest()
                        + "\n"
                        + options.slabBudgetBytes()
                        + options.limits()
                        + options.skipped()
                        + options.fileHashes());
    }

    private static Digest digestOf(String text) {
        return VerifiedBytes.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
