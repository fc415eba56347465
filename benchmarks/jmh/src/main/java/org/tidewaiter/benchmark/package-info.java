/// The inner loops, each alone.
@NullMarked
package org.tidewaiter.benchmark;

import org.jspecify.annotations.NullMarked;
