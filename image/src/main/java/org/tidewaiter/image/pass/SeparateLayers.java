package org.tidewaiter.image.pass;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.tidewaiter.image.Image;
import org.tidewaiter.image.layer.LayerReading;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.ProblemException;

/// Layers that can be fetched one by one, so that several are read at once. A directory passes for
/// an image of one layer, which is not kept.
///
/// @param atOnce how many
record SeparateLayers(
        Image image, LayerWork work, LayerOpener opener, Progress progress, int atOnce)
        implements Layers {

    @Override
    public List<LayerReading> read(List<Wanted> wanted) throws ProblemException {
        var turns = new Turns(wanted, image.source().layers(), work);
        var readings = new LayerReading[wanted.size()];
        Callable<Integer> turn = () -> turns.take(next -> readings[next] = read(wanted.get(next)));
        Parallel.run(atOnce, Collections.nCopies(wanted.size(), turn));
        return List.of(readings);
    }

    LayerReading read(Wanted wanted) throws ProblemException, InterruptedException {
        var layers = image.source().layers();
        return layers.isEmpty()
                ? opener.readTree(entries -> work.read(wanted.course(), entries))
                : read(wanted, layers.get(wanted.layer()));
    }

    private LayerReading read(Wanted wanted, Layer layer)
            throws ProblemException, InterruptedException {
        var known = work.known(wanted, layer);
        if (known.isPresent()) {
            progress.finished(layer, true);
            return known.get();
        }
        progress.started(layer);
        return readUnknown(wanted, layer);
    }

    /// One that is not in the cache, and is kept there.
    LayerReading readUnknown(Wanted wanted, Layer layer)
            throws ProblemException, InterruptedException {
        var reading = opener.read(layer, entries -> work.read(wanted.course(), entries));
        work.keep(wanted, layer, reading);
        progress.finished(layer, false);
        return reading;
    }

    @Override
    public void open(int layer, Set<Integer> files, LayerOpener.Reading reading)
            throws ProblemException, InterruptedException {
        var layers = image.source().layers();
        if (layers.isEmpty()) {
            opener.readTree(reading);
        } else {
            opener.read(layers.get(layer), reading);
        }
    }
}
