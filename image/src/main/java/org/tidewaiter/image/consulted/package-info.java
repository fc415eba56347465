/// The files that an answer depends on, and whether they are still as they were.
@NullMarked
package org.tidewaiter.image.consulted;

import org.jspecify.annotations.NullMarked;
