/// Which Linux distribution an image is.
@NullMarked
package org.tidewaiter.inventory.linux;

import org.jspecify.annotations.NullMarked;
