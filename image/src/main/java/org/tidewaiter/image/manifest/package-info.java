/// Manifests, indexes and configurations, and how a name in a store of blobs becomes an image.
@NullMarked
package org.tidewaiter.image.manifest;

import org.jspecify.annotations.NullMarked;
