/// Packages of R: those installed, and those that a lock file asks for.
@NullMarked
package org.tidewaiter.inventory.r;

import org.jspecify.annotations.NullMarked;
