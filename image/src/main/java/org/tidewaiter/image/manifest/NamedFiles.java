package org.tidewaiter.image.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/// The files that an image was written to: a folder, or the members of an archive. Several threads
/// may open files at once.
public interface NamedFiles {
    /// @param name relative, with slashes
    /// @return nothing if there is no such regular file
    OptionalLong sizeBytes(String name) throws IOException;

    /// @throws java.nio.file.NoSuchFileException if there is no such regular file
    InputStream open(String name) throws IOException;

    default boolean has(String name) throws IOException {
        return sizeBytes(name).isPresent();
    }
}
