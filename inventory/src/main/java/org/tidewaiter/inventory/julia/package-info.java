/// Julia packages: those installed in a depot, and those that a manifest asks for.
@NullMarked
package org.tidewaiter.inventory.julia;

import org.jspecify.annotations.NullMarked;
