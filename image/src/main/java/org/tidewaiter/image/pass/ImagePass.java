package org.tidewaiter.image.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.tidewaiter.image.Image;
import org.tidewaiter.image.cache.LayerCache;
import org.tidewaiter.image.merge.Merge;
import org.tidewaiter.model.ProblemException;

/// The one walk over the bytes of an image: each layer is fetched, verified, unpacked, read and
/// dropped as a stream, several at once; then they are merged.
public final class ImagePass {
    private final ReaderSet readers;
    private final LayerCache cache;
    private final PassOptions options;
    private final Progress progress;

    public ImagePass(ReaderSet readers, LayerCache cache, PassOptions options, Progress progress) {
        this.readers = readers;
        this.cache = cache;
        this.options = options;
        this.progress = progress;
    }

    /// @throws ProblemException if a layer cannot be had or is not what the image says
    ///   (`layer-not-received`, `digest-mismatch`), or there are too many files
    ///   (`image-too-large`), or the thread was interrupted (`interrupted`)
    public ImageReading read(Image image) throws ProblemException {
        var layers = new LayerReader(readers, cache, options, progress, image);
        var indexes = IntStream.range(0, layers.count()).boxed().toList();
        var readings = inParallel(indexes, layers::read);

        int limit = options.limits().namesOfImage();
        var merge = layers.isLayered() ? Merge.ofLayers(limit) : Merge.ofDirectory(limit);
        for (int layer : indexes) {
            merge.apply(layer, readings.get(layer).files());
        }
        var tree = merge.tree();

        var links = byLayer(ClaimedLinks.find(readers, tree, readings, options.skip()));
        var linked =
                inParallel(
                        List.copyOf(links.keySet()),
                        layer -> layers.readLinked(layer, links.getOrDefault(layer, List.of())));
        var accompanied = Companions.find(readers, tree, readings, options.skip());
        var together = inParallel(accompanied, layers::readTogether);

        var assembly = new Assembly(tree, options.skipped(), layers.isLayered());
        together.forEach(assembly::addTogether);
        for (int layer : indexes) {
            assembly.addLayer(layer, readings.get(layer));
        }
        var nextLinked = linked.iterator();
        links.keySet().forEach(layer -> assembly.addLinked(layer, nextLinked.next()));
        assembly.addGaps(merge.gaps());
        return assembly.reading(image.source());
    }

    private <T, R> List<R> inParallel(List<T> what, Reading<T, R> reading) throws ProblemException {
        var tasks = what.stream().<Callable<R>>map(one -> () -> reading.read(one)).toList();
        return Parallel.run(options.parallelism(), tasks);
    }

    private interface Reading<T, R> {
        R read(T what) throws ProblemException, InterruptedException;
    }

    private static SortedMap<Integer, List<ClaimedLink>> byLayer(List<ClaimedLink> links) {
        var byLayer = new TreeMap<Integer, List<ClaimedLink>>();
        for (var link : links) {
            byLayer.computeIfAbsent(link.layer(), _ -> new ArrayList<>()).add(link);
        }
        return byLayer;
    }
}
