/// Go programs and the modules they were built from.
@NullMarked
package org.tidewaiter.inventory.golang;

import org.jspecify.annotations.NullMarked;
