package org.tidewaiter.image.pass;

import java.util.List;
import java.util.Set;
import org.tidewaiter.image.layer.LayerReading;
import org.tidewaiter.image.merge.MergedTree;
import org.tidewaiter.model.ProblemException;

/// Fetches and reads layers of one image in the way that its source has them.
interface Layers {
    /// @return in the order of `wanted`
    List<LayerReading> read(List<Wanted> wanted) throws ProblemException;

    /// Reads what else is wanted of the layers now that all their names are known.
    ///
    /// @param readings of all layers as their own paths are claimed, lowest first
    /// @return the same, with what came to them
    default List<LayerReading> completed(List<LayerReading> readings, MergedTree tree)
            throws ProblemException {
        return readings;
    }

    /// Reads one layer again, verified and uncached. Any thread may call it.
    ///
    /// @param files by their numbers, whose content is read
    void open(int layer, Set<Integer> files, LayerOpener.Reading reading)
            throws ProblemException, InterruptedException;
}
