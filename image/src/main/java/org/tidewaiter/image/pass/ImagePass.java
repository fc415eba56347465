package org.tidewaiter.image.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.tidewaiter.image.Image;
import org.tidewaiter.image.cache.LayerCache;
import org.tidewaiter.image.layer.LayerReading;
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
        var layers = image.source().layers();
        var layerReader = new LayerReader(readers, cache, options, progress, image);
        var readings = inParallel(layers, layerReader::read);
        var merge = Merge.ofLayers(options.limits().namesOfImage());
        for (int layer = 0; layer < layers.size(); layer++) {
            merge.apply(layer, readings.get(layer).files());
        }
        var tree = merge.tree();
        var links = byLayer(ClaimedLinks.find(readers, tree, readings, options.skip()));
        var linked =
                inParallel(
                        List.copyOf(links.entrySet()),
                        entry -> layerReader.read(layers.get(entry.getKey()), entry.getValue()));

        var assembly = new Assembly(tree, options.skipped(), true);
        for (int layer = 0; layer < layers.size(); layer++) {
            assembly.addLayer(layer, readings.get(layer));
        }
        int next = 0;
        for (int layer : links.keySet()) {
            assembly.addLinked(layer, linked.get(next++));
        }
        assembly.addGaps(merge.gaps());
        return assembly.reading(image.source());
    }

    private <T> List<LayerReading> inParallel(List<T> things, Reading<T> reading)
            throws ProblemException {
        var tasks =
                things.stream()
                        .<Callable<LayerReading>>map(thing -> () -> reading.read(thing))
                        .toList();
        return Parallel.run(options.parallelism(), tasks);
    }

    private interface Reading<T> {
        LayerReading read(T thing) throws ProblemException, InterruptedException;
    }

    private static SortedMap<Integer, List<ClaimedLink>> byLayer(List<ClaimedLink> links) {
        var byLayer = new TreeMap<Integer, List<ClaimedLink>>();
        for (var link : links) {
            byLayer.computeIfAbsent(link.layer(), _ -> new ArrayList<>()).add(link);
        }
        return byLayer;
    }
}
