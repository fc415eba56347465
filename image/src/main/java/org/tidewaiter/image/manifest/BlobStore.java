package org.tidewaiter.image.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.tidewaiter.model.ProblemException;

/// Where the manifests, configurations and layers of one repository are kept. Several threads may
/// open blobs at once.
public interface BlobStore {
    /// What the store holds for a descriptor. Nothing is verified: the store may lie about any byte
    /// and about how many there are.
    ///
    /// @throws BlobNotFoundException where it does not have it
    /// @throws ProblemException where it does not give it
    InputStream open(Descriptor blob) throws ProblemException, IOException;

    /// Some of the bytes that [#open] would give, and no others; perhaps fewer than asked for.
    ///
    /// @return nothing where the store gives blobs only whole
    /// @throws ProblemException as [#open]
    default Optional<InputStream> openPart(Descriptor blob, long offset, long bytes)
            throws ProblemException, IOException {
        return Optional.empty();
    }
}
