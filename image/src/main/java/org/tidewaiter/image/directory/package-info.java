/// A root file system in a directory.
@NullMarked
package org.tidewaiter.image.directory;

import org.jspecify.annotations.NullMarked;
