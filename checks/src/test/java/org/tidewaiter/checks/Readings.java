package org.tidewaiter.checks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
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
import org.tidewaiter.image.tar.TarReader;
import org.tidewaiter.model.FileAccount;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.Platform;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.ImageBuilder;
import org.tidewaiter.testkit.image.LayerBytes;
import org.tidewaiter.testkit.image.TarBuilder;

/// Reads built images with the readers that the checks need.
final class Readings {
    private static final ReaderSet READERS = new ReaderSet(ImageChecks.READERS);

    private Readings() {}

    static ImageReading of(ImageBuilder builder) {
        return of(new InMemory(builder.build()), PassOptions.standard());
    }

    static ImageReading withDigests(ImageBuilder builder) {
        return of(
                new InMemory(builder.build()),
                PassOptions.standard().withFileHashes(PassOptions.FileHashes.SHA_256));
    }

    static ImageReading ofDirectory(TarBuilder files) {
        return of(new Folder(files), PassOptions.standard());
    }

    private static ImageReading of(Image image, PassOptions options) {
        try {
            return new ImagePass(READERS, LayerCache.none(), options, Progress.SILENT).read(image);
        } catch (ProblemException e) {
            throw new AssertionError(e);
        }
    }

    static ImageSettings settings(ImageBuilder builder) {
        try {
            return ImageSettings.parse(builder.build().config());
        } catch (MalformedManifestException e) {
            throw new AssertionError(e);
        }
    }

    static List<Finding.Setting> findings(ImageBuilder builder) {
        return ImageChecks.findings(of(builder), settings(builder));
    }

    /// Without packages.
    static Inventory noPackages(ImageReading reading) {
        return new Inventory(
                reading.source(), Optional.empty(), List.of(), FileAccount.NONE, List.of());
    }

    /// A directory whose files are those of an archive, with their owners and modes.
    private record Folder(TarBuilder files) implements Image {
        @Override
        public ImageSource source() {
            return new ImageSource(
                    "directory",
                    "folder",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of());
        }

        @Override
        public byte[] config() {
            return new byte[0];
        }

        @Override
        public Optional<EntryStream> openTree() {
            return Optional.of(new TarReader(new ByteArrayInputStream(files.bytes())));
        }

        @Override
        public InputStream openLayer(Layer layer) throws IOException {
            throw new IOException("no layers");
        }

        @Override
        public void close() {}
    }

    private record InMemory(BuiltImage image) implements Image {
        @Override
        public ImageSource source() {
            var layers = new ArrayList<Layer>();
            for (LayerBytes layer : image.layers()) {
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
                    "layout",
                    "built",
                    Optional.of(image.digest()),
                    Optional.of(image.configDigest()),
                    Optional.of(new Platform(image.os(), image.architecture(), Optional.empty())),
                    layers);
        }

        @Override
        public byte[] config() {
            return image.config();
        }

        @Override
        public Optional<EntryStream> openTree() {
            return Optional.empty();
        }

        @Override
        public InputStream openLayer(Layer layer) {
            return new ByteArrayInputStream(image.layers().get(layer.index()).stored());
        }

        @Override
        public void close() {}
    }
}
