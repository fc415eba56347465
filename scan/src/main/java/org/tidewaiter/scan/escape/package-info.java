/// Text that comes from images and feeds, made harmless for one kind of document each.
@NullMarked
package org.tidewaiter.scan.escape;

import org.jspecify.annotations.NullMarked;
