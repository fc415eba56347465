/// Installed packages of R.
@NullMarked
package org.tidewaiter.inventory.r;

import org.jspecify.annotations.NullMarked;
