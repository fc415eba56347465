package org.tidewaiter.image;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.tidewaiter.image.archive.TarFile;
import org.tidewaiter.image.manifest.MediaTypes;
import org.tidewaiter.image.tar.EntryStream;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.ProblemException;

/// An image in an archive that is compressed as a whole, so that a layer could be reached only by
/// inflating all that stands before it: its layers are taken as they go by.
///
/// @param image read one layer at a time
record CompressedArchive(Image image, TarFile file) implements SavedImage {

    /// An image in any archive. A layer that cannot be read is known by its media type, and never
    /// by its diffID: where there is one, layers are reached one by one.
    static Image of(Image image, TarFile file) {
        boolean plain =
                image.source().layers().stream()
                        .map(Layer::mediaType)
                        .noneMatch(
                                type -> MediaTypes.isForeign(type) || MediaTypes.isEncrypted(type));
        return file.isCompressed() && plain ? new CompressedArchive(image, file) : image;
    }

    @Override
    public Digest id() {
        return source().configDigest().orElseThrow();
    }

    @Override
    public InputStream openSaved() throws IOException {
        return file.openWhole();
    }

    /// It was read with the archive's own description.
    @Override
    public boolean describe(byte[] document) {
        return true;
    }

    @Override
    public ImageSource source() {
        return image.source();
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
    public InputStream openLayer(Layer layer) throws ProblemException, IOException {
        return image.openLayer(layer);
    }

    @Override
    public void close() {
        image.close();
    }
}
