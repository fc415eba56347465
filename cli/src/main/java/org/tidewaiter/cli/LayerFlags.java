package org.tidewaiter.cli;

import org.tidewaiter.model.LayerScope;
import picocli.CommandLine.Option;

/// The flags that say whether what later layers hide or delete is meant too.
final class LayerFlags {
    @Option(
            names = "--all-layers",
            fallbackValue = "true",
            description = "Show packages too that later layers hide or delete.")
    boolean allLayers;

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            defaultValue = "squashed",
            description = "squashed (default), or all-layers, which is --all-layers.")
    LayerScope scope = LayerScope.SQUASHED;

    LayerScope scope() {
        return allLayers ? LayerScope.ALL_LAYERS : scope;
    }
}
