package org.tidewaiter.inventory;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.image.Image;
import org.tidewaiter.image.cache.LayerCache;
import org.tidewaiter.image.pass.ImagePass;
import org.tidewaiter.image.pass.ImageReading;
import org.tidewaiter.image.pass.PassOptions;
import org.tidewaiter.image.pass.PassOptions.FileHashes;
import org.tidewaiter.image.pass.Progress;
import org.tidewaiter.image.pass.ReaderSet;
import org.tidewaiter.image.tar.EntryStream;
import org.tidewaiter.inventory.account.FileLedger;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.testkit.image.LayerBytes;
import org.tidewaiter.testkit.image.TarBuilder;

/// An image in memory, of which the inventory is taken as of any other.
final class BuiltLayers implements Image {
    private final List<LayerBytes> stored = new ArrayList<>();
    private final List<Layer> layers = new ArrayList<>();

    private BuiltLayers() {}

    /// @param tars lowest first
    static Inventory inventory(TarBuilder... tars) throws ProblemException {
        return InventoryAssembly.assemble(read(PassOptions.standard(), tars));
    }

    /// Who answers for each file, with its digests.
    ///
    /// @param tars lowest first
    static FileLedger files(TarBuilder... tars) throws ProblemException {
        return InventoryAssembly.files(
                read(PassOptions.standard().withFileHashes(FileHashes.SHA_256_AND_SHA_1), tars));
    }

    /// As [#files], but for those that a pattern leaves out.
    static FileLedger filesWithout(String pattern, TarBuilder... tars) throws ProblemException {
        return InventoryAssembly.files(
                read(
                        PassOptions.standard()
                                .withFileHashes(FileHashes.SHA_256_AND_SHA_1)
                                .withSkipped(List.of(pattern)),
                        tars));
    }

    private static ImageReading read(PassOptions options, TarBuilder... tars)
            throws ProblemException {
        try (var image = new BuiltLayers()) {
            for (var tar : tars) {
                image.add(LayerBytes.plain(tar));
            }
            var pass =
                    new ImagePass(
                            new ReaderSet(Catalogers.BUILT_IN),
                            LayerCache.none(),
                            options,
                            Progress.SILENT);
            return pass.read(image);
        }
    }

    private void add(LayerBytes layer) {
        layers.add(
                new Layer(
                        layers.size(),
                        layer.digest(),
                        layer.diffId(),
                        layer.mediaType(),
                        layer.stored().length,
                        Optional.empty()));
        stored.add(layer);
    }

    @Override
    public ImageSource source() {
        return new ImageSource(
                "layout", "built", Optional.empty(), Optional.empty(), Optional.empty(), layers);
    }

    @Override
    public byte[] config() {
        return new byte[0];
    }

    @Override
    public Optional<EntryStream> openTree() {
        return Optional.empty();
    }

    @Override
    public InputStream openLayer(Layer layer) {
        return new ByteArrayInputStream(stored.get(layer.index()).stored());
    }

    @Override
    public void close() {}
}
