/// Snaps, and the packages they were made from.
@NullMarked
package org.tidewaiter.inventory.snap;

import org.jspecify.annotations.NullMarked;
