/// The front door: every check that we ship, in one list.
@NullMarked
package org.tidewaiter.checks;

import org.jspecify.annotations.NullMarked;
