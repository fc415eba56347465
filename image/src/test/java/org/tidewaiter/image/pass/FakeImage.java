package org.tidewaiter.image.pass;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tidewaiter.image.ForeignLayerException;
import org.tidewaiter.image.Image;
import org.tidewaiter.image.directory.DirectoryTree;
import org.tidewaiter.image.manifest.MediaTypes;
import org.tidewaiter.image.tar.EntryStream;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.testkit.image.LayerBytes;
import org.tidewaiter.testkit.image.TarBuilder;

/// An image in memory, which counts how often its layers are opened.
final class FakeImage implements Image {
    private final List<byte[]> stored = new ArrayList<>();
    private final List<Layer> layers = new ArrayList<>();
    private final Set<Integer> missing = new HashSet<>();
    private final List<Integer> opened = new ArrayList<>();

    /// What was fetched in parts: offset and how many bytes.
    final List<long[]> parts = new ArrayList<>();

    private final List<Map<String, String>> annotations = new ArrayList<>();
    private boolean givesParts;
    private Optional<Path> root = Optional.empty();

    static FakeImage ofDirectory(Path root) {
        var image = new FakeImage();
        image.root = Optional.of(root);
        return image;
    }

    static FakeImage of(TarBuilder... tars) {
        var image = new FakeImage();
        for (var tar : tars) {
            image.add(LayerBytes.gzip(tar));
        }
        return image;
    }

    /// @param layer its digest is that of its stored bytes
    FakeImage add(LayerBytes layer) {
        return add(layer, layer.stored());
    }

    /// @param bytes what the source really gives
    FakeImage add(LayerBytes layer, byte[] bytes) {
        layers.add(
                new Layer(
                        layers.size(),
                        layer.digest(),
                        layer.diffId(),
                        layer.mediaType(),
                        layer.stored().length,
                        Optional.empty()));
        stored.add(bytes);
        annotations.add(layer.annotations());
        return this;
    }

    /// A layer whose bytes the source does not have.
    FakeImage addMissing(LayerBytes layer) {
        missing.add(layers.size());
        return add(layer);
    }

    /// Gives parts of layers too.
    FakeImage inParts() {
        givesParts = true;
        return this;
    }

    /// The indexes of the layers that were fetched, in order.
    synchronized List<Integer> opened() {
        return List.copyOf(opened);
    }

    @Override
    public ImageSource source() {
        return new ImageSource(
                "layout", "fake", Optional.empty(), Optional.empty(), Optional.empty(), layers);
    }

    @Override
    public byte[] config() {
        return new byte[0];
    }

    @Override
    public Optional<EntryStream> openTree() throws IOException {
        return root.isPresent() ? Optional.of(new DirectoryTree(root.get())) : Optional.empty();
    }

    @Override
    public synchronized InputStream openLayer(Layer layer) throws ProblemException, IOException {
        opened.add(layer.index());
        if (missing.contains(layer.index())) {
            if (MediaTypes.isForeign(layer.mediaType())) {
                throw new ForeignLayerException(layer);
            }
            throw new IOException("no such blob");
        }
        return new ByteArrayInputStream(stored.get(layer.index()));
    }

    @Override
    public Map<String, String> annotations(Layer layer) {
        return annotations.get(layer.index());
    }

    @Override
    public synchronized Optional<InputStream> openPart(Layer layer, long offset, long bytes) {
        if (!givesParts) {
            return Optional.empty();
        }
        parts.add(new long[] {offset, bytes});
        var all = stored.get(layer.index());
        return Optional.of(new ByteArrayInputStream(all, (int) offset, (int) bytes));
    }

    @Override
    public void close() {}
}
