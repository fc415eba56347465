/// Charters in the formats in which other programs keep whom they believe, and back.
@NullMarked
package org.tidewaiter.signing.exchange;

import org.jspecify.annotations.NullMarked;
