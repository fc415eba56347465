package org.tidewaiter.image.layout;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.tidewaiter.image.consulted.ConsultedFiles;
import org.tidewaiter.image.manifest.NamedFiles;

/// The files of a folder.
///
/// @param consulted is told of each that is looked at
public record LayoutDirectory(Path folder, ConsultedFiles consulted) implements NamedFiles {
    /// Nobody is told.
    public LayoutDirectory(Path folder) {
        this(folder, new ConsultedFiles());
    }

    /// Tells of a file that is not looked at because it is known.
    public void tell(String name) {
        consulted.add(folder.resolve(name));
    }

    @Override
    public OptionalLong sizeBytes(String name) throws IOException {
        var file = folder.resolve(name);
        consulted.add(file);
        return Files.isRegularFile(file) ? OptionalLong.of(Files.size(file)) : OptionalLong.empty();
    }

    @Override
    public InputStream open(String name) throws IOException {
        var file = folder.resolve(name);
        consulted.add(file);
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return Files.newInputStream(file);
    }
}
