/// Go programs and the modules they were built from, and the modules that a project asks for.
@NullMarked
package org.tidewaiter.inventory.golang;

import org.jspecify.annotations.NullMarked;
