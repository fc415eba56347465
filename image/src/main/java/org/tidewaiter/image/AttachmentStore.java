package org.tidewaiter.image;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.image.artifact.ArtifactPlace;
import org.tidewaiter.image.manifest.BlobStore;
import org.tidewaiter.image.manifest.Descriptor;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ProblemException;

/// Where an image is kept with what refers to it.
interface AttachmentStore extends BlobStore, AutoCloseable {
    /// A manifest that has a tag, with its bytes, verified.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Tagged(Digest digest, byte[] bytes) {}

    List<Descriptor> referrers(Digest subject) throws ProblemException, IOException;

    Optional<Tagged> tagged(String tag) throws ProblemException, IOException;

    /// The bytes of a manifest that a list names, verified.
    default byte[] listed(Descriptor manifest) throws ProblemException, IOException {
        return VerifiedBytes.read(this, manifest, VerifiedBytes.MAX_MANIFEST_BYTES);
    }

    /// Where more can be put beside the image.
    ArtifactPlace place();

    /// What is kept as under a tag, without one: of the image as it was named.
    default List<Descriptor> untagged(String kind) throws ProblemException, IOException {
        return List.of();
    }

    /// The bytes of a manifest or index, verified.
    byte[] manifest(Digest digest) throws ProblemException, IOException;

    @Override
    default void close() {}
}
