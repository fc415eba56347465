package org.tidewaiter.image.pass;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.tidewaiter.image.Image;
import org.tidewaiter.image.dispatch.PathTrie;
import org.tidewaiter.image.layer.FileGap;
import org.tidewaiter.image.layer.LayerFiles;
import org.tidewaiter.image.layer.LayerReading;
import org.tidewaiter.image.lazy.FalseBytesException;
import org.tidewaiter.image.lazy.LazyEntries;
import org.tidewaiter.image.lazy.Selection;
import org.tidewaiter.image.lazy.TableBudget;
import org.tidewaiter.image.lazy.UnusableTableException;
import org.tidewaiter.image.lazy.WholeLayerException;
import org.tidewaiter.image.manifest.MediaTypes;
import org.tidewaiter.image.merge.MergedTree;
import org.tidewaiter.image.merge.MergedTree.Name;
import org.tidewaiter.image.tar.Entry;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;

/// Layers of which only what somebody may claim is fetched, where they have a table of contents;
/// the others are read whole. What was read of a layer in parts is not known to be what its diffID
/// names, so it is never kept in the cache; what the cache has is taken from there.
final class LazyLayers implements Layers {
    /// Where less than this part of a layer would be saved, it is better read whole and verified.
    private static final int WORTHWHILE_OF = 8;

    private static final String UNKNOWN = " (any of them may begin as a program or a model does)";

    private final Image image;
    private final LayerWork work;
    private final SeparateLayers whole;
    private final PathTrie skip;
    private final int atOnce;
    private final Progress progress;

    private final TableBudget tables = TableBudget.standard();

    /// Those that were read in parts at first. In what is read of them later, files must have the
    /// same numbers.
    private final Set<Integer> inParts = ConcurrentHashMap.newKeySet();

    LazyLayers(
            Image image,
            LayerWork work,
            SeparateLayers whole,
            PassOptions options,
            Progress progress) {
        this.image = image;
        this.work = work;
        this.whole = whole;
        this.skip = options.skip();
        this.atOnce = options.parallelism();
        this.progress = progress;
    }

    @Override
    public List<LayerReading> read(List<Wanted> wanted) throws ProblemException {
        var tasks = wanted.stream().<Callable<LayerReading>>map(one -> () -> read(one)).toList();
        return Parallel.run(atOnce, tasks);
    }

    private LayerReading read(Wanted wanted) throws ProblemException, InterruptedException {
        if (image.source().layers().isEmpty()) {
            return whole.read(wanted);
        }
        var layer = image.source().layers().get(wanted.layer());
        if (inParts.contains(layer.index())) {
            return readAgain(layer, selection(wanted), entries -> read(wanted, entries));
        }
        boolean isFirst =
                wanted.course() instanceof Course.ByClaims
                        && !MediaTypes.isEncrypted(layer.mediaType())
                        && !MediaTypes.isForeign(layer.mediaType());
        if (!isFirst) {
            return whole.read(wanted);
        }
        var known = work.known(wanted, layer);
        if (known.isPresent()) {
            progress.finished(layer, true);
            return known.get();
        }
        return readFirst(wanted, layer);
    }

    private LayerReading readFirst(Wanted wanted, Layer layer)
            throws ProblemException, InterruptedException {
        progress.started(layer);
        try {
            var reading =
                    readParts(
                            layer, selection(wanted), entries -> readFirst(wanted, layer, entries));
            inParts.add(layer.index());
            progress.finished(layer, false);
            return reading;
        } catch (UnusableTableException | WholeLayerException e) {
            progress.step("layer %d is read whole: %s".formatted(layer.index(), e.getMessage()));
            return whole.readUnknown(wanted, layer);
        }
    }

    private LayerReading readFirst(Wanted wanted, Layer layer, LazyEntries entries)
            throws IOException, InterruptedException {
        if (entries.wantedBytes() > layer.sizeBytes() / WORTHWHILE_OF * (WORTHWHILE_OF - 1)) {
            throw new WholeLayerException("nearly all of it is wanted");
        }
        return withGap(wanted, layer, read(wanted, entries), entries);
    }

    private LayerReading read(Wanted wanted, LazyEntries entries)
            throws IOException, InterruptedException {
        return work.read(wanted.course(), entries);
    }

    /// A file whose own name tells nothing of how it begins, and that has a name which does by a
    /// link. It is read under its own.
    @Override
    public List<LayerReading> completed(List<LayerReading> readings, MergedTree tree)
            throws ProblemException {
        var missed = missed(tree);
        var more =
                Parallel.run(
                        atOnce,
                        missed.entrySet().stream()
                                .<Callable<LayerReading>>map(
                                        one -> () -> readMissed(one.getKey(), one.getValue()))
                                .toList());
        var all = new ArrayList<>(readings);
        var next = more.iterator();
        missed.keySet().forEach(layer -> all.set(layer, all.get(layer).and(next.next())));
        return all;
    }

    private SortedMap<Integer, Set<Integer>> missed(MergedTree tree) {
        var missed = new TreeMap<Integer, Set<Integer>>();
        tree.links()
                .filter(name -> inParts.contains(name.contentLayer()))
                .filter(name -> isMissed(name, tree))
                .forEach(name ->
                        missed.computeIfAbsent(name.contentLayer(), _ -> new HashSet<>())
                                .add(name.contentFile()));
        return missed;
    }

    private boolean isMissed(Name name, MergedTree tree) {
        var files = tree.layers().get(name.contentLayer());
        int file = name.contentFile();
        if (files == null || file < 0 || files.kind(file) != Entry.Kind.FILE) {
            return false;
        }
        var course = work.byClaims(name.contentLayer()).course();
        var path = files.path(file);
        return files.sizeBytes(file) > 0
                && course.mayAssign(file, named(name.path(), files, file))
                && !course.mayAssign(file, named(path, files, file))
                && skip.match(path).isEmpty();
    }

    private static Entry named(String path, LayerFiles files, int file) {
        var attributes = files.attributes(file);
        return Entry.listed(
                path,
                files.kind(file),
                files.sizeBytes(file),
                attributes.mode(),
                attributes.uid(),
                attributes.gid(),
                "",
                Optional.empty());
    }

    private LayerReading readMissed(int layer, Set<Integer> files)
            throws ProblemException, InterruptedException {
        var wanted = work.byClaims(layer);
        return readAgain(
                image.source().layers().get(layer),
                (file, _) -> files.contains(file),
                entries -> read(wanted, entries));
    }

    private Selection selection(Wanted wanted) {
        return (file, entry) ->
                wanted.course().mayAssign(file, entry) && skip.match(entry.path()).isEmpty();
    }

    private static LayerReading withGap(
            Wanted wanted, Layer layer, LayerReading reading, LazyEntries entries) {
        var gaps = new ArrayList<>(reading.gaps());
        gaps.add(
                new FileGap(
                        "",
                        ("%s was fetched only in part, as its table of contents lists it: of %,d"
                                        + " files, %,d with %,d bytes were not read%s, and neither"
                                        + " its digest nor its diffID was verified")
                                .formatted(
                                        layer.digest(),
                                        entries.files(),
                                        entries.leftFiles(),
                                        entries.leftBytes(),
                                        wanted.course().goesByBeginnings() ? UNKNOWN : "")));
        return new LayerReading(
                reading.files(), reading.readings(), gaps, reading.skipped(), reading.links());
    }

    @Override
    public void open(int layer, Set<Integer> files, LayerOpener.Reading reading)
            throws ProblemException, InterruptedException {
        if (inParts.contains(layer)) {
            readAgain(
                    image.source().layers().get(layer),
                    (file, _) -> files.contains(file),
                    reading::read);
        } else {
            whole.open(layer, files, reading);
        }
    }

    private interface Reading {
        LayerReading read(LazyEntries entries) throws IOException, InterruptedException;
    }

    private LayerReading readAgain(Layer layer, Selection selection, Reading reading)
            throws ProblemException, InterruptedException {
        try {
            return readParts(layer, selection, reading);
        } catch (UnusableTableException | WholeLayerException e) {
            throw new ProblemException(
                    new Problem(
                            "layer-not-received",
                            "layer %d (%s) was given in parts, and no longer is: %s"
                                    .formatted(layer.index(), layer.digest(), e.getMessage()),
                            "try again; if it stays so, have layers fetched whole"),
                    e);
        }
    }

    private LayerReading readParts(Layer layer, Selection selection, Reading reading)
            throws UnusableTableException,
                    WholeLayerException,
                    ProblemException,
                    InterruptedException {
        var parts = new LayerParts(layer);
        try (var entries =
                LazyEntries.open(
                        image.annotations(layer),
                        layer.sizeBytes(),
                        parts::open,
                        selection,
                        tables)) {
            var read = reading.read(entries);
            entries.endContent();
            progress.step(parts.told());
            return read;
        } catch (FalseBytesException e) {
            throw LayerOpener.mismatch(layer, String.valueOf(e.getMessage()));
        } catch (WholeLayerException e) {
            throw e;
        } catch (InterruptedIOException _) {
            throw new InterruptedException();
        } catch (IOException e) {
            if (e.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            throw LayerOpener.notReceived(layer, e);
        }
    }

    /// What is fetched of one layer.
    private final class LayerParts {
        private final Layer layer;
        private int requests;
        private long bytes;

        private LayerParts(Layer layer) {
            this.layer = layer;
        }

        InputStream open(long offset, long length) throws IOException {
            requests++;
            bytes += length;
            try {
                return new StoredBytes(
                        image.openPart(layer, offset, length)
                                .orElseThrow(() ->
                                        new WholeLayerException(
                                                "its source gives layers only whole")),
                        progress);
            } catch (ProblemException e) {
                throw new IOException(e);
            }
        }

        String told() {
            return "layer %d: %,d of %,d bytes asked for in %,d requests"
                    .formatted(layer.index(), bytes, layer.sizeBytes(), requests);
        }
    }
}
