/// What differs between two inventories.
@NullMarked
package org.tidewaiter.scan.diff;

import org.jspecify.annotations.NullMarked;
