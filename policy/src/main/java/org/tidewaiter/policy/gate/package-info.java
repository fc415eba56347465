/// The decision that every door shares: whether an image goes aboard, by what was decided of it.
@NullMarked
package org.tidewaiter.policy.gate;

import org.jspecify.annotations.NullMarked;
