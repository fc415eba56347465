/// Opens an image and owns the pass over its bytes.
@NullMarked
package org.tidewaiter.image;

import org.jspecify.annotations.NullMarked;
