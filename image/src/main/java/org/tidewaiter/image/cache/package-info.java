/// Keeps what was read of a layer, under the layer's diffID and the digest of the readers.
@NullMarked
package org.tidewaiter.image.cache;

import org.jspecify.annotations.NullMarked;
