package org.tidewaiter.inventory.document;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.LayerScope;

/// A form in which an inventory is written. The same inventory gives the same bytes: no clock, no
/// random number, no name of the machine goes in.
///
/// To add one: write it here, and add a line to [InventoryFormats#BUILT_IN].
public interface InventoryFormat {
    /// As the user types it; stable, unique, lower case.
    String name();

    /// What users of other tools call it; unique likewise.
    default List<String> aliases() {
        return List.of();
    }

    /// Whether it tells what could not be read.
    default boolean tellsGaps() {
        return true;
    }

    /// Writes UTF-8.
    ///
    /// @param scope of a list of packages that says nothing of layers; a format that tells what is
    ///   hidden from what is not always has both
    /// @param out stays open
    void write(Inventory inventory, LayerScope scope, OutputStream out) throws IOException;
}
