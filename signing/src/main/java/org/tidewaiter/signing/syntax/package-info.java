/// Documents of others, read so that no two readers can read them differently.
@NullMarked
package org.tidewaiter.signing.syntax;

import org.jspecify.annotations.NullMarked;
