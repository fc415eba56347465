/// What a gate has decided, as people and CI services read it.
@NullMarked
package org.tidewaiter.scan.gate;

import org.jspecify.annotations.NullMarked;
