package org.tidewaiter.image.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.tidewaiter.image.Image;
import org.tidewaiter.image.SavedImage;
import org.tidewaiter.image.cache.LayerCache;
import org.tidewaiter.image.merge.Merge;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.ProblemException;

/// The one walk over the bytes of an image: each layer is fetched, verified, unpacked, read and
/// dropped as a stream, several at once where they can be had one by one; then they are merged.
/// With [PassOptions.Fetching#CLAIMED_FILES], of some layers only parts are fetched, and verified
/// one by one: what else the layer has is believed of its table of contents, and is a gap.
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

    /// What [#read(Image)] gives, by way of more readers where the cache has what those saw of
    /// every layer and not what ours did: what is theirs alone is left out.
    ///
    /// @param more readers, ours among them; asked for only if it may help
    /// @throws ProblemException as the other does
    public ImageReading read(Image image, Supplier<ReaderSet> more) throws ProblemException {
        if (cache.mayKnow(diffIds(image)) && !knows(image)) {
            var larger = more.get();
            var theirs = new ImagePass(larger, cache, options, progress);
            if (larger.includes(readers) && theirs.knows(image)) {
                var gone = larger.names();
                gone.removeAll(readers.names());
                return theirs.read(image).without(gone);
            }
        }
        return read(image);
    }

    private static List<Digest> diffIds(Image image) {
        return image.source().layers().stream().map(Layer::diffId).toList();
    }

    private boolean knows(Image image) {
        var work = new LayerWork(readers, cache, options, progress, true);
        return image.source().layers().stream().allMatch(work::mayKnow);
    }

    /// @throws ProblemException if a layer cannot be had or is not what the image says
    ///   (`layer-not-received`, `digest-mismatch`), or there are too many files
    ///   (`image-too-large`), or the thread was interrupted (`interrupted`)
    public ImageReading read(Image image) throws ProblemException {
        boolean layered = !image.source().layers().isEmpty();
        var work = new LayerWork(readers, cache, options, progress, layered);
        var layers = layers(image, work);
        var indexes = IntStream.range(0, layered ? image.source().layers().size() : 1);
        var first = layers.read(indexes.mapToObj(work::byClaims).toList());

        int limit = options.limits().namesOfImage();
        var merge = layered ? Merge.ofLayers(limit) : Merge.ofDirectory(limit);
        for (int layer = 0; layer < first.size(); layer++) {
            merge.apply(layer, first.get(layer).files());
        }
        var tree = merge.tree();
        var readings = layers.completed(first, tree);

        var claimed = ClaimedLinks.find(readers, tree, readings, options.skip());
        var known = new KnownLinks(readers, readings);
        var links = byLayer(claimed.stream().filter(link -> !known.has(link)).toList());
        var linked =
                layers.read(
                        links.entrySet().stream()
                                .map(one -> work.byLinks(one.getKey(), one.getValue()))
                                .toList());

        var accompanied = Companions.find(readers, tree, readings, options.skip());
        var companions = work.companions(layers::open);
        var together =
                Parallel.run(
                        options.parallelism(),
                        accompanied.stream()
                                .<Callable<CompanionPass.Outcome>>map(
                                        one -> () -> companions.read(one))
                                .toList());

        var assembly = new Assembly(tree, options.skipped(), layered);
        together.forEach(assembly::addTogether);
        for (int layer = 0; layer < readings.size(); layer++) {
            assembly.addLayer(layer, readings.get(layer));
        }
        var nextLinked = linked.iterator();
        links.keySet().forEach(layer -> assembly.addLinked(layer, nextLinked.next()));
        claimed.stream()
                .filter(known::has)
                .forEach(link -> assembly.addLinked(link.layer(), known.reading(link)));
        assembly.addGaps(merge.gaps());
        return assembly.reading(image.source());
    }

    private Layers layers(Image image, LayerWork work) {
        long maxPlainBytes = options.limits().plainBytesOfLayer();
        if (image instanceof SavedImage saved && !saved.source().layers().isEmpty()) {
            return new SavedLayers(saved, work, progress, maxPlainBytes);
        }
        var opener = new LayerOpener(image, progress, maxPlainBytes);
        var separate = new SeparateLayers(image, work, opener, progress, options.parallelism());
        return switch (options.fetching()) {
            case WHOLE_LAYERS -> separate;
            case CLAIMED_FILES -> new LazyLayers(image, work, separate, options, progress);
        };
    }

    private static SortedMap<Integer, List<ClaimedLink>> byLayer(List<ClaimedLink> links) {
        var byLayer = new TreeMap<Integer, List<ClaimedLink>>();
        for (var link : links) {
            byLayer.computeIfAbsent(link.layer(), _ -> new ArrayList<>()).add(link);
        }
        return byLayer;
    }
}
