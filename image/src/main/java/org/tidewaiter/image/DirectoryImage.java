package org.tidewaiter.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.image.directory.DirectoryTree;
import org.tidewaiter.image.tar.EntryStream;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Layer;

/// A root file system, which has files but neither layers nor a configuration.
record DirectoryImage(String name, Path root) implements Image {
    @Override
    public ImageSource source() {
        return new ImageSource(
                SourceKind.DIRECTORY.word(),
                name,
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
    public Optional<EntryStream> openTree() throws IOException {
        return Optional.of(new DirectoryTree(root));
    }

    @Override
    public InputStream openLayer(Layer layer) {
        throw new IllegalArgumentException("a directory has no layer " + layer);
    }

    @Override
    public void close() {}
}
