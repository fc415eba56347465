package org.tidewaiter.image.pass;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.tidewaiter.image.Image;
import org.tidewaiter.image.cache.LayerCache;
import org.tidewaiter.image.layer.LayerReading;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.ProblemException;

/// Reads the layers of one image, from the cache where they are known. A directory passes for an
/// image of one layer, which is not kept. Used by several threads.
final class LayerReader {
    private final Image image;
    private final ReaderSet readers;
    private final LayerCache cache;
    private final PassOptions options;
    private final Progress progress;
    private final LayerOpener opener;
    private final SlabBudget budget;
    private final Optional<Digest> digest;
    private final AtomicBoolean complained = new AtomicBoolean();

    LayerReader(
            ReaderSet readers,
            LayerCache cache,
            PassOptions options,
            Progress progress,
            Image image) {
        this.image = image;
        this.readers = readers;
        this.cache = cache;
        this.options = options;
        this.progress = progress;
        this.opener = new LayerOpener(image, progress, options.limits().plainBytesOfLayer());
        this.budget = new SlabBudget(options.slabBudgetBytes());
        this.digest = cache.keeps() ? Optional.of(digestOfAll()) : Optional.empty();
    }

    boolean isLayered() {
        return !image.source().layers().isEmpty();
    }

    int count() {
        return isLayered() ? image.source().layers().size() : 1;
    }

    /// A layer as its own paths are claimed.
    LayerReading read(int layer) throws ProblemException, InterruptedException {
        return read(layer, new Course.ByClaims(readers), digest);
    }

    /// What links to some of a layer's files claim.
    LayerReading readLinked(int layer, List<ClaimedLink> links)
            throws ProblemException, InterruptedException {
        var byFile = links.stream().collect(Collectors.groupingBy(ClaimedLink::file));
        var key = digest.map(all -> digestOf(all + links.toString()));
        return read(layer, new Course.ByLinks(byFile), key);
    }

    /// A file and its companions, which can be of several layers.
    CompanionPass.Outcome readTogether(Accompanied file)
            throws ProblemException, InterruptedException {
        var pass = new CompanionPass(readers, budget, this::open, options.limits().windowsOfFile());
        return pass.read(file);
    }

    private void open(int layer, LayerOpener.Reading reading)
            throws ProblemException, InterruptedException {
        if (isLayered()) {
            opener.read(image.source().layers().get(layer), reading);
        } else {
            opener.readTree(reading);
        }
    }

    private LayerReading read(int layer, Course course, Optional<Digest> key)
            throws ProblemException, InterruptedException {
        return isLayered()
                ? read(image.source().layers().get(layer), course, key)
                : opener.readTree(entries -> pass(course).read(entries));
    }

    private LayerReading read(Layer layer, Course course, Optional<Digest> key)
            throws ProblemException, InterruptedException {
        var known = key.flatMap(readers -> cache.find(readers, layer.diffId()));
        if (known.isPresent()) {
            progress.finished(layer, true);
            return known.get();
        }
        progress.started(layer);
        var reading = opener.read(layer, entries -> pass(course).read(entries));
        key.ifPresent(readers -> keep(readers, layer, reading));
        progress.finished(layer, false);
        return reading;
    }

    private LayerPass pass(Course course) {
        var content = new ContentPass(readers, budget, options.limits().windowsOfFile());
        return new LayerPass(options, course, content);
    }

    private void keep(Digest readers, Layer layer, LayerReading reading) {
        try {
            cache.keep(readers, layer.diffId(), reading);
        } catch (IOException e) {
            if (complained.compareAndSet(false, true)) {
                progress.notice("the layer cache cannot be written: " + e);
            }
        }
    }

    /// Of everything that decides what the bytes of a layer are read as.
    private Digest digestOfAll() {
        return digestOf(
                readers.digest()
                        + "\n"
                        + options.slabBudgetBytes()
                        + options.limits()
                        + options.skipped());
    }

    private static Digest digestOf(String text) {
        var digest = new CodeDigest();
        digest.addText(text);
        return digest.digest();
    }
}
