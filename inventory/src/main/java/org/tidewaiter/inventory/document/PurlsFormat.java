package org.tidewaiter.inventory.document;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.LayerScope;

/// The package URLs of the packages, declared ones among them, one a line, sorted, each once.
final class PurlsFormat implements InventoryFormat {
    @Override
    public String name() {
        return "purls";
    }

    @Override
    public boolean tellsGaps() {
        return false;
    }

    @Override
    public void write(Inventory inventory, LayerScope scope, OutputStream out) throws IOException {
        var lines =
                inventory.packages(scope).stream()
                        .map(one -> one.purl() + "\n")
                        .sorted()
                        .distinct()
                        .toList();
        out.write(String.join("", lines).getBytes(StandardCharsets.UTF_8));
    }
}
