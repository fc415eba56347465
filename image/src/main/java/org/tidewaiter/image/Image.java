package org.tidewaiter.image;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.tidewaiter.image.tar.EntryStream;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.ProblemException;

/// An opened image: its description is read and verified, its layers are not fetched yet.
///
/// May be used by several threads; each layer stream belongs to one.
public interface Image extends AutoCloseable {
    /// Where it came from, with its layers, lowest first.
    ImageSource source();

    /// What a person should know of how it was had, in a sentence: that a mirror gave it.
    default Optional<String> notice() {
        return Optional.empty();
    }

    /// The configuration's bytes, verified against their digest; empty for a directory.
    byte[] config();

    /// The files themselves, where the image is a directory and has no layers; otherwise nothing.
    /// May be called again.
    Optional<EntryStream> openTree() throws IOException;

    /// The bytes of a layer as stored, no more than the layer states, but not verified: whoever
    /// reads them to the end compares them with the layer's digest. May be called again for the
    /// same layer.
    ///
    /// @throws ForeignLayerException if the layer is kept elsewhere
    InputStream openLayer(Layer layer) throws ProblemException, IOException;

    /// What the manifest says of a layer beside what every layer has.
    default Map<String, String> annotations(Layer layer) {
        return Map.of();
    }

    /// Some of the bytes of a layer as stored, not verified, and perhaps fewer than asked for.
    ///
    /// @param offset at least 0
    /// @param bytes at least 1
    /// @return nothing where the source gives layers only whole
    default Optional<InputStream> openPart(Layer layer, long offset, long bytes)
            throws ProblemException, IOException {
        return Optional.empty();
    }

    @Override
    void close();
}
