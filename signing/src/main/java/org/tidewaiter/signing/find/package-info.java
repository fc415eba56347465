/// What stands beside an image and may be evidence.
@NullMarked
package org.tidewaiter.signing.find;

import org.jspecify.annotations.NullMarked;
