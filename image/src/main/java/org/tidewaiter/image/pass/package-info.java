/// The one walk over the bytes of an image: every reader sees its files, and what was seen is
/// judged on the merged file system.
@NullMarked
package org.tidewaiter.image.pass;

import org.jspecify.annotations.NullMarked;
