package org.tidewaiter.scan;

import org.tidewaiter.image.Images;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.image.cache.LayerCache;
import org.tidewaiter.image.pass.ImagePass;
import org.tidewaiter.image.pass.PassOptions;
import org.tidewaiter.image.pass.Progress;
import org.tidewaiter.image.pass.ReaderSet;
import org.tidewaiter.inventory.Catalogers;
import org.tidewaiter.inventory.InventoryAssembly;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.ProblemException;

/// The first half of the road: from the name of an image to what is in it.
///
/// @param progress is told how the reading gets on
public record InventoryTaking(
        OpenOptions open, LayerCache cache, PassOptions pass, Progress progress) {

    /// @param name as the user typed it
    /// @throws ProblemException with the codes of [Images#open] and of [ImagePass#read]
    public Inventory take(String name) throws ProblemException {
        try (var image = Images.open(name, open)) {
            var readers = new ReaderSet(Catalogers.BUILT_IN);
            var reading = new ImagePass(readers, cache, pass, progress).read(image);
            return InventoryAssembly.assemble(reading);
        }
    }
}
