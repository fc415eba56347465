package org.tidewaiter.model;

import java.util.Optional;

/// One layer of an image, as its manifest and configuration describe it.
///
/// @param index 0 is the lowest
/// @param digest of the bytes as stored, compressed or not
/// @param diffId of the plain tar
/// @param sizeBytes of the bytes as stored; -1 where the source does not say
/// @param instruction from the history in the configuration, for example `RUN apk add curl`
/// @see "OCI image-spec 1.1, layer.md"
public record Layer(
        int index,
        Digest digest,
        Digest diffId,
        String mediaType,
        long sizeBytes,
        Optional<String> instruction) {}
