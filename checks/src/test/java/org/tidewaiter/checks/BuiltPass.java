package org.tidewaiter.checks;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.image.Image;
import org.tidewaiter.image.cache.LayerCache;
import org.tidewaiter.image.manifest.ImageSettings;
import org.tidewaiter.image.manifest.MalformedManifestException;
import org.tidewaiter.image.pass.ImagePass;
import org.tidewaiter.image.pass.ImageReading;
import org.tidewaiter.image.pass.PassOptions;
import org.tidewaiter.image.pass.Progress;
import org.tidewaiter.image.pass.ReaderSet;
import org.tidewaiter.image.tar.EntryStream;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.testkit.image.BuiltImage;

/// A pass over an image in memory, in search of secrets.
record BuiltPass(BuiltImage built) implements Image {
    static SecretSearch.Found search(BuiltImage built)
            throws ProblemException, MalformedManifestException {
        var search = new SecretSearch();
        return search.find(read(built, search), ImageSettings.parse(built.config()));
    }

    static ImageReading read(BuiltImage built, SecretSearch search) throws ProblemException {
        try (var image = new BuiltPass(built)) {
            return new ImagePass(
                            new ReaderSet(List.of(), List.of(search.reader())),
                            LayerCache.none(),
                            PassOptions.standard(),
                            Progress.SILENT)
                    .read(image);
        }
    }

    @Override
    public ImageSource source() {
        var layers = new ArrayList<Layer>();
        for (var layer : built.layers()) {
            layers.add(
                    new Layer(
                            layers.size(),
                            layer.digest(),
                            layer.diffId(),
                            layer.mediaType(),
                            layer.stored().length,
                            Optional.empty()));
        }
        return new ImageSource(
                "layout", "built", Optional.empty(), Optional.empty(), Optional.empty(), layers);
    }

    @Override
    public byte[] config() {
        return built.config();
    }

    @Override
    public Optional<EntryStream> openTree() {
        return Optional.empty();
    }

    @Override
    public InputStream openLayer(Layer layer) {
        return new ByteArrayInputStream(built.layers().get(layer.index()).stored());
    }

    @Override
    public void close() {}
}
