package org.tidewaiter.image.manifest;

import java.util.Optional;
import org.tidewaiter.model.ClaimedBase;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.json.Json;

/// Reads what an image says of the one it is built on, in the annotations of its manifest or in its
/// labels.
///
/// @see "OCI image-spec 1.1, annotations.md"
final class BaseNames {
    private static final String NAME = "org.opencontainers.image.base.name";
    private static final String DIGEST = "org.opencontainers.image.base.digest";

    /// No reference is longer: 255 for the name, 128 for the tag, and a digest.
    private static final int LONGEST = 512;

    private BaseNames() {}

    /// @param words annotations or labels
    static Optional<ClaimedBase> in(Json words) {
        var name = words.text(NAME).strip();
        return name.isEmpty() || name.length() > LONGEST
                ? Optional.empty()
                : Optional.of(new ClaimedBase(name, Digest.parse(words.text(DIGEST).strip())));
    }
}
