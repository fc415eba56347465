package org.tidewaiter.image.pass;

import java.util.List;
import java.util.Set;
import org.tidewaiter.image.layer.LayerReading;
import org.tidewaiter.model.ProblemException;

/// Fetches and reads layers of one image in the way that its source has them.
interface Layers {
    /// @return in the order of `wanted`
    List<LayerReading> read(List<Wanted> wanted) throws ProblemException;

    /// Reads one layer again, verified and uncached. Any thread may call it.
    ///
    /// @param files by their numbers, whose content is read
    void open(int layer, Set<Integer> files, LayerOpener.Reading reading)
            throws ProblemException, InterruptedException;
}
