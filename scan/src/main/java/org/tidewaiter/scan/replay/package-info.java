/// What other rules would have said of what was decided before.
@NullMarked
package org.tidewaiter.scan.replay;

import org.jspecify.annotations.NullMarked;
