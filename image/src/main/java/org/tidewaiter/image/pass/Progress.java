package org.tidewaiter.image.pass;

import org.tidewaiter.model.Layer;

/// Is told how the pass gets on. Called by several threads at once; returns at once.
public interface Progress {
    /// Says nothing.
    Progress SILENT =
            new Progress() {
                @Override
                public void started(Layer layer) {}

                @Override
                public void read(long bytes) {}

                @Override
                public void finished(Layer layer, boolean cached) {}

                @Override
                public void notice(String sentence) {}

                @Override
                public void step(String sentence) {}
            };

    /// The layer's bytes are fetched from now on; [Layer#sizeBytes()] are to come.
    void started(Layer layer);

    /// @param bytes of whatever layer or file of a directory, as stored, since the last call
    void read(long bytes);

    /// @param cached what is in the layer was known, so it was not fetched
    void finished(Layer layer, boolean cached);

    /// Something that a person should know although the result is whole, for example that the cache
    /// cannot be written.
    void notice(String sentence);

    /// Something was done that only who looks for a fault wants to know, with the facts: which
    /// image was opened, how much was found.
    void step(String sentence);
}
