/// Streams of file system entries: the interface, and the reader of tar archives.
@NullMarked
package org.tidewaiter.image.tar;

import org.jspecify.annotations.NullMarked;
