package org.tidewaiter.inventory.account;

import java.util.Optional;
import org.tidewaiter.model.Purl;

/// What the packages of an image say of its files.
public interface Owners {

    /// @param path the file's own, through no symbolic link
    /// @return the package that lists it
    Optional<Purl> ownerOf(String path);

    /// A package of the distribution that is installed.
    ///
    /// @param name without architecture
    Optional<Purl> installed(String name);
}
