package org.tidewaiter.image.pass;

import java.util.Optional;
import org.tidewaiter.model.Digest;

/// One reading of one layer.
///
/// @param layer its index
/// @param key under which the cache has it; nothing where it is not to be kept
record Wanted(int layer, Course course, Optional<Digest> key) {}
