package org.tidewaiter.scan.base;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Layer;

/// Names a run of layers from the lowest up by one digest, which no other run has.
///
/// @see "OCI image-spec 1.1, config.md, Layer ChainID"
public final class LayerChain {
    private LayerChain() {}

    /// @return the ChainID of each run: of the lowest layer alone, of the two lowest, and so on
    public static List<Digest> ids(List<Layer> layers) {
        var ids = new ArrayList<Digest>();
        for (var layer : layers) {
            ids.add(ids.isEmpty() ? layer.diffId() : sha256(ids.getLast() + " " + layer.diffId()));
        }
        return ids;
    }

    private static Digest sha256(String text) {
        return VerifiedBytes.sha256(text.getBytes(StandardCharsets.US_ASCII));
    }
}
