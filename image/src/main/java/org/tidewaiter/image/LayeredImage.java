package org.tidewaiter.image;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.tidewaiter.image.compression.BoundedInput;
import org.tidewaiter.image.manifest.BlobNotFoundException;
import org.tidewaiter.image.manifest.BlobStore;
import org.tidewaiter.image.manifest.Descriptor;
import org.tidewaiter.image.manifest.MediaTypes;
import org.tidewaiter.image.manifest.ResolvedImage;
import org.tidewaiter.image.tar.EntryStream;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.ProblemException;

/// An image whose layers a store gives.
///
/// @param layers has them by their digest
/// @param notice of how it was had
/// @param onClose frees what the store holds
record LayeredImage(
        SourceKind kind,
        String name,
        ResolvedImage image,
        BlobStore layers,
        Optional<String> notice,
        Runnable onClose)
        implements Image {
    /// One in a file or a folder.
    LayeredImage(SourceKind kind, String name, ResolvedImage image, BlobStore layers) {
        this(kind, name, image, layers, Optional.empty(), () -> {});
    }

    @Override
    public ImageSource source() {
        return new ImageSource(
                kind.word(),
                name,
                image.digest(),
                Optional.of(image.configDigest()),
                image.platform(),
                image.layers(),
                image.indexes(),
                image.base());
    }

    @Override
    public byte[] config() {
        return image.config().clone();
    }

    @Override
    public Optional<EntryStream> openTree() {
        return Optional.empty();
    }

    @Override
    public InputStream openLayer(Layer layer) throws ProblemException, IOException {
        if (MediaTypes.isEncrypted(layer.mediaType())) {
            throw new ProblemException(
                    "layer-encrypted",
                    "the layer %s is encrypted (%s)".formatted(layer.digest(), layer.mediaType()),
                    "decrypt the image with its key, and scan that");
        }
        var stored = stored(layer);
        long size = layer.sizeBytes();
        return size < 0
                ? stored
                : new BoundedInput(
                        stored, size, "it is longer than the stated %d bytes".formatted(size));
    }

    /// A layer that may be kept elsewhere is often kept here too. It is never fetched from the
    /// addresses that its descriptor names, which anybody may have written there.
    private InputStream stored(Layer layer) throws ProblemException, IOException {
        try {
            return layers.open(Descriptor.of(layer));
        } catch (BlobNotFoundException e) {
            throw MediaTypes.isForeign(layer.mediaType()) ? new ForeignLayerException(layer) : e;
        }
    }

    @Override
    public Map<String, String> annotations(Layer layer) {
        var all = image.annotations();
        return layer.index() < all.size() ? all.get(layer.index()) : Map.of();
    }

    @Override
    public Optional<InputStream> openPart(Layer layer, long offset, long bytes)
            throws ProblemException, IOException {
        return layers.openPart(Descriptor.of(layer), offset, bytes);
    }

    @Override
    public void close() {
        onClose.run();
    }
}
