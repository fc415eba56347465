/// Haskell packages that a lock file asks for.
@NullMarked
package org.tidewaiter.inventory.haskell;

import org.jspecify.annotations.NullMarked;
