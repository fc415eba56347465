package org.tidewaiter.image;

import java.util.Locale;

/// The kinds of place an image is kept in.
public enum SourceKind {
    REGISTRY,
    /// A folder in the form of an OCI image layout.
    LAYOUT,
    /// A tar file: an OCI image layout, or as `docker save` writes it.
    ARCHIVE,
    /// A root file system.
    DIRECTORY,
    /// A Docker engine, which has the image for its containers.
    DOCKER,
    /// Podman's service likewise.
    PODMAN;

    /// Lower case, as documents write it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
