/// The front door: all evidence that stands beside an image, verified or refused.
@NullMarked
package org.tidewaiter.signing;

import org.jspecify.annotations.NullMarked;
