package org.tidewaiter.inventory.document;

import java.util.List;
import java.util.Optional;

/// Every inventory format we ship. This list is the only place that names them.
public final class InventoryFormats {
    public static final List<InventoryFormat> BUILT_IN =
            List.of(
                    new TableFormat(), //
                    new JsonFormat(),
                    new CycloneDxFormat(),
                    new PurlsFormat());

    private InventoryFormats() {}

    /// @return nothing if no built-in format has the name
    public static Optional<InventoryFormat> named(String name) {
        return BUILT_IN.stream().filter(format -> format.name().equals(name)).findFirst();
    }
}
