package org.tidewaiter.model;

import java.util.Optional;

/// What an image says of the one it is built on. Whoever built it may have written anything.
///
/// @param name an image reference, as the image says it
/// @param digest of the manifest
/// @see "OCI image-spec 1.1, annotations.md, org.opencontainers.image.base.*"
public record ClaimedBase(String name, Optional<Digest> digest) {}
