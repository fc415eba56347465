/// Whether an image may go aboard, as it was decided: clearances, heads and what breaks the glass.
@NullMarked
package org.tidewaiter.model.clearance;

import org.jspecify.annotations.NullMarked;
