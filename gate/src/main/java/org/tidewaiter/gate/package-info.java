/// What the doors have in common.
@NullMarked
package org.tidewaiter.gate;

import org.jspecify.annotations.NullMarked;
