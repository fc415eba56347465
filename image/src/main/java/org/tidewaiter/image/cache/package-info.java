/// Keeps what was read of a layer, under the layer's diffID and the digest of the readers, and what
/// a command answered, under the digest of what was asked.
@NullMarked
package org.tidewaiter.image.cache;

import org.jspecify.annotations.NullMarked;
