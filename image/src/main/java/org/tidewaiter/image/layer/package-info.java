/// What one layer brought, as a value: kept in the cache, and joined with others by the merge.
@NullMarked
package org.tidewaiter.image.layer;

import org.jspecify.annotations.NullMarked;
