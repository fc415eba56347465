/// Keys: reading them, and what a signature by each looks like.
@NullMarked
package org.tidewaiter.signing.key;

import org.jspecify.annotations.NullMarked;
