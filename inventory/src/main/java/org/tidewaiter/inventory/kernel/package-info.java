/// The Linux kernel and its modules.
@NullMarked
package org.tidewaiter.inventory.kernel;

import org.jspecify.annotations.NullMarked;
