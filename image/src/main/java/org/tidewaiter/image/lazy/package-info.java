/// Layers of which only some files are fetched: those that have a table of contents, which says
/// where each file stands in the stored bytes.
@NullMarked
package org.tidewaiter.image.lazy;

import org.jspecify.annotations.NullMarked;
