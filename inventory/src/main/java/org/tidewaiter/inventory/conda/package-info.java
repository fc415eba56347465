/// Conda packages: those installed, and those that an environment file asks for.
@NullMarked
package org.tidewaiter.inventory.conda;

import org.jspecify.annotations.NullMarked;
