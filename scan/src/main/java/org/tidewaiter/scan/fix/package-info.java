/// What to do about findings: the smallest set of upgrades that leaves fewest.
@NullMarked
package org.tidewaiter.scan.fix;

import org.jspecify.annotations.NullMarked;
